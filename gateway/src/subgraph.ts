import { setMaxListeners } from 'node:events';
import { ASSERTION_HEADER } from '@ura/access';
import { Pool } from 'undici';
import type { Asking, Ending, FetchRecord } from './asking';
import type { assertions } from './assertions';
import type { PlannedFetch, Send, SubgraphAnswer } from './execution/fetch';
import { absence, answerIn, isBroken, withDoubt } from './standing/answer';
import { Breaker } from './standing/breaker';
import { noteDegraded } from './standing/degraded';
import { exchange, NoAnswer } from './standing/exchange';
import type { Memory, Place } from './standing/memory';
import { type Patience, usualPatience } from './standing/patience';
import type { Log } from './telemetry/log';
import { metrics } from './telemetry/metrics';

const CONNECTIONS = 64;
const QUIET_MILLISECONDS = 10_000;

export interface SubgraphOptions {
  readonly name: string;
  readonly url: string;
  readonly assertionFor: ReturnType<typeof assertions>;
  readonly memory: Memory;
  readonly log: Log;
  readonly patience?: Partial<Patience>;
}

interface Heard {
  readonly answer: SubgraphAnswer;
  readonly text: string;
}

/** While the breaker is open, or nobody could sign, nothing is sent: so nothing can have been done. */
const NOT_SENT = new NoAnswer('NOT_SENT', false);
const NEVER = new AbortController().signal;
setMaxListeners(0, NEVER);

/** One subgraph, over a pool of kept connections, called as the gateway on behalf of the caller. */
export class SubgraphSource {
  readonly name: string;
  readonly url: string;
  private readonly pool: Pool;
  private readonly path: string;
  private readonly patience: Patience;
  private readonly breaker: Breaker;
  private away: { readonly since: Date; readonly isTold: boolean } | null = null;
  private toldAt = 0;

