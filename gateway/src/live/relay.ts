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
 * two feeds are open both are read: as soon as the new one has brought what the old one told last, it takes
 * over behind it, and nothing is lost or told twice. That may be what the old one told long before: some
 * streams begin with how things stand. Where nothing happens for half a second, it takes over as well.
 */
export class Relay<F extends Feed> implements AsyncIterable<{ readonly text: string; readonly feed: F }> {
  private readonly ready: { text: string; feed: F }[] = [];
  private handover?: Handover<F>;
  private end?: { readonly error?: unknown };
  private wake: () => void = () => undefined;
  private readonly held: (() => void)[] = [];
  private last?: string;
  /** What the old feed told and the new one, which is behind, is still to bring. */
  private behind: string[] = [];
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
      this.handover = { feed, old: this.last === undefined ? [] : [this.last], fresh: [], timer, done };
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
      if (this.isToldAlready(text)) return;
      this.ready.push({ text, feed });
      this.wake();
      this.last = text;
      this.handover?.old.push(text);
      if ((this.handover?.old.length ?? 0) > COMPARED) this.handover?.old.shift();
    } else if (feed === this.handover?.feed) {
      this.handover.fresh.push(text);
    }
    if (this.handover?.fresh.includes(this.handover.old.at(-1)!)) this.takeOver();
  }

  private isToldAlready(text: string): boolean {
    const place = this.behind.indexOf(text);
    this.behind = place < 0 ? [] : this.behind.slice(place + 1);
    return place >= 0;
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
    const news = fresh.lastIndexOf(old.at(-1)!) + 1;
    this.behind = news > 0 ? [] : old.slice(old.lastIndexOf(fresh.at(-1)!) + 1);
    // Later the same words are news again.
    setTimeout(() => {
      this.behind = [];
    }, SETTLE_MILLISECONDS).unref();
    const isBehind = news === 0 && old.includes(fresh.at(-1)!);
    for (const text of isBehind ? [] : fresh.slice(news)) {
      this.ready.push({ text, feed });
      this.last = text;
    }
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
