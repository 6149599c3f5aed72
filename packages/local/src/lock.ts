import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MILLISECONDS = 5_000;

/**
 * Takes a data folder for this process alone. What a killed start left is taken over: a number that no
 * start of the hub has any more locks nothing. One that is just ending is waited for, some seconds.
 * Throws one sentence when another start uses the folder.
 */
export const lockFolder = async (folder: string, patience = PATIENCE_MILLISECONDS): Promise<() => void> => {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'start.pid');
  const end = Date.now() + patience;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => {
        if (holderOf(file) === process.pid) rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder > 0 && !isStart(holder)) takeAway(file, holder);
    else if (Date.now() < end) await pause(100);
    // One without a number was never finished.
    else if (!isStart(holder)) rmSync(file, { force: true });
    else {
      throw new Error(`Another start (process ${holder}) is using the data folder ${folder}. Stop it first.`);
    }
  }
};

/** Takes a stale lock away, unless another start did so and has taken the folder meanwhile. */
const takeAway = (file: string, holder: number): void => {
  const taken = `${file}.${process.pid}`;
  try {
    renameSync(file, taken);
    if (holderOf(taken) !== holder) renameSync(taken, file);
  } catch {
    // Somebody else took it away: the next round tells.
  }
  rmSync(taken, { force: true });
};

const holderOf = (file: string): number => {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return Number.NaN;
  }
};

/** Whether a process is alive and is a start of the hub, not some later process with the same number. */
function isStart(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    const command = execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    return /run\.cjs (start|dev)|local[/\\]dist[/\\]main/.test(command);
  } catch (error) {
    // `ps` says with its code that there is none; without a `ps`, a signal tells.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && answersSignals(pid);
  }
}

const answersSignals = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
