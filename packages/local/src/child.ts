import { type ChildProcess, fork } from 'node:child_process';
import { mainOf } from './places';

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Ends it, gently or at once, and waits for its end. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** What whoever starts a process wants to hear of it. */
export interface Listener {
  onExit?(name: string, code: number | null): void;
  /** Gets everything that a process writes; without it, what it writes is written here. */
  onOutput?(text: string): void;
}

const READY_SECONDS = 60;

/**
 * How Node runs a process of the hub. Requests leave much that is short-lived: the gateway, which all of
 * them pass, has more room for it, and collects less often.
 */
export const nodeFlags = (name: string): readonly string[] =>
  name === 'gateway'
    ? ['--max-old-space-size=384', '--max-semi-space-size=32']
    : ['--max-old-space-size=384'];

/**
 * Starts one process of the hub and waits until it says that it is ready. A child ends by itself when
 * this process is gone, because the channel between the two closes.
 */
export const startChild = async (
  name: string,
  env: Readonly<Record<string, string>>,
  { onExit, onOutput }: Listener,
): Promise<Child> => {
  const reload = process.env.URA_RELOAD ? ['--watch', '--watch-preserve-output'] : [];
  const child = fork(mainOf(name), [], {
    env: { ...process.env, ...env },
    execArgv: [...reload, ...nodeFlags(name)],
    // The gateway's log is its standard output; the others chat there.
    stdio: onOutput
      ? ['ignore', 'pipe', 'pipe', 'ipc']
      : ['ignore', name === 'gateway' ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onOutput!);
  await untilReady(name, child);
  let isStopping = false;
  child.once('exit', code => {
    if (!isStopping) onExit?.(name, code);
  });
  return {
    name,
    pid: child.pid!,
    stop: (signal = 'SIGTERM') =>
      new Promise(resolve => {
        isStopping = true;
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill(signal);
      }),
  };
};

const untilReady = (name: string, child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${name} did not start within ${READY_SECONDS} seconds.`));
    }, READY_SECONDS * 1_000);
    const failed = () => {
      clearTimeout(timer);
      reject(new Error(`${name} could not start; it says why above.`));
    };
    child.once('exit', failed);
    child.once('message', () => {
      clearTimeout(timer);
      child.off('exit', failed);
      resolve();
    });
  });
