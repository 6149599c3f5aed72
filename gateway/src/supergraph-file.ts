import { readFile } from 'node:fs/promises';
import { watch } from 'chokidar';

const QUIET_MILLISECONDS = 100;

/**
 * Tells of every new text of the supergraph's file, as soon as it was written to its end: also of one that
 * came after the known text was read and before the watch began. What the change throws is logged as
 * refused, and the next change is waited for. Where the file cannot be watched, that is logged, and the
 * gateway goes on with what it has.
 *
 * @returns ends the watch
 */
export const watchSupergraph = (
  file: string,
  known: string,
  change: (supergraphSdl: string) => Promise<void>,
  log: (entry: object) => void,
): (() => Promise<void>) => {
  const watcher = watch(file, {
    awaitWriteFinish: { stabilityThreshold: QUIET_MILLISECONDS, pollInterval: QUIET_MILLISECONDS / 4 },
  });
  let last = known;
  const take = async () => {
    try {
      const text = await readFile(file, 'utf8');
      if (text === last) return;
      last = text;
      await change(text);
      log({ supergraph: 'changed' });
    } catch (error) {
      log({ supergraph: 'refused', why: (error as Error).message });
    }
  };
  watcher
    .on('change', take)
    .on('add', take)
    .on('error', error => log({ supergraph: 'not watched', why: (error as NodeJS.ErrnoException).code }));
  return () => watcher.close();
};
