/**
 * Ends a process cleanly, once: on Ctrl-C, on termination, and when the process that started it is
 * gone, so that nothing is left behind.
 */
export const stopWith = (end: () => Promise<void>): void => {
  let isEnding = false;
  const stop = () => {
    if (isEnding) return;
    isEnding = true;
    end().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(event, stop);
};
