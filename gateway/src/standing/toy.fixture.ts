import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anonymous, type Viewer } from '@ura/access';
import { type Asking, askingOf } from '../asking';
import type { PlannedFetch } from '../execution/fetch';
import { SubgraphSource } from '../subgraph';
import { createLog } from '../telemetry/log';
import { Memory } from './memory';
import type { Patience } from './patience';

type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

/** A subgraph over real HTTP that does what a test tells it to. */
export const startToy = async () => {
  const asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[] = [];
  let [behaviour, health]: [Behaviour, number] = [says({ data: { it: 'fresh' } }), 200];
  const server = createServer((request, response) => {
    asked.push({ path: request.url!, headers: request.headers });
    request.resume().on('end', () => {
      if (request.url === '/health') response.writeHead(health).end();
      else behaviour(response, request);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const lines: string[] = [];
  const sources: SubgraphSource[] = [];
  const { port: ownPort } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${ownPort}/graphql`,
    asked,
    lines,
    questions: () => asked.filter(({ path }) => path === '/graphql').length,
    does: (next: Behaviour, nextHealth = 200) => {
      [behaviour, health] = [next, nextHealth];
    },
    source: (patience: Partial<Patience> = {}, port = ownPort) => {
      const source = new SubgraphSource({
        name: 'toy',
        url: `http://127.0.0.1:${port}/graphql`,
        assertionFor: async () => 'assertion',
        memory: new Memory(),
        log: createLog('info', { write: line => void lines.push(line) }),
        patience,
      });
      sources.push(source);
      return source;
    },
    stop: async () => {
      for (const source of sources) await source.close();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
};

export const says =
  (answer: unknown, status = 200): Behaviour =>
  response =>
    void response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof answer === 'string' ? answer : JSON.stringify(answer));

export const hangsUp: Behaviour = response => void response.destroy();

/** Hears, and never answers. */
export const hangs: Behaviour = () => undefined;

export const planned = (given: Partial<PlannedFetch> = {}): PlannedFetch => ({
  subgraph: 'toy',
  kind: 'query',
  roots: ['it'],
  privacy: 'PUBLIC',
  coordinates: new Set(['Query.it']),
  ...given,
});

export const askingAs = (
  viewer: Viewer = anonymous,
  signal: AbortSignal = new AbortController().signal,
): Asking => askingOf({ viewer }, signal);
