import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@ura/database';
import { root } from '@ura/local';
import { person } from '../hub';
import { until } from './until';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ura-dev-'));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL');
  await until(() => processesOf(folder).length === 0);
  rmSync(folder, { recursive: true, force: true });
});

const MADE = ['dist', '.data', '.git', 'coverage'];

/** The repository as it is now, with the same dependencies; what was built is in the cache that comes along. */
const copyRepository = (copy: string) => {
  cpSync(root, copy, {
    recursive: true,
    filter: (from, to) => {
      const name = path.basename(from);
      if (name === 'node_modules') linkDependencies(from, to);
      return name !== 'node_modules' && !MADE.includes(name);
    },
  });
  // With another stamp the copy would install, through the links, into the repository.
  const lock = createHash('sha256').update(readFileSync(path.join(copy, 'package-lock.json')));
  writeFileSync(path.join(copy, 'node_modules/.ura-installed'), lock.digest('hex'));
};

const linkDependencies = (from: string, to: string) => {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    // Our own packages are links to folders beside this one, and so are their copies.
    if (name === '@ura') cpSync(source, target, { recursive: true, verbatimSymlinks: true });
    else if (name !== '.ura-installed') symlinkSync(source, target);
  }
};

/** Whatever was started with a data folder in this one, by whomever, and however deep. */
const processesOf = (parent: string): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`URA_DATA=${parent}`);
      } catch {
        return false;
      }
    })
    .map(Number);

test('npm run dev serves an edit after a moment, and Ctrl-C leaves no process behind', async () => {
  const copy = path.join(folder, 'ura');
  copyRepository(copy);
  const port = await freePort();
  const npm = spawn('npm', ['run', 'dev'], {
    cwd: copy,
    env: { ...process.env, URA_PORT: String(port), URA_DATA: path.join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let output = '';
  npm.stdout.on('data', data => (output += data));
  const ended = new Promise(resolve => npm.once('exit', resolve));
  const { ask } = person(`http://127.0.0.1:${port}`);
  const says = async (sentence: string) =>
    (await ask('{ place { id } }').catch(() => undefined))?.errors?.[0]?.message === sentence;

  await until(() => output.includes('The hub is running.'));
  await until(() => says('Give either the id or the code.'));
  const file = path.join(copy, 'subgraphs/partners/src/place/place.service.ts');
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, source.replace('Give either the id or the code.', 'Say which place.'));
  await until(() => says('Say which place.'));
  expect(processesOf(folder)).not.toEqual([]);

  process.kill(-npm.pid!, 'SIGINT');
  await ended;
  await until(() => processesOf(folder).length === 0, 10);
}, 60_000);
