import type { IncomingMessage } from 'node:http';
import type { Log } from './log';
import { metrics } from './metrics';

/** Told of a request that was turned away before it was read as GraphQL, and with which status. */
export type Unread = (request: IncomingMessage, status: number) => void;

/** Counts such requests, and writes one line about each: by which method, at which door. Never the address. */
export const unread =
  (log: Log, door: string): Unread =>
  ({ method }, status) => {
    metrics.requests.inc({ kind: 'unknown', outcome: 'nothing' });
    log.info({ method, path: door, status }, 'unread');
  };
