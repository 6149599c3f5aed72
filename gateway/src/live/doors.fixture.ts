import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { GuardSettings } from '../guard/settings';
import { serveGateway } from '../server';
import { createLog } from '../telemetry/log';
import { ANA, VATRA } from './live.fixture';
import { listening, startIssuer, supergraphOf, ToyEvents, ToyNames } from './toy.fixture';

/** A page of another origin that may open sockets. */
export const PAGE = 'https://board.example.org';

/** A whole gateway over two toy subgraphs, and clients of it. */
export const startDoors = async (guard: Partial<GuardSettings> = {}) => {
  const [events, names, issuer] = [new ToyEvents(), new ToyNames(), await startIssuer()];
  await Promise.all([events.start(), names.start()]);
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-live-'));
  const supergraphFile = path.join(folder, 'supergraph.graphql');
  writeFileSync(supergraphFile, supergraphOf(events, names));
  const probe = createServer();
  const port = await listening(probe);
  await new Promise(resolve => probe.close(resolve));
  const url = `http://127.0.0.1:${port}/graphql/stream`;
  const gateway = await serveGateway({
    host: '127.0.0.1',
    port,
    supergraphFile,
    privateKey: issuer.gatewayKey,
    issuers: [{ issuer: issuer.issuer, jwksUri: issuer.issuer, organisationIds: [VATRA] }],
    isProduction: true,
    log: createLog('silent'),
    guard: { allowedOrigins: [PAGE], ...guard },
  });
  const clients: { dispose(): void | Promise<void> }[] = [];
  let isStopped = false;
  const stopGateway = async () => {
    if (!isStopped) await gateway.stop();
    isStopped = true;
  };
  return {
    events,
    issuer,
    port,
    url,
    token: `Bearer ${await issuer.tokenFor(ANA)}`,
    post: (body: unknown, headers: Record<string, string> = {}) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    byEvents: (authorization?: string) => {
      const headers = { ...(authorization && { authorization }) };
      const client = createEventClient({ url, retryAttempts: 0, headers });
      clients.push(client);
      return client;
    },
    bySocket: (connectionParams: Record<string, unknown>, headers: Record<string, string> = {}) => {
      class Socket extends WebSocket {
        constructor(address: string, protocol: string) {
          super(address, protocol, { headers });
        }
      }
      const client = createClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: Socket,
        retryAttempts: 0,
        connectionParams,
      });
      clients.push(client);
      return client;
    },
    /** Puts another supergraph in the place of the present one, by what the subgraph of events says. */
    change: (sdl: string) => writeFileSync(supergraphFile, supergraphOf(events, names, sdl)),
    stopGateway,
    stop: async () => {
      for (const client of clients) await client.dispose();
      await stopGateway();
      await Promise.all([events.stop(), names.stop(), issuer.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type Doors = Awaited<ReturnType<typeof startDoors>>;
