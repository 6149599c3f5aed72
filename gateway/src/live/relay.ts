import type { Feed } from './feed';

const WAITING = 64;
const COMPARED = 1_000;
const SETTLE_MILLISECONDS = 500;

interface Handover<F> {
  readonly feed: F;
  /** What the old feed brought since the new one is open, and what the new one brought. */
  readonly old: string[];
  readonly fresh: string[];
  readonly timer: NodeJS.Timeout;
  done(isTaken: boolean): void;
}

/**
 * One line of events out of feeds of the same stream that take turns. Events have no numbers, so while
 * two feeds are open both are read: as soon as the end of what the old one brought is the beginning of
 * what the new one brought, the new one takes over behind it, and nothing is lost or told twice. Where
 * nothing happens for half a second, it takes over as well.
 */
export class Relay<F extends Feed> implements AsyncIterable<{ readonly text: string; readonly feed: F }> {
  private readonly ready: { text: string; feed: F }[] = [];
  private handover?: Handover<F>;
  private end?: { readonly error?: unknown };
  private wake: () => void = () => undefined;
  private readonly held: (() => void)[] = [];
  /** Whether it was closed from this side. */
  isClosed = false;

  constructor(private current: F) {
    void this.read(current);
  }

  /** The feed whose events count. */
  get feed(): F {
    return this.current;
  }

  /** Lets another feed take over. False when it did not: it ended before, or the relay did. */
  replace(feed: F): Promise<boolean> {
    if (this.end) {
      feed.close();
      return Promise.resolve(false);
    }
    this.abandon();
    return new Promise(done => {
      const timer = setTimeout(() => this.takeOver(), SETTLE_MILLISECONDS);
      this.handover = { feed, old: [], fresh: [], timer, done };
      void this.read(feed);
    });
  }

  /** Gives up a feed. False when there is no other that could take over. */
  giveUp(feed: F): boolean {
    if (feed !== this.current) return true;
    if (!this.handover) return false;
    this.takeOver();
    return true;
  }

  close(): void {
    this.isClosed = true;
    this.abandon();
    this.current.close();
    this.end ??= {};
    this.release();
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<{ text: string; feed: F }, void> {
    for (;;) {
      const next = this.ready.shift();
      if (next) {
        if (this.ready.length < WAITING) this.release();
        yield next;
      } else if (!this.end) {
        await new Promise<void>(resolve => {
          this.wake = resolve;
        });
      } else if (this.end.error) {
        throw this.end.error;
      } else {
        return;
      }
    }
  }

  private async read(feed: F): Promise<void> {
    try {
      for await (const text of feed.events) {
        this.take(feed, text);
        if (this.ready.length >= WAITING) await new Promise<void>(resolve => this.held.push(resolve));
      }
      this.ended(feed, {});
    } catch (error) {
      this.ended(feed, { error });
    }
  }

  private take(feed: F, text: string): void {
    if (this.end) return;
    if (feed === this.current) {
      this.ready.push({ text, feed });
      this.wake();
      this.handover?.old.push(text);
      if ((this.handover?.old.length ?? 0) > COMPARED) this.handover?.old.shift();
    } else if (feed === this.handover?.feed) {
      this.handover.fresh.push(text);
    }
    if (this.handover && overlap(this.handover.old, this.handover.fresh) > 0) this.takeOver();
  }

  private ended(feed: F, end: { readonly error?: unknown }): void {
    if (feed === this.handover?.feed) this.abandon();
    else if (feed === this.current && this.handover) this.takeOver();
    else if (feed === this.current && !this.end) {
      this.end = end;
      this.wake();
    }
  }

  private takeOver(): void {
    const { feed, old, fresh, timer, done } = this.handover!;
    clearTimeout(timer);
    this.handover = undefined;
    const before = this.current;
    this.current = feed;
    before.close();
    this.release();
    for (const text of fresh.slice(overlap(old, fresh))) this.ready.push({ text, feed });
    this.wake();
    done(true);
  }

  private abandon(): void {
    if (!this.handover) return;
    clearTimeout(this.handover.timer);
    this.handover.feed.close();
    this.handover.done(false);
    this.handover = undefined;
  }

  private release(): void {
    for (const resolve of this.held.splice(0)) resolve();
  }
}

/** How many of the newest of one list are the oldest of the other. */
export const overlap = (old: readonly string[], fresh: readonly string[]): number => {
  for (let length = Math.min(old.length, fresh.length); length > 0; length -= 1) {
    const start = old.length - length;
    if (fresh.slice(0, length).every((text, index) => text === old[start + index])) return length;
  }
  return 0;
};
