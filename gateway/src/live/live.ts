import { isAnonymous } from '@ura/access';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { decodeJwt } from 'jose';
import type { Caller } from '../caller';
import { documentCache } from '../documents';
import type { Engine } from '../execution/engine';
import type { SubgraphError } from '../execution/fetch';
import type { Guard } from '../guard/guard';
import { networkOf } from '../guard/rates';
import { metrics } from '../telemetry/metrics';
import type { OpenFeed } from './feed';
import { Member } from './member';
import { shuttingDown, subscribeAgain } from './notices';
import {
  type LiveRequest,
  type LiveWish,
  type Question,
  questionOf,
  refused,
  type Understood,
  understand,
} from './question';
import { SharedStream } from './stream';

/** How many streams one viewer may have open; of the anonymous, one network. */
const PER_VIEWER = 20;
const OVERALL = 5_000;

export interface LiveParts {
  readonly open: OpenFeed;
  readonly translate: (error: GraphQLFormattedError, cause: unknown) => GraphQLFormattedError;
  readonly log: (entry: object) => void;
  /** Refuses what is too much. */
  readonly guard?: Pick<Guard, 'admit' | 'textOf' | 'admitNew' | 'refuseOperation'>;
}

interface Open {
  readonly stream: SharedStream;
  readonly request: LiveRequest;
  /** Whoever opened it; all who share it have the same rights. */
  readonly caller: Caller;
}

/** Why something cannot be followed, as the caller is told. */
export class LiveRefusal extends GraphQLError {
  constructor(private readonly said: GraphQLFormattedError) {
    super(said.message);
  }

  override toJSON(): GraphQLFormattedError {
    return this.said;
  }
}

/** All the streams of this gateway, and the clients on them. */
export class LiveStreams {
  private readonly streams = new Map<string, Open>();
  private readonly followed = new Map<string, number>();
  private readonly understood = documentCache<Understood>(({ document }) => document);
  private total = 0;
  private isStopping = false;

  constructor(
    private engine: Engine,
    private readonly parts: LiveParts,
  ) {}

  /**
   * Opens a stream for a caller, or lets the caller share one that is open. Throws LiveRefusal.
   *
   * @param address where the caller is, by which the anonymous are counted
   */
  async subscribe(wish: LiveWish, caller: Caller, address: string): Promise<Member> {
    if (this.isStopping) throw new LiveRefusal(shuttingDown.errors![0]!);
    const { id, organisationId } = caller.viewer;
    const follower = isAnonymous(caller.viewer) ? networkOf(address) : `${organisationId} ${id}`;
    try {
      await this.parts.guard?.admit(wish, caller, address);
      const { operationName, variables } = wish;
      const request = { query: this.parts.guard?.textOf(wish) ?? wish.text!, operationName, variables };
      if (!this.understood.has(nameOf(request)))
        await this.parts.guard?.admitNew(request.query, caller, address);
      const question = this.ask(request, caller);
      this.parts.guard?.refuseOperation(
        question.document,
        question.operation,
        question.variables,
        caller.viewer,
        false,
      );
      this.count(follower);
      let open = this.streams.get(question.key);
      if (!open) {
        open = { stream: this.begin(question), request, caller };
        this.streams.set(question.key, open);
      }
      const { stream } = open;
      const member = new Member(caller, endOf(caller), () => {
        this.discount(follower);
        stream.leave(member);
      });
      await stream.join(member);
      return member;
    } catch (error) {
      throw new LiveRefusal(this.translate(error));
    }
  }

  /** Goes on with another supergraph. What it cannot answer, or not to the same people, ends. */
  swap(engine: Engine): void {
    this.engine = engine;
    this.understood.clear();
    for (const [key, { stream, request, caller }] of [...this.streams]) {
      const question = this.asked(request, caller);
      if (question?.key === key) stream.replan(question.prepared);
      else stream.end(subscribeAgain);
    }
  }

  /** Ends every stream with a code that says to subscribe again, and takes in no new one. */
  stop(): void {
    this.isStopping = true;
    for (const { stream } of [...this.streams.values()]) stream.end(shuttingDown);
  }

  private begin(question: Question): SharedStream {
    const { open, log } = this.parts;
    const translate = (error: unknown) => this.translate(error);
    const stream: SharedStream = new SharedStream(question, { open, log, translate }, () => {
      if (this.streams.get(question.key)?.stream === stream) this.streams.delete(question.key);
    });
    return stream;
  }

  private ask(request: LiveRequest, caller: Caller): Question {
    const name = nameOf(request);
    let understood = this.understood.get(name);
    if (!understood) {
      understood = understand(this.engine, request);
      this.understood.set(name, understood);
    }
    return questionOf(this.engine, understood, request, caller);
  }

  private asked(request: LiveRequest, caller: Caller): Question | undefined {
    try {
      return this.ask(request, caller);
    } catch {
      return undefined;
    }
  }

  private count(follower: string): void {
    const followed = this.followed.get(follower) ?? 0;
    if (followed >= PER_VIEWER) {
      throw refused(`You follow ${PER_VIEWER} things already. Close one of them first.`, 'LIMITED');
    }
    if (this.total >= OVERALL) {
      throw refused('Too many people follow something at the moment. Please try again later.', 'LIMITED');
    }
    this.followed.set(follower, followed + 1);
    this.total += 1;
    metrics.streams.inc();
  }

  private discount(follower: string): void {
    const followed = this.followed.get(follower)! - 1;
    if (followed > 0) this.followed.set(follower, followed);
    else this.followed.delete(follower);
    this.total -= 1;
    metrics.streams.dec();
  }

  private translate(error: unknown): GraphQLFormattedError {
    if (error instanceof GraphQLError) return this.parts.translate(error.toJSON(), error);
    const { message, path, extensions } = error as SubgraphError;
    return this.parts.translate({ message, path, extensions: { ...extensions } }, error);
  }
}

const nameOf = ({ query, operationName }: LiveRequest): string =>
  JSON.stringify([query, operationName ?? null]);

/** As long as a timer may be: 24 days. */
const LONGEST_MILLISECONDS = 2 ** 31 - 1;

/** When a caller's sign-in ends, in milliseconds of the clock. */
export const endOf = ({ token }: Caller): number =>
  token === undefined
    ? Number.POSITIVE_INFINITY
    : Math.min((decodeJwt(token).exp ?? 0) * 1_000, Date.now() + LONGEST_MILLISECONDS);
