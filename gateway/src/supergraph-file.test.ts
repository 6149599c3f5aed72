import { EventEmitter, once } from 'node:events';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { watchSupergraph } from './supergraph-file';

let folder: string;
let file: string;
let end: () => Promise<void>;
let taken: string[];
/** Emits every entry of the log. */
let log: EventEmitter;
const logged = async () => (await once(log, 'entry'))[0] as object;

const watching = (name: string) => {
  file = path.join(folder, name);
  end = watchSupergraph(
    file,
    'known',
    async text => {
      if (text === 'broken') throw new Error('This is no supergraph.');
      taken.push(text);
    },
    entry => log.emit('entry', entry),
  );
};
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ura-watch-'));
  [taken, log] = [[], new EventEmitter()];
});
afterEach(async () => {
  await end();
  rmSync(folder, { recursive: true });
});

test('every new text is taken, also before the watch began and from a file that took its place; a broken one is not', async () => {
  writeFileSync(path.join(folder, 'supergraph.graphql'), 'first');
  watching('supergraph.graphql');
  expect(await logged()).toEqual({ supergraph: 'changed' });
  writeFileSync(file, 'broken');
  expect(await logged()).toEqual({ supergraph: 'refused', why: 'This is no supergraph.' });
  writeFileSync(`${file}.new`, 'second');
  renameSync(`${file}.new`, file);
  expect(await logged()).toEqual({ supergraph: 'changed' });
  expect(taken).toEqual(['first', 'second']);
});

test('a file that cannot be watched is logged, and ends nothing', async () => {
  watching('x'.repeat(300));
  expect(await logged()).toEqual({ supergraph: 'not watched', why: 'ENAMETOOLONG' });
});
