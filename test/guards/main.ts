import path from 'node:path';
import { parseArgs } from 'node:util';
import { copyOf } from './checkout';
import type { Guard } from './guard';
import { guards } from './guards';
import { type Bench, doubtBefore, doubtOf, withPostgres } from './trial';

const USAGE =
  'npm run check:guards -- [--list] [--only <a rule such as P11, or part of a file’s path or of the piece>]…';

const chosen = (only: readonly string[]): readonly Guard[] =>
  only.length === 0
    ? guards
    : guards.filter(({ rules, file, piece }) =>
        only.some(it => rules.some(rule => rule === it) || `${file} ${piece}`.includes(it)),
      );

const named = ({ rules, file, piece }: Guard): string =>
  [rules.join(' ').padEnd(8), file.padEnd(62), piece.trim().split('\n')[0]!.slice(0, 60)].join('  ');

const say = (line: string) => process.stdout.write(`${line}\n`);

/** How many of them are not held. */
const check = async (bench: Bench, asked: readonly Guard[]): Promise<number> => {
  const wrong = await doubtBefore(bench, asked);
  if (wrong) {
    say(`Nothing can be shown: ${wrong}.`);
    return asked.length;
  }
  let notHeld = 0;
  for (const guard of asked) {
    const begin = performance.now();
    const doubt = await doubtOf(bench, guard);
    if (doubt) notHeld += 1;
    const seconds = ((performance.now() - begin) / 1_000).toFixed(0).padStart(3);
    say(
      `${doubt ? 'NOT HELD' : 'held    '} ${seconds} s  ${named(guard)}${doubt ? `\n${' '.repeat(16)}${doubt}` : ''}`,
    );
  }
  say(`${asked.length} guards, ${asked.length - notHeld} held, ${notHeld} not held`);
  return notHeld;
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      list: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  const asked = chosen(values.only);
  if (asked.length === 0) throw new Error(`No guard is called that. ${USAGE}`);
  if (values.list) {
    for (const guard of asked) say(named(guard));
    return 0;
  }
  const root = path.resolve(__dirname, '../../..');
  return withPostgres(postgresUrl => check({ copy: copyOf(root), postgresUrl }, asked));
};

main().then(
  notHeld => process.exit(notHeld > 0 ? 1 : 0),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
