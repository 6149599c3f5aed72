import pino, { type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

const FLUSH_MILLISECONDS = 1_000;
const BUFFER_BYTES = 4_096;

/**
 * The gateway's log: JSON, a line an event, without the name of the machine. It goes to standard output in
 * blocks, so that no request waits for a slow terminal; whoever ends the process flushes first.
 */
export const createLog = (level: string, destination: DestinationStream = standardOutput()): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);

const standardOutput = () =>
  pino.destination({
    dest: 1,
    sync: false,
    minLength: BUFFER_BYTES,
    periodicFlush: FLUSH_MILLISECONDS,
  });
