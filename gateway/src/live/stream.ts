import { setTimeout as sleep } from 'node:timers/promises';
import { ExponentialBackoff, type IBackoff } from 'cockatiel';
import type { GraphQLFormattedError } from 'graphql';
import type { PreparedSubscription } from '../execution/subscription';
import { eventOf, meaningOf } from './event';
import type { StreamLost } from './event-stream';
import { type Feed, FeedRefused, type OpenFeed } from './feed';
import type { Member } from './member';
import { interrupted, notAllowed, resumed, signInEnded } from './notices';
import { Present } from './present';
import type { Question } from './question';
import { Relay } from './relay';
import type { LiveResult } from './result';
import { Telling } from './telling';

const STEADY_MILLISECONDS = 5_000;
/** So long before the sign-in ends that a feed runs on, another member's takes its place. */
const BEFORE_END_MILLISECONDS = 10_000;
/** As far as the clocks of two machines may be apart. */
const LAPSE_MILLISECONDS = 5_000;

const BACKOFF = new ExponentialBackoff({ initialDelay: 250, maxDelay: 10_000 });

export interface StreamParts {
  readonly open: OpenFeed;
  /** Translates an error for callers; what it does not know becomes INTERNAL. */
  readonly translate: (error: unknown) => GraphQLFormattedError;
  readonly log: (entry: object) => void;
}

interface MembersFeed extends Feed {
  readonly member: Member;
}

/** Why following a feed is over. */
type Outcome = 'ended' | 'away' | 'again';

/**
 * One stream at a subgraph for all the members who may share it. It runs on the sign-in of one of them,
 * the leader, and outlives that one: another's takes over without a lost or doubled event. When the
 * subgraph falls the members stay and are told; it is tried again until it is back.
 */
export class SharedStream {
  private readonly members = new Set<Member>();
  private prepared: PreparedSubscription;
  private leader?: Member;
  private relay?: Relay<MembersFeed>;
  private readonly telling: Telling;
  private readonly over = new AbortController();
  /** Whether the next feed begins where none was open for a while. */
  private hasGap = false;
  private isAway = false;
  private isHandingOver = false;
  private readonly present = new Present();
  private isOver = false;
  private begun?: Promise<void>;
  private lapsing?: NodeJS.Timeout;

  constructor(
    private readonly question: Question,
    private readonly parts: StreamParts,
    private readonly onOver: () => void,
  ) {
    this.prepared = question.prepared;
    const say = (thing: string, result: LiveResult) => {
      this.present.note(thing, result);
      for (const member of this.members) member.put(thing, result);
    };
    this.telling = new Telling(say, parts.translate);
  }

  /** Takes a member in; resolves when the stream is open, or the subgraph known to be away. */
  join(member: Member): Promise<void> {
    this.members.add(member);
    if (this.isAway) member.put('', this.interruption());
    else if (this.present.result) member.put('', this.present.result);
    this.begun ??= new Promise(resolve => {
      void this.run(resolve);
    });
    return this.begun;
  }

  leave(member: Member): void {
    this.members.delete(member);
    if (this.members.size === 0) this.end();
    else if (member === this.leader) void this.handOver();
  }

