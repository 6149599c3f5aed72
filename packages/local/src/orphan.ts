import { execFileSync } from 'node:child_process';

const LOOK_MILLISECONDS = 250;

/**
 * Calls `end` when the `npm` that runs this process is gone, or the shell that it puts between. A killed
 * `npm` tells nobody, and the hub would hold its ports for ever. Without `npm` it does nothing.
 */
export const whenOrphaned = (end: () => void): void => {
  if (!process.env.npm_lifecycle_event) return;
  const ancestors = [process.ppid, ...npmBehind(process.ppid)];
  const timer = setInterval(() => {
    if (ancestors.every(isAlive)) return;
    clearInterval(timer);
    end();
  }, LOOK_MILLISECONDS).unref();
};

/** Where the parent is a shell, the `npm` that started it; some shells make way for the command. */
function npmBehind(parent: number): number[] {
  try {
    const tell = (what: string) =>
      execFileSync('ps', ['-o', `${what}=`, '-p', String(parent)], { encoding: 'utf8' });
    return /^(npm|node\b.*\bnpm)/.test(tell('args').trim()) ? [] : [Number(tell('ppid'))];
  } catch {
    return [];
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
