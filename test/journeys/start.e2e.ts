import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@ura/database';
import { root } from '@ura/local';

const main = path.join(root, 'packages/local/dist/main.js');
let folder: string;
let base: number;
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ura-start-'));
  chmodSync(folder, 0o755);
  do base = await freePort();
  while (base > 60_000);
});
afterEach(async () => {
  for (const { pid } of started) if (pid && isAlive(pid)) process.kill(pid, 'SIGINT');
  for (const { pid } of started.splice(0)) if (pid) await until(() => !isAlive(pid));
  rmSync(folder, { recursive: true, force: true });
});

/** Starts as `npm start` does, on other ports and in another data folder. */
const start = (environment: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, URA_PORT: String(base), URA_DATA: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', data => (output.text += data));
  const code = new Promise<number | null>(resolve => child.once('exit', resolve));
  return { child, output, code };
};

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && process.platform !== 'linux';
  }
};

const until = async (isSo: () => boolean | Promise<boolean>, seconds = 60) => {
  const end = Date.now() + seconds * 1_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await pause(50);
  }
};

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

const answers = async () => {
  const response = await fetch(`http://127.0.0.1:${base}/ready`).catch(() => undefined);
  return response?.status === 200;
};

test('a start says where to go, Ctrl-C leaves no process behind, and the next start works on the same data', async () => {
  for (const _round of [1, 2]) {
    const { child, output, code } = start();
    await until(() => output.text.includes('The hub is running.'));
    expect(output.text).toContain(`http://127.0.0.1:${base}/graphql`);
    expect(output.text).toContain('npm run --silent token');
    expect(await answers()).toBe(true);
    const children = childrenOf(child.pid!);
    expect(children.length).toBeGreaterThanOrEqual(4);
    const postgres = Number(
      readFileSync(path.join(folder, 'postgres/postgresql/postmaster.pid'), 'utf8').split('\n')[0],
    );
    child.kill('SIGINT');
    expect(await code).toBe(0);
    for (const pid of [...children, postgres]) expect(isAlive(pid)).toBe(false);
  }
}, 120_000);

test('after its parent is killed nothing holds the ports, and starting again works', async () => {
  const first = start();
  await until(() => first.output.text.includes('The hub is running.'));
  const children = childrenOf(first.child.pid!);
  first.child.kill('SIGKILL');
  await first.code;
  await until(() => children.every(pid => !isAlive(pid)));
  const second = start();
  await until(() => second.output.text.includes('The hub is running.'));
  expect(await answers()).toBe(true);
}, 120_000);

test('a second start in the same data folder is refused with one sentence', async () => {
  const first = start();
  await until(() => first.output.text.includes('The hub is running.'));
  const second = start({ URA_PORT: String(base + 10) });
  expect(await second.code).not.toBe(0);
  expect(second.output.text.trim().split('\n')).toEqual([
    expect.stringMatching(/^Another start \(process \d+\) is using the data folder .*\. Stop it first\.$/),
  ]);
}, 120_000);

test('a busy port is told in one sentence', async () => {
  const squatter = createServer().listen(base + 1, '127.0.0.1');
  const { output, code } = start();
  expect(await code).not.toBe(0);
  expect(output.text.trim().split('\n').at(-1)).toMatch(
    new RegExp(`^Port ${base + 1}, which partners needs, is already in use on this machine\\..*URA_PORT=`),
  );
  await new Promise(resolve => squatter.close(resolve));
});

test('an old Node is told in one sentence', () => {
  const run = path.join(root, 'packages/tooling/bin/run.cjs');
  const script = `Object.defineProperty(process.versions, 'node', { value: '18.20.0' }); process.argv[2] = 'start'; require(${JSON.stringify(run)})`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', data => (text += data));
  return new Promise<void>((resolve, reject) => {
    child.once('exit', code => {
      try {
        expect(code).toBe(1);
        expect(text.trim()).toBe('Ura needs Node 20.19 or newer; this is Node 18.20.0.');
        resolve();
      } catch (error) {
        reject(error);
      }
    });
  });
});
