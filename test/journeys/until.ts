import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again until something is so. */
export const until = async (isSo: () => boolean | Promise<boolean>, seconds = 60): Promise<void> => {
  const end = Date.now() + seconds * 1_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await pause(50);
  }
};
