import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compose } from '@ura/supergraph';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { header } from '../header.fixture';
import { type GatewayOptions, serveGateway } from '../server';
import { createLog } from '../telemetry/log';

export const VATRA = '3b9f1c52-8f3a-4a52-9d3e-0a9a6d1f2b11';
export const PVPT = '5c1a7f0e-27c4-4b0e-8a6d-7c2f5e9b3d22';
export const ANA = '9f8e7d6c-5b4a-4392-8171-605f4e3d2c1b';
export const BESA = '1f8e7d6c-5b4a-4392-8171-605f4e3d2c1b';

const SDL = `${header('@key', '@cost', '@listSize')}
type Query {
  open(key: String, keys: [String!]): String @privacy(class: PUBLIC)
  home: House @privacy(class: PARTNER)
  houses(first: Int = 20): HouseConn @privacy(class: PARTNER)
    @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
  named: Named @privacy(class: PARTNER)
  heavy: String @privacy(class: PARTNER) @cost(weight: 9000)
  case(name: String, filter: Filter): String @privacy(class: OWNER)
}
type Subscription { homeChanged: House @privacy(class: PARTNER) }
type Mutation { rename(name: String, filter: Filter): House @privacy(class: PARTNER) }
input Filter { name: String also: [Filter!] }
interface Named { name: String @privacy(class: PARTNER) }
type HouseConn { edges: [HouseEdge!]! @privacy(class: PARTNER) pageInfo: String @privacy(class: PARTNER) }
type HouseEdge { node: House @privacy(class: PARTNER) }
type House implements Named {
  name: String @privacy(class: PARTNER)
  secret: String @privacy(class: OWNER)
  person: String @privacy(class: IDENTITY)
  next: House @privacy(class: PARTNER)
  other: House @privacy(class: PARTNER)
}
type Safe implements Named { name: String @privacy(class: IDENTITY) }
`;

const started = async (server: Server): Promise<string> => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const closed = (server: Server) =>
  new Promise<void>(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

export const newKey = async (kid: string, alg = 'ES256') => {
  const pair = await generateKeyPair(alg, { extractable: true });
  const jwk = async (key: typeof pair.privateKey) => ({ ...(await exportJWK(key)), kid, alg });
  return { ...pair, privateJwk: await jwk(pair.privateKey), publicJwk: await jwk(pair.publicKey) };
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

interface Wish {
  readonly sub?: string;
  readonly organisation?: string;
  readonly roles?: readonly string[];
  readonly exp?: number;
}

/** A gateway before one subgraph that answers whatever the test says, and an issuer of tokens. */
export const startToy = async (options: Partial<GatewayOptions> = {}) => {
  const issuerKey = await newKey('first');
  const keys: JWK[] = [issuerKey.publicJwk];
  const asked: string[] = [];
  const toy = {
    keys,
    asked,
    issuerKey,
    /** What the subgraph does with a request. */
    subgraph: (body: string, response: ServerResponse): void => {
      const data = body.includes('home') ? { home: null } : { open: 'yes' };
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
    },
  };
  const issuerServer = createServer((_request, response) => void response.end(JSON.stringify({ keys })));
  const subgraphServer = createServer((request, response) => {
    let body = '';
    request.on('data', part => (body += part));
    request.on('end', () => {
      asked.push(body);
      toy.subgraph(body, response);
    });
  });
  const [issuer, subgraphUrl] = [await started(issuerServer), await started(subgraphServer)];
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-guard-'));
  const supergraphFile = path.join(folder, 'supergraph.graphql');
  const { supergraphSdl } = compose([{ name: 'toy', url: `${subgraphUrl}/graphql`, sdl: SDL }]);
  writeFileSync(supergraphFile, supergraphSdl);
  const probe = createServer();
  const port = Number(new URL(await started(probe)).port);
  await closed(probe);
  const gateway = {
    host: '127.0.0.1',
    port,
    supergraphFile,
    privateKey: (await newKey('gateway', 'EdDSA')).privateJwk,
    issuers: [{ issuer, jwksUri: issuer, organisationIds: [VATRA] }],
    isProduction: true,
    log: createLog('silent'),
    ...options,
  };
  const server = await serveGateway(gateway);
  const url = `http://127.0.0.1:${port}/graphql`;

  const tokenOf = ({ sub = ANA, organisation = VATRA, roles = ['LAWYER'], exp }: Wish = {}) =>
    new SignJWT({ organisation, roles })
      .setProtectedHeader({ alg: 'ES256', kid: 'first' })
      .setIssuer(issuer)
      .setAudience('ura')
      .setSubject(sub)
      .setIssuedAt()
      .setExpirationTime(exp ?? '60s')
      .sign(issuerKey.privateKey);

  const send = async (target: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(target, init);
    const text = await response.text();
    const body = text.startsWith('{') ? JSON.parse(text) : { text };
    return { ...body, status: response.status, headers: response.headers };
  };
  const bearer = (token?: string): Record<string, string> =>
    token === undefined ? {} : { authorization: `Bearer ${token}` };

  return {
    toy,
    gateway,
    url,
    issuer,
    tokenOf,
    /** Posts a body. */
    ask: (body: unknown, token?: string, headers: Record<string, string> = {}) =>
      send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer(token), ...headers },
        body: JSON.stringify(body),
      }),
    /** Asks through an address. */
    get: (parameters: Record<string, string>, token?: string, headers: Record<string, string> = {}) =>
      send(`${url}?${new URLSearchParams(parameters)}`, {
        headers: { 'apollo-require-preflight': 'yes', ...bearer(token), ...headers },
      }),
    send,
    stop: async () => {
      await server.stop();
      await Promise.all([closed(issuerServer), closed(subgraphServer)]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type Toy = Awaited<ReturnType<typeof startToy>>;
