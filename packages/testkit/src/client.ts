import { anonymous, type Viewer } from '@ura/access';
import { type Database, freePort } from '@ura/database';
import { type Subgraph, serve } from '@ura/subgraph';

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
  readonly log: readonly string[];
  stop(): Promise<void>;
}

const VIEWER = 'x-test-viewer';

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
    callerOf: async headers => JSON.parse(String(headers[VIEWER])),
  });
  const ask: SubgraphClient['ask'] = async (viewer, query, variables = {}, isProven = true) => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [VIEWER]: JSON.stringify({ viewer, isProven }) },
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
    log,
    stop: server.stop,
  };
};

export { anonymous };
