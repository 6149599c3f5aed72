import { anonymous, type Viewer } from '@ura/access';
import { type Database, freePort } from '@ura/database';
import { type Caller, type Subgraph, serve } from '@ura/subgraph';
import type { ExecutionResult } from 'graphql';
import { createClient, type RequestParams } from 'graphql-sse';

/** What a GraphQL server answered. */
export interface Answer<Data = Record<string, never>> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: {
      readonly code?: string;
      readonly field?: string;
      readonly [key: string]: unknown;
    };
  }[];
}

export interface SubgraphClient {
  /** Asks over HTTP as a viewer. `isProven` is false for a request without the viewer's own token. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
  ask<Data = any>(
    viewer: Viewer,
    query: string,
    variables?: object,
    isProven?: boolean,
  ): Promise<Answer<Data>>;
  /** Asks for entities as the gateway does. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
  entities<Data = any>(
    viewer: Viewer,
    type: string,
    keys: readonly object[],
    selection: string,
  ): Promise<Answer<Data>>;
  /** Subscribes as the gateway does. What changes after this returns is told, until the test returns it. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
  stream<Data = any>(
    viewer: Viewer,
    query: string,
    variables?: Record<string, unknown>,
    caller?: { readonly isProven?: boolean; readonly expiresAt?: Date },
  ): Promise<AsyncIterableIterator<Answer<Data>>>;
  readonly url: string;
  readonly log: readonly string[];
  stop(): Promise<void>;
}

const VIEWER = 'x-test-viewer';

/** What a test sends instead of an assertion and a token. */
export const headersOf = (caller: Caller): Record<string, string> => ({ [VIEWER]: JSON.stringify(caller) });

const callerIn = (header: string): Caller => {
  const caller = JSON.parse(header);
  return { ...caller, expiresAt: caller.expiresAt && new Date(caller.expiresAt) };
};

/** The answers of a stream, once the server has taken the question or refused it. */
export const subscribe = async (
  url: string,
  headers: Record<string, string>,
  question: RequestParams,
): Promise<AsyncIterableIterator<ExecutionResult>> =>
  new Promise(resolve => {
    const client = createClient({
      url,
      headers,
      retryAttempts: 0,
      fetchFn: async (...request: Parameters<typeof fetch>) => {
        try {
          return await fetch(...request);
        } finally {
          resolve(answers);
        }
      },
    });
    const answers = client.iterate(question) as AsyncIterableIterator<ExecutionResult>;
  });

const soon = () => new Date(Date.now() + 300_000);

/**
 * Serves a subgraph over HTTP on a free port, with everything real but the gateway's signature: who
 * asks is what the test says.
 */
export const subgraphClient = async <Services>(
  subgraph: Subgraph<Services>,
  database: Database,
): Promise<SubgraphClient> => {
  const port = await freePort();
  const log: string[] = [];
  const server = await serve({
    subgraph,
    database,
    host: '127.0.0.1',
    port,
    log: (reference, error) => log.push(`${reference} ${(error as Error)?.stack ?? String(error)}`),
    callerOf: async headers => callerIn(String(headers[VIEWER])),
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  const ask: SubgraphClient['ask'] = async (viewer, query, variables = {}, isProven = true) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headersOf({ viewer, isProven }) },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as never;
  };
  return {
    ask,
    entities: (viewer, type, keys, selection) =>
      ask(
        viewer,
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} ${selection} } }`,
        { representations: keys.map(key => ({ __typename: type, ...key })) },
      ),
    stream: async (viewer, query, variables, { isProven = true, expiresAt = soon() } = {}) => {
      const headers = headersOf({ viewer, isProven, expiresAt });
      return subscribe(`${url}/stream`, headers, { query, variables }) as never;
    },
    url,
    log,
    stop: server.stop,
  };
};

export { anonymous };
