import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ASSERTION_HEADER, assertionVerifier } from '@ura/access';
import { compose } from '@ura/supergraph';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { header } from './header.fixture';
import { serveGateway } from './server';
import { createLog } from './telemetry/log';

const SDL = `${header('@key')}
"A random id." scalar UUID
type Query {
  "Open." open(key: UUID): String @privacy(class: PUBLIC)
  "Hidden." hidden: String @privacy(class: PARTNER)
}
`;
const ANA = '9f8e7d6c-5b4a-4392-8171-605f4e3d2c1b';
const VATRA = '3b9f1c52-8f3a-4a52-9d3e-0a9a6d1f2b11';

/** What the subgraph that stands in answers next, and what it was asked. */
let answer: { status?: number; body: string };
let asked: { headers: IncomingHttpHeaders; body: string }[] = [];
let servers: Server[];
let folder: string;
let url: string;
let stop: () => Promise<void>;
let token: string;
let publicKeys: { keys: JWK[] };

const keyPair = async (alg: string) => {
  const pair = await generateKeyPair(alg, { extractable: true });
  const jwk = async (key: typeof pair.privateKey) => ({ ...(await exportJWK(key)), kid: alg, alg });
  return { ...pair, privateJwk: await jwk(pair.privateKey), publicJwk: await jwk(pair.publicKey) };
};

const started = async (server: Server) => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** What the gateway wrote to its log. */
const lines: string[] = [];

