import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compose } from '@ura/supergraph';
import { exportJWK, generateKeyPair } from 'jose';
import { header } from '../header.fixture';
import { serveGateway } from '../server';
import { createLog } from '../telemetry/log';
import { startToy } from './toy.fixture';

const SDL = `${header('@key')}
enum Risk { HIGH LOW }
type Query { "Open." it(like: String, risk: Risk): String @privacy(class: PUBLIC) }
`;

export const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  return port;
};

/** A gateway in front of one toy subgraph, for callers without a token. */
export const startGateway = async (
  given: { level?: string; graceMilliseconds?: number; trusted?: string } = {},
) => {
  const toy = await startToy();
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-gateway-'));
  const supergraphFile = path.join(folder, 'supergraph.graphql');
  writeFileSync(supergraphFile, compose([{ name: 'toy', url: toy.url, sdl: SDL }]).supergraphSdl);
  const trustedDocuments = path.join(folder, 'trusted.json');
  writeFileSync(trustedDocuments, JSON.stringify(given.trusted ? { known: given.trusted } : {}));
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const lines: string[] = [];
  const port = await freePort();
  const { stop: stopGateway } = await serveGateway({
    host: '127.0.0.1',
    port,
    supergraphFile,
    privateKey: { ...(await exportJWK(privateKey)), kid: 'g', alg: 'EdDSA' },
    issuers: [],
    isProduction: true,
    log: createLog(given.level ?? 'info', { write: line => void lines.push(line) }),
    graceMilliseconds: given.graceMilliseconds,
    guard: { trustedDocuments },
  });
  let stopped: Promise<void> | undefined;
  const stopOnce = () => (stopped ??= stopGateway());
  const origin = `http://127.0.0.1:${port}`;
  return {
    toy,
    lines,
    origin,
    ask: async (body: object, headers: Record<string, string> = {}) => {
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    stopGateway: stopOnce,
    stop: async () => {
      await stopOnce();
      await toy.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
