import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { listen } from '@ura/env';
import { execute, parse } from 'graphql';
import { resolvers, type SubgraphName, schemas, subgraphNames } from './graph';

export interface Recorded {
  readonly urls: Readonly<Record<SubgraphName, string>>;
  /** How many fetches there were since the start. */
  fetches(): number;
  stop(): void;
}

/**
 * Subgraphs that run a question once and from then on answer it from memory, so that they cost next to
 * nothing beside the gateway that asks.
 */
export const startRecorded = async (): Promise<Recorded> => {
  let fetches = 0;
  const started = await Promise.all(
    subgraphNames.map(async name => {
      const schema = buildSubgraphSchema({
        typeDefs: parse(schemas[name]),
        resolvers: resolvers[name] as never,
      });
      const answers = new Map<string, Buffer>();
      const run = async (body: string): Promise<Buffer> => {
        const { query, variables, operationName } = JSON.parse(body);
        const document = parse(query);
        const answer = await execute({ schema, document, variableValues: variables, operationName });
        const recorded = Buffer.from(JSON.stringify(answer));
        answers.set(body, recorded);
        return recorded;
      };
      const server = createServer((request, response) => {
        let body = '';
        request.setEncoding('utf8');
        request.on('data', part => {
          body += part;
        });
        request.on('end', async () => {
          fetches += 1;
          const answer = answers.get(body) ?? (await run(body));
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
          response.end(answer);
        });
      });
      server.keepAliveTimeout = 600_000;
      await listen(server, 0, '127.0.0.1');
      const { port } = server.address() as AddressInfo;
      return { name, server, url: `http://127.0.0.1:${port}/graphql` };
    }),
  );
  return {
    urls: Object.fromEntries(started.map(({ name, url }) => [name, url])) as Recorded['urls'],
    fetches: () => fetches,
    stop: () => {
      for (const { server } of started) server.close().closeAllConnections();
    },
  };
};
