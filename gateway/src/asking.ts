import { setMaxListeners } from 'node:events';
import type { Caller } from './caller';
import type { RequestTrace } from './telemetry/traces';

/** Says that nobody waits for a request any more. An AbortSignal is one. */
export interface Ending {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: { handleEvent(): void }): void;
  removeEventListener(type: 'abort', listener: { handleEvent(): void }): void;
}

/**
 * The ending of one request. Node's own AbortSignal does the same, but what listened to it outlives two
 * collections of garbage, and with it the whole request: that was a quarter of the gateway's time.
 */
export class RequestEnding implements Ending {
  private readonly listeners = new Set<{ handleEvent(): void }>();
  private isAborted = false;

  get aborted(): boolean {
    return this.isAborted;
  }

  addEventListener(_type: 'abort', listener: { handleEvent(): void }): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: { handleEvent(): void }): void {
    this.listeners.delete(listener);
  }

  /** Tells whoever listens, once. */
  abort(): void {
    if (this.isAborted) return;
    this.isAborted = true;
    for (const listener of [...this.listeners]) listener.handleEvent();
  }
}

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
  /** Where the caller is, of a request from outside. */
  readonly address?: string;
  /** Aborts when the caller hangs up, or when the request has lasted as long as a request may. */
  readonly signal: Ending;
  readonly fetches: FetchRecord[];
  readonly degraded: Degraded[];
  /** Set once a mutation is sent: from then on something may have been done. */
  mayBeDone?: boolean;
  /** Set where the request is traced, or its caller traces it. */
  trace?: RequestTrace;
}

export const askingOf = (caller: Caller, signal: Ending, address?: string): Asking => {
  // Every fetch listens to it while it runs, and there may be many at the same time.
  if (signal instanceof AbortSignal) setMaxListeners(0, signal);
  return { ...caller, signal, address, fetches: [], degraded: [] };
};