beforeAll(async () => {
  const [gatewayKey, issuerKey] = [await keyPair('EdDSA'), await keyPair('ES256')];
  publicKeys = { keys: [gatewayKey.publicJwk] };
  const issuer = createServer((_request, response) =>
    response.end(JSON.stringify({ keys: [issuerKey.publicJwk] })),
  );
  const subgraph = createServer((request, response) => {
    let body = '';
    request.on('data', part => (body += part));
    request.on('end', () => {
      asked.push({ headers: request.headers, body });
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  servers = [issuer, subgraph];
  const [issuerUrl, subgraphUrl] = [await started(issuer), await started(subgraph)];
  folder = mkdtempSync(path.join(tmpdir(), 'ura-gateway-'));
  const supergraphFile = path.join(folder, 'supergraph.graphql');
  writeFileSync(
    supergraphFile,
    compose([{ name: 'toy', url: `${subgraphUrl}/graphql`, sdl: SDL }]).supergraphSdl,
  );
  const probe = createServer();
  const port = Number(new URL(await started(probe)).port);
  await new Promise(resolve => probe.close(resolve));
  url = `http://127.0.0.1:${port}/graphql`;
  ({ stop } = await serveGateway({
    host: '127.0.0.1',
    port,
    supergraphFile,
    privateKey: gatewayKey.privateJwk,
    issuers: [
      { issuer: issuerUrl, jwksUri: issuerUrl, organisationIds: [VATRA] },
      { issuer: 'http://127.0.0.1:9', jwksUri: 'http://127.0.0.1:9', organisationIds: [VATRA] },
    ],
    isProduction: true,
    log: createLog('info', { write: line => void lines.push(line) }),
  }));
  const tokenOf = (iss: string) =>
    new SignJWT({ organisation: VATRA, roles: ['LAWYER'] })
      .setProtectedHeader({ alg: 'ES256', kid: 'ES256' })
      .setIssuer(iss)
      .setAudience('ura')
      .setSubject(ANA)
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(issuerKey.privateKey);
  token = await tokenOf(issuerUrl);
  orphanToken = await tokenOf('http://127.0.0.1:9');
});
let orphanToken: string;
afterAll(async () => {
  await stop();
  for (const server of servers) await new Promise(resolve => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
  answer = { body: '{"data":{"open":"yes"}}' };
});

const ask = async (body: object, authorization?: string) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    body: (await response.json()) as { data?: unknown; errors?: { path?: unknown }[] },
  };
};

test("a subgraph gets the user's own token and an assertion for it alone", async () => {
  await ask({ query: '{ open }' }, `Bearer ${token}`);
  const { headers } = asked[0]!;
  expect(headers.authorization).toBe(`Bearer ${token}`);
  const heard = await assertionVerifier(publicKeys, 'toy')(String(headers[ASSERTION_HEADER]));
  expect(heard.viewer).toEqual({ id: ANA, organisationId: VATRA, roles: ['LAWYER'] });
  await expect(assertionVerifier(publicKeys, 'other')(String(headers[ASSERTION_HEADER]))).rejects.toThrow();
});

test('without a token the viewer is anonymous, and nothing but public is asked for', async () => {
  const { body } = await ask({ query: '{ open hidden }' });
  expect(body).toMatchObject({
    data: { open: 'yes', hidden: null },
    errors: [{ path: ['hidden'], extensions: { code: 'UNAUTHENTICATED' } }],
  });
  expect(asked).toHaveLength(1);
  expect(asked[0]!.body).not.toContain('hidden');
});

test('a name that the gateway uses for what it hides is refused', async () => {
  for (const query of ['{ ura__hidden__a: open }', '{ ...F } fragment F on Query { ura__hidden__a: open }']) {
    expect(await ask({ query })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    });
  }
  expect(asked).toHaveLength(0);
});

test('another operation of the document, and a skipped field, are not held against the caller', async () => {
  const two = await ask({ query: 'query A { hidden } query B { open }', operationName: 'B' });
  expect(two.body).toEqual({ data: { open: 'yes' } });
  expect((await ask({ query: '{ open hidden @skip(if: true) }' })).body).toEqual({ data: { open: 'yes' } });
});

test.each([
  ['a forged token', () => 'Bearer forged', 401, 'UNAUTHENTICATED'],
  ['another scheme', () => 'Basic YTpi', 401, 'UNAUTHENTICATED'],
  ['a token whose issuer cannot be asked', () => `Bearer ${orphanToken}`, 503, 'UNAVAILABLE'],
])('%s is never anonymous', async (_claim, authorization, status, code) => {
  expect(await ask({ query: '{ open }' }, authorization())).toMatchObject({
    status,
    body: { errors: [{ extensions: { code } }] },
  });
  expect(asked).toHaveLength(0);
});

test.each([
  ['a variable', { query: 'query ($k: UUID) { open(key: $k) }', variables: { k: 'SECRET' } }],
  ['a literal', { query: '{ open(key: "SECRET") }' }],
])('a scalar that is wrong in %s is INVALID with its field, and asked of nobody', async (_claim, body) => {
  const { status, body: refused } = await ask(body);
  expect(status).toBe(400);
  expect(refused).toMatchObject({ errors: [{ extensions: { code: 'INVALID', field: 'key' } }] });
  expect(JSON.stringify(refused)).not.toContain('SECRET');
  expect(asked).toHaveLength(0);
});

test.each([
  ['garbage', { body: '<html>10.0.0.7</html>' }],
  ['a failure', { status: 502, body: '{"errors":[{"message":"10.0.0.7"}]}' }],
  ['something that is no answer', { body: '[1]' }],
])('%s from a subgraph is UNAVAILABLE at its place, without its words', async (_claim, given) => {
  answer = given;
  const { status, body } = await ask({ query: '{ alias: open }' });
  expect(status).toBe(200);
  expect(body).toEqual({
    data: { alias: null },
    errors: [
      {
        message: 'The toy service does not answer at the moment.',
        path: ['alias'],
        extensions: { code: 'UNAVAILABLE', subgraph: 'toy' },
      },
    ],
    extensions: { degraded: [{ subgraph: 'toy', since: expect.any(String), asOf: null }] },
  });
});

test("a subgraph's refusal keeps its code, place and field; its mistakes become a reference", async () => {
  const refusal = { message: 'No.', path: ['open'], extensions: { code: 'CONFLICT', stacktrace: ['at x'] } };
  answer = { body: JSON.stringify({ data: { open: null }, errors: [refusal] }) };
  expect((await ask({ query: '{ open }' })).body.errors).toEqual([
    { message: 'No.', path: ['open'], extensions: { code: 'CONFLICT', subgraph: 'toy' } },
  ]);
  for (const code of [undefined, 'BAD_REQUEST', 'GRAPHQL_VALIDATION_FAILED']) {
    const mistake = { message: 'ECONNREFUSED 10.0.0.7', path: ['open'], extensions: { code } };
    answer = { body: JSON.stringify({ data: { open: null }, errors: [mistake] }) };
    const { body } = await ask({ query: '{ open }' });
    expect(body.errors).toMatchObject([
      { path: ['open'], extensions: { code: 'INTERNAL', reference: expect.any(String) } },
    ]);
    expect(JSON.stringify([body, lines])).not.toContain('10.0.0.7');
  }
  expect(lines.join('')).toContain('GARBLED');
});

test('a body that is no JSON, or too large, is refused in the usual form', async () => {
  const send = (body: string) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(await (await send('{')).json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  expect(await (await send(`"${'x'.repeat(3_000_000)}"`)).json()).toMatchObject({
    errors: [{ extensions: { code: 'LIMITED' } }],
  });
});