  /** Ends it for everybody, with a last word. */
  end(last?: LiveResult): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.lapsing);
    this.relay?.close();
    this.over.abort();
    for (const member of this.members) member.end(last);
    this.onOver();
  }

  /** Goes on with another plan. The subgraph is asked anew only where it is to be asked otherwise. */
  replan(prepared: PreparedSubscription): void {
    const before = this.prepared;
    this.prepared = prepared;
    const { variables } = this.question;
    const isSame =
      before.primary.subgraph === prepared.primary.subgraph &&
      before.body(variables) === prepared.body(variables);
    if (!isSame) this.relay?.close();
  }

  private async run(begun: () => void): Promise<void> {
    let backoff: IBackoff<unknown> = BACKOFF.next();
    while (!this.isOver) {
      const since = Date.now();
      const outcome = await this.follow(begun);
      if (this.isOver) return begun();
      if (outcome === 'ended') {
        await this.telling.done;
        return this.end();
      }
      if (outcome === 'away') {
        this.interrupt();
        begun();
        if (Date.now() - since > STEADY_MILLISECONDS) backoff = BACKOFF.next();
        await sleep(backoff.duration, undefined, { signal: this.over.signal }).catch(() => undefined);
        backoff = backoff.next(undefined);
      }
      this.hasGap = true;
    }
    begun();
  }

  /** Opens a feed for the strongest member, and tells everybody what it brings until it is over. */
  private async follow(begun: () => void): Promise<Outcome> {
    const feed = await this.openFor(this.strongest()!);
    if (typeof feed === 'string') return feed;
    const relay = new Relay(feed);
    this.relay = relay;
    if (this.hasGap) this.telling.tell(resumed(this.prepared.primary.roots));
    this.hasGap = false;
    this.isAway = false;
    begun();
    try {
      for await (const { text, feed } of relay) {
        const outcome = this.hear(text, feed);
        if (outcome) return outcome;
        await this.telling.room();
      }
      return relay.isClosed || hasLapsed(relay.feed.member) ? 'again' : 'ended';
    } catch (error) {
      this.log(error);
      return 'away';
    } finally {
      relay.close();
      this.relay = undefined;
    }
  }

  /** What an event means for the stream; undefined where it is simply an event. */
  private hear(text: string, feed: MembersFeed): Outcome | undefined {
    const event = eventOf(text);
    const meaning = meaningOf(event);
    if (meaning === 'away') return 'away';
    if (meaning === 'not allowed') {
      const goesOn = this.relay?.giveUp(feed);
      if (!goesOn) this.relay = undefined;
      feed.member.end({ errors: event.errors!.map(this.parts.translate) });
      return goesOn ? undefined : 'again';
    }
    this.telling.join(event, this.prepared, this.question.variables, this.leader!.caller);
    return undefined;
  }

  private async openFor(member: Member): Promise<MembersFeed | Outcome> {
    this.lead(member);
    const prepared = this.prepared;
    const body = prepared.body(this.question.variables);
    try {
      const feed = await this.parts.open(prepared.primary.subgraph, body, member.caller);
      if (!this.isOver && this.prepared.body(this.question.variables) === body) return { ...feed, member };
      feed.close();
      return 'again';
    } catch (error) {
      this.log(error);
      if (!(error instanceof FeedRefused)) return 'away';
      if (error.status === 401 || error.status === 403) {
        member.end(error.status === 401 ? signInEnded : notAllowed);
        return 'again';
      }
      this.end({ errors: [this.parts.translate(error)] });
      return 'ended';
    }
  }

  /** Lets another member's feed take over from the leader's. One at a time, however many leave at once. */
  private async handOver(): Promise<void> {
    if (this.isHandingOver) return;
    this.isHandingOver = true;
    do {
      const [relay, next] = [this.relay, this.strongest()];
      if (!relay || !next || this.isOver) break;
      const feed = await this.openFor(next);
      // Whoever is away just then is met by the feed that is still open, and tried again.
      if (feed === 'away') break;
      if (typeof feed === 'string') continue;
      if (relay === this.relay) await relay.replace(feed);
      else feed.close();
    } while (!this.members.has(this.leader!));
    this.isHandingOver = false;
  }

  private lead(member: Member): void {
    this.leader = member;
    clearTimeout(this.lapsing);
    if (!Number.isFinite(member.endsAt)) return;
    const early = Math.max(0, member.endsAt - BEFORE_END_MILLISECONDS - Date.now());
    this.lapsing = setTimeout(() => {
      if (this.strongest() !== member) void this.handOver();
    }, early);
  }

  /** The member whose sign-in lasts longest. */
  private strongest(): Member | undefined {
    let strongest: Member | undefined;
    for (const member of this.members)
      if (!(strongest && strongest.endsAt >= member.endsAt)) strongest = member;
    return strongest;
  }

  private interrupt(): void {
    if (this.isAway) return;
    this.isAway = true;
    this.telling.tell(this.interruption());
  }

  private interruption(): LiveResult {
    const { subgraph, roots } = this.prepared.primary;
    return interrupted(subgraph, roots);
  }

  private log(error: unknown): void {
    const { subgraph } = this.prepared.primary;
    const { code, status } = error as Partial<StreamLost & FeedRefused>;
    this.parts.log({ subgraph, stream: code ?? status ?? (error as Error).name });
  }
}

/** Whether a feed may have ended only because the sign-in that it ran on did. */
const hasLapsed = ({ endsAt, isOver }: Member): boolean => isOver || endsAt - Date.now() < LAPSE_MILLISECONDS;
