import { setTimeout as pause } from 'node:timers/promises';

const SECOND_LOOK_MILLISECONDS = 1_000;

/** What a subscription's resolver is told: which thing to read. What became of it, it reads itself. */
export interface Changed {
  readonly id: string;
}

/**
 * What one subscriber is still to be told of: each thing once, however often it changes meanwhile. The
 * thing is read when the subscriber can take it, so a slow one gets the newest state and never a queue.
 */
export class ChangeStream implements AsyncIterableIterator<Changed> {
  private readonly waiting = new Set<string>();
  private wake: () => void = () => undefined;
  private everything?: () => Promise<readonly string[]>;
  private hasMissed = false;
  private isUnderWay = false;
  private isEnded = false;
  /** Set where the service goes away, and not the right to the stream. */
  isGoingAway = false;
  private key?: string;

  constructor(private readonly changes: Changes) {}

  /** Follows one thing, which is told at once as it is. */
  ofOne(topic: string, id: string): this {
    this.follow(`${topic} ${id.toLowerCase()}`);
    this.notice(id.toLowerCase());
    return this;
  }

  /**
   * Follows all things of a topic, of which only changes are told. `everything` says which things there
   * are: how they stand is remembered in the beginning, and looked at when changes were missed.
   */
  ofAll(topic: string, everything: () => Promise<readonly string[]>): this {
    this.everything = everything;
    this.follow(topic);
    return this;
  }

  /** Whether the stream is of one thing, and so has nothing to say when that is not there. */
  get isOfOne(): boolean {
    return this.everything === undefined;
  }

  get isOver(): boolean {
    return this.isEnded;
  }

  /** The things whose present state is known to the subscriber already. */
  async known(): Promise<readonly string[]> {
    return this.everything?.() ?? [];
  }

  notice(id: string): void {
    if (this.isEnded) return;
    this.waiting.add(id);
    this.wake();
  }

  /** Changes were missed: whatever is followed is looked at again. */
  lookAgain(): void {
    if (this.key === undefined || this.isEnded) return;
    if (this.isOfOne) this.notice(this.key.slice(this.key.indexOf(' ') + 1));
    this.hasMissed = !this.isOfOne;
    this.wake();
  }

  /** Reading a thing failed: it is read again in a while. */
  async noticeLater(id: string): Promise<void> {
    await pause(SECOND_LOOK_MILLISECONDS, undefined, { ref: false });
    this.notice(id);
  }

  async next(): Promise<IteratorResult<Changed, undefined>> {
    for (;;) {
      if (this.isEnded) return { done: true, value: undefined };
      if (this.hasMissed) {
        await this.noticeEverything();
        continue;
      }
      const [id] = this.waiting;
      if (id !== undefined && !this.isUnderWay) {
        this.waiting.delete(id);
        return { done: false, value: { id } };
      }
      await new Promise<void>(resolve => {
        this.wake = resolve;
      });
    }
  }

  /** An answer is on its way to the subscriber; the next thing is not read before it has arrived. */
  sends(): void {
    this.isUnderWay = true;
  }

  arrived(): void {
    this.isUnderWay = false;
    this.wake();
  }

  end(): void {
    this.isEnded = true;
    if (this.key !== undefined) this.changes.forget(this.key, this);
    this.waiting.clear();
    this.wake();
  }

  async return(): Promise<IteratorResult<Changed, undefined>> {
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private follow(key: string): void {
    this.key = key;
    if (!this.isEnded) this.changes.remember(key, this);
  }

  private async noticeEverything(): Promise<void> {
    this.hasMissed = false;
    try {
      for (const id of await this.known()) this.notice(id);
    } catch {
      this.hasMissed = true;
      await pause(SECOND_LOOK_MILLISECONDS, undefined, { ref: false });
    }
  }
}

/** What the database announces, given to the streams of this process that follow it. */
export class Changes {
  private readonly followers = new Map<string, Set<ChangeStream>>();

  /** A stream that follows nothing yet. */
  open(): ChangeStream {
    return new ChangeStream(this);
  }

  /** A payload is a topic and an id: `hold 3b9f…`. */
  readonly heard = (payload: string): void => {
    const [topic = '', id = ''] = payload.split(' ');
    for (const key of [payload, topic]) for (const stream of this.followers.get(key) ?? []) stream.notice(id);
  };

  readonly missed = (): void => {
    for (const streams of this.followers.values()) for (const stream of streams) stream.lookAgain();
  };

  remember(key: string, stream: ChangeStream): void {
    const streams = this.followers.get(key) ?? new Set();
    this.followers.set(key, streams.add(stream));
  }

  forget(key: string, stream: ChangeStream): void {
    const streams = this.followers.get(key);
    streams?.delete(stream);
    if (streams?.size === 0) this.followers.delete(key);
  }
}
