import type { GraphQLFormattedError } from 'graphql';
import { askingOf } from '../asking';
import type { Caller } from '../caller';
import type { SubgraphAnswer } from '../execution/fetch';
import type { PreparedSubscription } from '../execution/subscription';
import { thingOf } from './event';
import type { LiveResult } from './result';

const JOINS_AT_ONCE = 16;
const JOIN_MILLISECONDS = 10_000;

/** Joins the events of a stream, several at once, and tells of them in the order in which they came. */
export class Telling {
  private told: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly say: (thing: string, result: LiveResult) => void,
    private readonly translate: (error: unknown) => GraphQLFormattedError,
  ) {}

  /** Joins the other subgraphs' fields to an event, on behalf of a caller, and tells the whole. */
  join(
    event: SubgraphAnswer,
    prepared: PreparedSubscription,
    variables: Record<string, unknown>,
    caller: Caller,
  ): void {
    const asking = askingOf(caller, AbortSignal.timeout(JOIN_MILLISECONDS));
    const result = prepared.complete(event, variables, asking).then(
      ({ text, errors }): LiveResult => ({
        data: JSON.parse(text),
        ...(errors.length > 0 && { errors: errors.map(this.translate) }),
      }),
      (error): LiveResult => ({ errors: [this.translate(error)] }),
    );
    this.tell(result, thingOf(event.data));
  }

  /** Tells something after everything that came before it. */
  tell(result: LiveResult | Promise<LiveResult>, thing = ''): void {
    this.waiting += 1;
    this.told = this.told.then(async () => {
      this.say(thing, await result);
      this.waiting -= 1;
    });
  }

  /** Resolves when more can be joined. */
  async room(): Promise<void> {
    if (this.waiting >= JOINS_AT_ONCE) await this.told;
  }

  /** Resolves when everything is told. */
  get done(): Promise<void> {
    return this.told;
  }
}
