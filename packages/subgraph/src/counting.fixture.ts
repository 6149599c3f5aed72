import type { Member } from '@ura/access';
import { freePort, newId } from '@ura/database';
import type { ExecutionResult } from 'graphql';
import { createClient } from 'graphql-sse';
import { type CounterDatabase, counterDatabase, counters } from './counter.fixture';
import { serve } from './server';
import { type Headers, type Trust, trustOf } from './trust.fixture';

export const ana: Member = { id: newId(), organisationId: newId(), roles: ['TRAINER'] };
export const ONE = 'subscription ($id: ID!) { counted(id: $id) { value } }';
export const ALL = 'subscription { allCounted { id value } }';

export type Stream = AsyncIterableIterator<ExecutionResult<Record<string, { value: number } | null>>>;

/** The counters over HTTP, on a real database of their own, for a gateway and an issuer that they trust. */
export interface Counting {
  readonly trust: Trust;
  readonly data: CounterDatabase;
  readonly url: string;
  readonly log: readonly string[];
  /** One more copy of the subgraph, on the same database. */
  copy(): Promise<{ readonly url: string; stop(): Promise<void> }>;
  post(path: string, headers: Headers, query: string, variables?: object): Promise<Response>;
  /** Returns once the server has taken the subscription. */
  subscribe(
    query: string,
    variables?: Record<string, unknown>,
    options?: { readonly at?: string; readonly expiresAt?: Date },
  ): Promise<Stream>;
  end(): Promise<void>;
}

export const counting = async (postgresUrl: string, database: string): Promise<Counting> => {
  const trust = await trustOf('counters', ana.organisationId);
  const data = await counterDatabase(postgresUrl, database);
  const log: string[] = [];
  const copy = async () => {
    const port = await freePort();
    const { stop } = await serve({
      subgraph: counters,
      database: data.service,
      host: '127.0.0.1',
      port,
      callerOf: trust.callerOf,
      log: (reference, error) => log.push(`${reference} ${String(error)}`),
    });
    return { url: `http://127.0.0.1:${port}/graphql`, stop };
  };
  const { url, stop } = await copy();
  return {
    trust,
    data,
    url,
    log,
    copy,
    post: (path, headers, query, variables = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    subscribe: async (query, variables = {}, { at = url, expiresAt } = {}) => {
      const headers = await trust.proven(ana, expiresAt);
      return new Promise(resolve => {
        const on = { connected: () => resolve(answers) };
        const client = createClient({ url: `${at}/stream`, headers, retryAttempts: 0, on });
        const answers = client.iterate({ query, variables }) as Stream;
      });
    },
    end: async () => {
      await stop();
      await data.close();
      await trust.stop();
    },
  };
};

export const next = async (stream: Stream) => (await stream.next()).value as ExecutionResult;

/** Everything that a stream says until it ends. */
export const rest = async (stream: Stream) => {
  const answers: ExecutionResult[] = [];
  for await (const answer of stream) answers.push(answer as ExecutionResult);
  return answers;
};

export const counted = (value: number) => ({ data: { counted: { value } } });
