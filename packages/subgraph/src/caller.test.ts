import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ASSERTION_HEADER, assertionVerifier, hashOfToken, type Member, tokenVerifier } from '@ura/access';
import { type Database, freePort, newId } from '@ura/database';
import { exportJWK, generateKeyPair, type JWTPayload, type KeyLike, SignJWT, UnsecuredJWT } from 'jose';
import { callerOf } from './caller';
import { serve } from './server';
import { toy } from './toy.fixture';

const ana: Member = { id: newId(), organisationId: newId(), roles: ['TRAINER'] };
const besa: Member = { ...ana, id: newId(), roles: ['LAWYER'] };
let gateway: Awaited<ReturnType<typeof newKeys>>;
let issuerKeys: Awaited<ReturnType<typeof newKeys>>;
let issuer: string;
let issuerServer: Server;
let url: string;
let stop: () => Promise<void>;

const newKeys = async (alg: string) => {
  const pair = await generateKeyPair(alg, { extractable: true });
  return { ...pair, published: { keys: [{ ...(await exportJWK(pair.publicKey)), kid: alg, alg }] } };
};
const now = () => Math.floor(Date.now() / 1_000);

beforeAll(async () => {
  [gateway, issuerKeys] = [await newKeys('EdDSA'), await newKeys('ES256')];
  issuerServer = createServer(
    (_request, response) => void response.end(JSON.stringify(issuerKeys.published)),
  );
  await new Promise<void>(resolve => issuerServer.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}`;
  const port = await freePort();
  const verifyToken = tokenVerifier([{ issuer, jwksUri: issuer, organisationIds: [ana.organisationId] }]);
  ({ stop } = await serve({
    subgraph: toy,
    database: { as: () => undefined } as unknown as Database,
    host: '127.0.0.1',
    port,
    callerOf: callerOf(assertionVerifier(gateway.published, 'toy'), verifyToken),
  }));
  url = `http://127.0.0.1:${port}/graphql`;
});
afterAll(async () => {
  await stop();
  await new Promise(resolve => issuerServer.close(resolve));
});

/** The claims of a good assertion for Ana, but for what a test wishes. */
const claims = (wish: JWTPayload = {}): JWTPayload => ({
  iss: 'ura-gateway',
  aud: 'toy',
  viewer: ana,
  iat: now(),
  exp: now() + 60,
  ...wish,
});
const assertion = (wish?: JWTPayload, key: KeyLike | Uint8Array = gateway.privateKey, alg = 'EdDSA') =>
  new SignJWT(claims(wish)).setProtectedHeader({ alg, kid: 'EdDSA' }).sign(key);
const tokenOf = ({ id, organisationId, roles }: Member, seconds = 60) =>
  new SignJWT({ organisation: organisationId, roles, iat: now() - 100, exp: now() + seconds })
    .setProtectedHeader({ alg: 'ES256', kid: 'ES256' })
    .setIssuer(issuer)
    .setAudience('ura')
    .setSubject(id)
    .sign(issuerKeys.privateKey);
const together = (made: string, token?: string) => ({
  [ASSERTION_HEADER]: made,
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
});

const ask = async (headers: Record<string, string>) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ secret { forOwners } thing { forMembers } }' }),
  });
  return { status: response.status, body: (await response.json()) as { data?: object; errors?: object[] } };
};

test('a good assertion with its token is answered', async () => {
  const token = await tokenOf(ana);
  const { status, body } = await ask(together(await assertion({ tokenHash: hashOfToken(token) }), token));
  expect(status).toBe(200);
  expect(body).toEqual({ data: { secret: { forOwners: 'o' }, thing: { forMembers: 'm' } } });
});

test('an issuer that cannot be asked makes it UNAVAILABLE, in the words of GraphQL', async () => {
  const away = tokenVerifier([
    {
      issuer,
      jwksUri: `http://127.0.0.1:${await freePort()}`,
      organisationIds: [ana.organisationId],
    },
  ]);
  const token = await tokenOf(ana);
  const headers = together(await assertion({ tokenHash: hashOfToken(token) }), token);
  await expect(callerOf(assertionVerifier(gateway.published, 'toy'), away)(headers)).rejects.toMatchObject({
    extensions: { code: 'UNAVAILABLE', http: { status: 503 } },
  });
});

