import type { Database } from '@ura/database';
import type { Subgraph } from './manifest';

const SECONDS = { chores: 30, quickChores: 1 } as const;

type Chores = Pick<Subgraph<never>, 'name' | keyof typeof SECONDS>;

/**
 * Does the clock's work again and again, one round of each kind at a time. A round that fails is tried anew,
 * and logged when the one before did not. What is returned ends it, and waits for what is under way.
 */
export const startChores = (
  subgraph: Chores,
  database: Database,
  log: (line: string) => void = console.error,
): (() => Promise<void>) => {
  const ends = (['chores', 'quickChores'] as const).map(kind => {
    const work = subgraph[kind];
    if (!work) return async () => undefined;
    const failed = (error: Error) => log(`${subgraph.name}: a chore failed: ${error.name}`);
    return again(SECONDS[kind], () => work(database), failed);
  });
  return async () => void (await Promise.all(ends.map(end => end())));
};

const again = (
  seconds: number,
  work: () => Promise<void>,
  failed: (error: Error) => void,
): (() => Promise<void>) => {
  let round = Promise.resolve();
  let isBusy = false;
  let hasFailed = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    round = work()
      .then(() => {
        hasFailed = false;
      })
      .catch(error => {
        if (!hasFailed) failed(error);
        hasFailed = true;
      })
      .finally(() => {
        isBusy = false;
      });
  }, seconds * 1_000);
  return () => {
    clearInterval(timer);
    return round;
  };
};
