import type { Caller } from '../caller';
import { signInEnded } from './notices';
import type { LiveResult } from './result';

/** Fast clients get every result; these may wait for one that is slower before the newest wins. */
const WAITING = 64;

interface Waiting {
  readonly thing: string;
  readonly result: LiveResult;
}

/**
 * One client of a stream, as the results that it has not had yet. A client that is slower than the
 * stream costs a bounded amount: beyond it, of each thing only the newest state waits, then only the
 * newest things, and the next result says SKIPPED.
 */
export class Member implements AsyncIterableIterator<LiveResult, undefined> {
  private waiting: Waiting[] = [];
  private hasSkipped = false;
  isOver = false;
  private readonly timer?: NodeJS.Timeout;
  private hand?: (next: IteratorResult<LiveResult, undefined>) => void;

  constructor(
    readonly caller: Caller,
    /** When the caller's right ends, in milliseconds of the clock; Infinity where it never does. */
    readonly endsAt: number,
    private readonly onLeave: (member: Member) => void,
  ) {
    if (Number.isFinite(endsAt)) this.timer = setTimeout(() => this.end(signInEnded), endsAt - Date.now());
  }

  /** Hands on a result; of the same thing a newer one may take the place of an older. */
  put(thing: string, result: LiveResult): void {
    if (this.endsAt <= Date.now()) this.end(signInEnded);
    else if (this.hand) this.give(result);
    else if (!this.isOver) this.keep({ thing, result });
  }

  /** The last word to this client. What waited is not told any more: the right to it may have ended. */
  end(last?: LiveResult): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    this.waiting = [];
    this.hasSkipped = false;
    if (last && this.hand) this.give(last);
    else if (last) this.waiting.push({ thing: '', result: last });
    else this.hand?.({ done: true, value: undefined });
    this.hand = undefined;
    this.onLeave(this);
  }

  next(): Promise<IteratorResult<LiveResult, undefined>> {
    const next = this.waiting.shift();
    if (next) return Promise.resolve({ done: false, value: this.marked(next.result) });
    if (this.isOver) return Promise.resolve({ done: true, value: undefined });
    return new Promise(resolve => {
      this.hand = resolve;
    });
  }

  /** The client has hung up. */
  return(): Promise<IteratorResult<LiveResult, undefined>> {
    this.end();
    this.waiting = [];
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(): Promise<IteratorResult<LiveResult, undefined>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private keep(next: Waiting): void {
    if (this.waiting.length >= WAITING) {
      const same = this.waiting.findIndex(({ thing }) => thing === next.thing);
      this.waiting.splice(Math.max(same, 0), 1);
      this.hasSkipped = true;
    }
    this.waiting.push(next);
  }

  private give(result: LiveResult): void {
    const hand = this.hand!;
    this.hand = undefined;
    hand({ done: false, value: result });
  }

  private marked(result: LiveResult): LiveResult {
    if (!this.hasSkipped || result.extensions) return result;
    this.hasSkipped = false;
    return { ...result, extensions: { live: 'SKIPPED' } };
  }
}
