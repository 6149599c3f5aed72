import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { ASSERTION_HEADER } from '@ura/access';
import { getOperationAST, Kind, parse } from 'graphql';
import { Pool } from 'undici';
import type { assertions } from './assertions';
import type { Caller } from './caller';

const FETCH_MILLISECONDS = 3_000;

/** It answered, but not as a GraphQL server does. */
class NoAnswer extends Error {
  readonly code = 'NO_ANSWER';
}

interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
}

/** One subgraph, over a pool of kept connections, called as the gateway on behalf of the caller. */
export class SubgraphSource implements GraphQLDataSource<Caller> {
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

  /**
   * Fetches. A subgraph that is away, slow or garbled becomes one error for each place in the answer
   * that it owned, so that the rest of the answer stands and the caller sees what is missing where.
   */
  async process(options: GraphQLDataSourceProcessOptions<Caller>): Promise<never> {
    const { query, variables, operationName } = options.request;
    try {
      return (await this.ask(options.context as Caller, { query, variables, operationName })) as never;
    } catch (error) {
      this.log({ subgraph: this.name, away: (error as NodeJS.ErrnoException).code ?? (error as Error).name });
      const errors = places(query ?? '', variables?.representations).map(path => ({
        message: `The ${this.name} service does not answer at the moment.`,
        path,
        extensions: { code: 'UNAVAILABLE' },
      }));
      return { errors } as never;
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

  private async ask(caller: Caller, request: object): Promise<SubgraphAnswer> {
    const { statusCode, body } = await this.pool.request({
      method: 'POST',
      path: this.path,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        [ASSERTION_HEADER]: await this.assertionFor(caller, this.name),
        ...(caller.token && { authorization: `Bearer ${caller.token}` }),
      },
      body: JSON.stringify(request),
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

/** The places of an answer that one fetch would have filled: its root fields, or each of its entities. */
function places(query: string, representations: unknown): (string | number)[][] {
  if (Array.isArray(representations)) return representations.map((_, index) => ['_entities', index]);
  const operation = getOperationAST(parse(query, { noLocation: true }));
  if (!operation) return [[]];
  return operation.selectionSet.selections.flatMap(selection =>
    selection.kind === Kind.FIELD ? [[selection.alias?.value ?? selection.name.value]] : [],
  );
}
