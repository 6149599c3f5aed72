import { ASSERTION_HEADER } from '@ura/access';
import { Pool } from 'undici';
import type { Asking } from './asking';
import type { assertions } from './assertions';
import type { Caller } from './caller';
import type { PlannedFetch, SubgraphAnswer } from './execution/fetch';

const FETCH_MILLISECONDS = 3_000;

/** It answered, but not as a GraphQL server does. */
class NoAnswer extends Error {
  readonly code = 'NO_ANSWER';
}

/** One subgraph, over a pool of kept connections, called as the gateway on behalf of the caller. */
export class SubgraphSource {
  private readonly pool: Pool;
  private readonly path: string;

  constructor(
    readonly name: string,
    url: string,
    private readonly assertionFor: ReturnType<typeof assertions>,
    private readonly log: (entry: object) => void,
  ) {
    const { origin, pathname } = new URL(url);
    this.pool = new Pool(origin, {
      connections: 64,
      headersTimeout: FETCH_MILLISECONDS,
      bodyTimeout: FETCH_MILLISECONDS,
      connectTimeout: FETCH_MILLISECONDS,
    });
    this.path = pathname;
  }

  /** Sends a fetch. Never rejects: what is away is an error at each place that it owned. */
  async send({ roots }: PlannedFetch, body: string, count: number, asking: Asking): Promise<SubgraphAnswer> {
    try {
      return await this.ask(asking, body);
    } catch (error) {
      this.log({ subgraph: this.name, away: (error as NodeJS.ErrnoException).code ?? (error as Error).name });
      const places =
        count > 0
          ? Array.from({ length: count }, (_, number) => ['_entities', number])
          : roots.map(root => [root]);
      const errors = places.map(path => ({
        message: `The ${this.name} service does not answer at the moment.`,
        path,
        extensions: { code: 'UNAVAILABLE' },
      }));
      return { errors };
    }
  }

  /** Whether it answers its health check. */
  async isAlive(): Promise<boolean> {
    try {
      const { statusCode, body } = await this.pool.request({ method: 'GET', path: '/health' });
      await body.dump();
      return statusCode === 200;
    } catch (error) {
      this.log({
        subgraph: this.name,
        away: (error as NodeJS.ErrnoException).code ?? (error as Error).message,
      });
      return false;
    }
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async ask(caller: Caller, request: string): Promise<SubgraphAnswer> {
    const { statusCode, body } = await this.pool.request({
      method: 'POST',
      path: this.path,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        [ASSERTION_HEADER]: await this.assertionFor(caller, this.name),
        ...(caller.token && { authorization: `Bearer ${caller.token}` }),
      },
      body: request,
    });
    const answer = await body.json();
    if (statusCode >= 500 || !isAnswer(answer)) throw new NoAnswer();
    return answer;
  }
}

const isAnswer = (answer: unknown): answer is SubgraphAnswer =>
  typeof answer === 'object' &&
  answer !== null &&
  (typeof (answer as SubgraphAnswer).data === 'object' || Array.isArray((answer as SubgraphAnswer).errors));