  constructor(private readonly options: SubgraphOptions) {
    this.name = options.name;
    this.url = options.url;
    this.patience = { ...usualPatience, ...options.patience };
    const { origin, pathname } = new URL(options.url);
    this.pool = new Pool(origin, {
      connections: CONNECTIONS,
      connectTimeout: this.patience.milliseconds,
      // The exchange has a bound of its own on the whole.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.path = pathname;
    this.breaker = new Breaker({
      failures: this.patience.failures,
      probeMilliseconds: this.patience.probeMilliseconds,
      probe: () => this.probe(),
      onChange: isOpen => {
        metrics.breakerOpen.set({ subgraph: this.name }, isOpen ? 1 : 0);
        options.log.warn({ subgraph: this.name, breaker: isOpen ? 'open' : 'closed' });
      },
    });
    metrics.breakerOpen.set({ subgraph: this.name }, 0);
  }

  /**
   * Fetches, and never rejects. A subgraph that is away, slow or garbled becomes what it last said where
   * that may be kept, and otherwise one error for each place in the answer that it owned.
   */
  send: Send = async (fetch, body, count, asking) => {
    const begun = performance.now();
    const { memory } = this.options;
    const span = asking.trace?.fetch(this.name);
    const place = memory.placeOf(fetch, body, asking.viewer);
    const heard = await this.hear(fetch, body, count, asking, span?.traceparent);
    const isInNeed = this.learn(heard, place);
    const known = isInNeed && place ? memory.recall(place, fetch, body) : undefined;
    if (known && !(heard instanceof NoAnswer)) this.isAway('INTERNAL');
    let outcome: FetchRecord['outcome'] = heard instanceof NoAnswer ? 'away' : 'answered';
    let answer = heard instanceof NoAnswer ? absence(fetch, count, heard) : withDoubt(fetch, heard.answer);
    if (known) {
      outcome = 'remembered';
      answer = JSON.parse(known.text) as SubgraphAnswer;
    }
    if (this.away && outcome !== 'answered') {
      noteDegraded(asking, this.name, this.away.since, known?.asOf ?? null);
    }
    const milliseconds = performance.now() - begun;
    asking.fetches.push({ subgraph: this.name, milliseconds, outcome });
    metrics.fetchSeconds.observe({ subgraph: this.name, outcome }, milliseconds / 1_000);
    span?.end(outcome);
    return answer;
  };

  /** Whether it answers its health check. */
  async isAlive(): Promise<boolean> {
    try {
      await this.probe();
      return true;
    } catch {
      return false;
    }
  }

  /** Cuts what still runs. */
  async close(): Promise<void> {
    this.breaker.close();
    await this.pool.destroy();
  }

  private async hear(
    fetch: PlannedFetch,
    body: string,
    count: number,
    asking: Asking,
    traceparent: string | undefined,
  ): Promise<Heard | NoAnswer> {
    if (this.breaker.isOpen) return NOT_SENT;
    const headers = await this.headersFor(asking, traceparent).catch(() => undefined);
    // It may have opened while the assertion was signed.
    if (!headers || this.breaker.isOpen) return NOT_SENT;
    if (fetch.kind === 'mutation') asking.mayBeDone = true;
    try {
      return await this.breaker.run(() => this.ask(fetch, body, count, headers, asking.signal));
    } catch (error) {
      return error instanceof NoAnswer ? error : new NoAnswer((error as Error).name, true);
    }
  }

  /** A question is asked a second time when the connection broke; a mutation never, nor after a timeout. */
  private async ask(
    fetch: PlannedFetch,
    body: string,
    count: number,
    headers: string[],
    signal: Ending,
  ): Promise<Heard> {
    const begun = performance.now();
    const request = { method: 'POST', path: this.path, headers, body } as const;
    const once = async (): Promise<Heard> => {
      const milliseconds = Math.max(1, this.patience.milliseconds - (performance.now() - begun));
      const reply = await exchange(this.pool, request, { milliseconds, bytes: this.patience.bytes }, signal);
      return { answer: answerIn(reply, fetch, count), text: reply.text };
    };
    if (fetch.kind !== 'query') return once();
    try {
      return await once();
    } catch (error) {
      if (error instanceof NoAnswer && error.isConnection) return once();
      throw error;
    }
  }

  private async headersFor(asking: Asking, traceparent: string | undefined): Promise<string[]> {
    const assertion = await this.options.assertionFor(asking, this.name);
    const headers = ['content-type', 'application/json', 'accept', 'application/json'];
    headers.push(ASSERTION_HEADER, assertion);
    if (asking.token) headers.push('authorization', `Bearer ${asking.token}`);
    if (traceparent) headers.push('traceparent', traceparent);
    return headers;
  }

  /** Learns from what was heard. Says whether what was last known is to stand in, if there is any. */
  private learn(heard: Heard | NoAnswer, place: Place | undefined): boolean {
    if (heard instanceof NoAnswer) {
      if (heard.code === 'ABORTED') return false;
      this.isAway(heard.code);
      return true;
    }
    if (isBroken(heard.answer)) return true;
    this.isBack();
    if (place && !heard.answer.errors?.length) this.options.memory.keep(place, heard.text);
    return false;
  }

  /** One line for an outage, and not one for each of many small ones. */
  private isAway(code: string): void {
    if (this.away) return;
    const now = new Date();
    const isTold = now.getTime() - this.toldAt > QUIET_MILLISECONDS;
    this.away = { since: now, isTold };
    if (!isTold) return;
    this.toldAt = now.getTime();
    this.options.log.warn({ subgraph: this.name, away: code });
  }

  private isBack(): void {
    if (!this.away) return;
    const { since, isTold } = this.away;
    this.away = null;
    if (isTold) this.options.log.warn({ subgraph: this.name, back: true, awaySince: since });
  }

  private async probe(): Promise<void> {
    const request = { method: 'GET', path: '/health' } as const;
    const { status } = await exchange(this.pool, request, this.patience, NEVER);
    if (status !== 200) throw new NoAnswer('UNHEALTHY', false);
  }
}
