import { readFile } from 'node:fs/promises';
import { watch } from 'chokidar';

const QUIET_MILLISECONDS = 100;

/**
 * Tells of every new text of the supergraph's file, as soon as it was written to its end. What the change
 * throws is logged as refused, and the next change is waited for.
 *
 * @returns ends the watch
 */
export const watchSupergraph = (
  file: string,
  change: (supergraphSdl: string) => Promise<void>,
  log: (entry: object) => void,
): (() => Promise<void>) => {
  const watcher = watch(file, {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: QUIET_MILLISECONDS, pollInterval: QUIET_MILLISECONDS / 4 },
  });
  const take = async () => {
    try {
      await change(await readFile(file, 'utf8'));
      log({ supergraph: 'changed' });
    } catch (error) {
      log({ supergraph: 'refused', why: (error as Error).message });
    }
  };
  watcher.on('change', take).on('add', take);
  return () => watcher.close();
};
