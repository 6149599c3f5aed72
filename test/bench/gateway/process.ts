import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Contestant } from './contestants';

const READY_MILLISECONDS = 30_000;
const TICKS_A_SECOND = 100;

/** The gateways have one core of their own; the subgraphs and the load share another. */
const GATEWAY_CORE = '0';
const LOAD_CORE = '1';

/** Whether processes can be tied to a core here. */
export const canPin = (): boolean => spawnSync('taskset', ['-c', LOAD_CORE, 'true']).status === 0;

/** Ties this process, in which the subgraphs and the load are, to its core. */
export const pinLoad = (): void => {
  spawnSync('taskset', ['-a', '-c', '-p', LOAD_CORE, String(process.pid)]);
};

export interface Running {
  readonly contestant: Contestant;
  readonly origin: string;
  /** CPU time used so far, its children's too, in milliseconds. */
  cpuMilliseconds(): number;
  residentBytes(): number;
  stop(): Promise<void>;
}

/** Starts a gateway and waits until it answers. Throws with its last words when it does not. */
export const start = async (
  contestant: Contestant,
  port: number,
  folder: string,
  isPinned: boolean,
): Promise<Running> => {
  const log = path.join(folder, `${contestant.name.replaceAll(/\W+/g, '-')}.log`);
  const [program, ...args] = [
    ...(isPinned ? ['taskset', '-c', GATEWAY_CORE] : []),
    ...contestant.command(port),
  ];
  const output = openSync(log, 'w');
  const child = spawn(program!, args, {
    cwd: folder,
    stdio: ['ignore', output, output],
    env: { ...process.env, NODE_ENV: 'production', ...contestant.settings?.(port) },
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let failure: Error | undefined;
  child.once('error', error => {
    failure = error;
  });
  const origin = `http://127.0.0.1:${port}`;
  const until = Date.now() + READY_MILLISECONDS;
  while (!(await answers(origin))) {
    if (failure) throw failure;
    if (child.exitCode !== null || Date.now() > until) {
      await ended(child);
      throw new Error(lastWords(log) || 'it does not answer');
    }
    await pause(200);
  }
  const processes = () => family(child.pid!);
  return {
    contestant,
    origin,
    cpuMilliseconds: () => sum(processes().map(cpuMilliseconds)),
    residentBytes: () => sum(processes().map(residentBytes)),
    stop: () => ended(child),
  };
};

const answers = async (origin: string): Promise<boolean> => {
  try {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
      signal: AbortSignal.timeout(2_000),
    });
    return (await response.text()).includes('"__typename"');
  } catch {
    return false;
  }
};

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exit;
  clearTimeout(patience);
};

const lastWords = (log: string): string =>
  readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ').slice(0, 300);

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The fields after the name, which is in brackets and may have blanks: state, parent, … */
const statOf = (pid: number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  } catch {
    return [];
  }
};

/** A process and all that it started. */
const family = (pid: number): number[] => {
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => ({ pid: Number(name), parent: Number(statOf(Number(name))[1]) }));
  const of = (parent: number): number[] => [
    parent,
    ...parents.filter(each => each.parent === parent).flatMap(each => of(each.pid)),
  ];
  return of(pid);
};

/** Time in user and system mode of all threads, and of children that have ended. */
const cpuMilliseconds = (pid: number): number =>
  (sum(statOf(pid).slice(11, 15).map(Number)) * 1_000) / TICKS_A_SECOND;

const residentBytes = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
};