const tampered = async (change: (claims: JWTPayload) => JWTPayload) => {
  const [header, payload, signature] = (await assertion()).split('.');
  const changed = change(JSON.parse(Buffer.from(payload!, 'base64url').toString()));
  return `${header}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${signature}`;
};

describe('P24 P47 is refused with 401 and in the same words', () => {
  const attacks: [string, () => Promise<Record<string, string>>][] = [
    ['no assertion', async () => ({})],
    ["a user's own token, and no assertion", async () => ({ authorization: `Bearer ${await tokenOf(ana)}` })],
    ['an empty assertion', async () => together('')],
    ['two assertions', async () => together(`${await assertion()}, ${await assertion()}`)],
    ['an expired assertion', async () => together(await assertion({ iat: now() - 100, exp: now() - 40 }))],
    ['an assertion that should live longer', async () => together(await assertion({ iat: now() - 100 }))],
    ['an assertion without an end', async () => together(await assertion({ exp: undefined }))],
    ['an assertion without a beginning', async () => together(await assertion({ iat: undefined }))],
    ["another subgraph's assertion", async () => together(await assertion({ aud: 'other' }))],
    ["nobody's assertion", async () => together(await assertion({ aud: undefined }))],
    ['an assertion of another issuer', async () => together(await assertion({ iss: issuer }))],
    [
      'an assertion whose viewer was changed',
      async () => together(await tampered(it => ({ ...it, viewer: besa }))),
    ],
    [
      'an assertion whose time was changed',
      async () => together(await tampered(it => ({ ...it, exp: now() + 600 }))),
    ],
    ['an assertion without a signature', async () => together(new UnsecuredJWT(claims()).encode())],
    [
      "an assertion signed by somebody else's key",
      async () => together(await assertion({}, (await newKeys('EdDSA')).privateKey)),
    ],
    [
      'an assertion signed with the public key as a secret',
      async () => {
        const secret = new TextEncoder().encode(JSON.stringify(gateway.published.keys[0]));
        return together(await assertion({}, secret, 'HS256'));
      },
    ],
    ["a user's token as the assertion", async () => together(await tokenOf(ana), await tokenOf(ana))],
    [
      'an assertion with no token’s hash, beside a token',
      async () => together(await assertion(), await tokenOf(ana)),
    ],
    [
      "an assertion for another user's token",
      async () => {
        const made = await assertion({ tokenHash: hashOfToken(await tokenOf(besa)) });
        return together(made, await tokenOf(ana));
      },
    ],
    [
      "Ana's assertion for Besa's token",
      async () => {
        const token = await tokenOf(besa);
        return together(await assertion({ tokenHash: hashOfToken(token) }), token);
      },
    ],
    [
      'an assertion for an expired token',
      async () => {
        const token = await tokenOf(ana, -50);
        return together(await assertion({ tokenHash: hashOfToken(token) }), token);
      },
    ],
    [
      'an assertion for a forged token',
      async () => together(await assertion({ tokenHash: hashOfToken('forged') }), 'forged'),
    ],
  ];

  test.each(attacks)('%s', async (_claim, headers) => {
    const { status, body } = await ask(await headers());
    expect(status).toBe(401);
    expect(body).toEqual({
      errors: [
        { message: 'This service answers only the gateway.', extensions: { code: 'UNAUTHENTICATED' } },
      ],
    });
  });
});

test('an assertion that was believed a moment ago is not believed beyond its end', async () => {
  const token = await tokenOf(ana);
  const made = await assertion({ tokenHash: hashOfToken(token) });
  expect((await ask(together(made, token))).status).toBe(200);
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
  expect((await ask(together(made, token))).status).toBe(401);
  clock.mockRestore();
});
