import { setMaxListeners } from 'node:events';
import type { Caller } from './caller';
import type { RequestTrace } from './telemetry/traces';

/** How one fetch went. */
export interface FetchRecord {
  readonly subgraph: string;
  readonly milliseconds: number;
  /** What the caller got of it: the subgraph's answer, what was last known, or nothing. */
  readonly outcome: 'answered' | 'remembered' | 'away';
}

/** A subgraph that was away, for `extensions.degraded`. */
export interface Degraded {
  readonly subgraph: string;
  /** Since when it has not answered. */
  readonly since: Date;
  /** The moment of the oldest value that was served in its stead; null where nothing was. */
  readonly asOf: Date | null;
}

/** One request on its way through the gateway: who asks, how long it may take, what happened meanwhile. */
export interface Asking extends Caller {
  /** Aborts when the caller hangs up, or when the request has lasted as long as a request may. */
  readonly signal: AbortSignal;
  readonly fetches: FetchRecord[];
  readonly degraded: Degraded[];
  /** Set where the request is traced, or its caller traces it. */
  trace?: RequestTrace;
}

export const askingOf = (caller: Caller, signal: AbortSignal): Asking => {
  // Every fetch listens to it while it runs, and there may be many at the same time.
  setMaxListeners(0, signal);
  return { ...caller, signal, fetches: [], degraded: [] };
};
