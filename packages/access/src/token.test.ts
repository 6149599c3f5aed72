import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type KeyLike, SignJWT } from 'jose';
import { BadToken, type TokenVerifier, tokenVerifier } from './token';

const VATRA = '3b9f1c52-8f3a-4a52-9d3e-0a9a6d1f2b11';
const PVPT = '5c1a7f0e-27c4-4b0e-8a6d-7c2f5e9b3d22';
const ANA = '9f8e7d6c-5b4a-4392-8171-605f4e3d2c1b';

let server: Server;
let issuer: string;
let keys: JWK[];
let privateKey: KeyLike;
let verify: TokenVerifier;

const newKey = async (kid: string) => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  return { privateKey: pair.privateKey, jwk: { ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256' } };
};

beforeAll(async () => {
  const first = await newKey('first');
  privateKey = first.privateKey;
  keys = [first.jwk];
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  verify = tokenVerifier([{ issuer, jwksUri: `${issuer}/jwks`, organisationIds: [VATRA] }]);
});
afterAll(() => new Promise(resolve => server.close(resolve)));

interface Wish {
  readonly claims?: Record<string, unknown>;
  readonly iss?: string;
  readonly aud?: string;
  readonly iat?: number;
  readonly exp?: number;
  readonly kid?: string;
  readonly key?: KeyLike | Uint8Array;
  readonly alg?: string;
}

const now = () => Math.floor(Date.now() / 1000);
const token = ({ claims, iss, aud, iat, exp, kid = 'first', key, alg = 'ES256' }: Wish = {}) =>
  new SignJWT({ sub: ANA, organisation: VATRA, roles: ['MOBILE_UNIT'], ...claims })
    .setProtectedHeader({ alg, kid })
    .setIssuer(iss ?? issuer)
    .setAudience(aud ?? 'ura')
    .setIssuedAt(iat ?? now())
    .setExpirationTime(exp ?? now() + 300)
    .sign(key ?? privateKey);

test('a good token is a member with the roles that there are, for as long as it says', async () => {
  const exp = now() + 60;
  await expect(verify(await token({ exp, claims: { roles: ['MOBILE_UNIT', 'EMPEROR'] } }))).resolves.toEqual({
    id: ANA,
    organisationId: VATRA,
    roles: ['MOBILE_UNIT'],
    expiresAt: new Date(exp * 1_000),
  });
});

const none = (payload: object) =>
  `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.`;

test.each<[string, () => Promise<string> | string]>([
  ['P48 an issuer that claims another organisation', () => token({ claims: { organisation: PVPT } })],
  ['an unknown issuer', () => token({ iss: 'https://elsewhere.example' })],
  ['another audience', () => token({ aud: 'another' })],
  ['an expired token', () => token({ iat: now() - 400, exp: now() - 100 })],
  ['P54 a token that lives longer than five minutes', () => token({ exp: now() + 3_600 })],
  ['P54 a token from the future', () => token({ iat: now() + 3_600, exp: now() + 3_900 })],
  ['a token without roles', () => token({ claims: { roles: undefined } })],
  ['a subject that is no id', () => token({ claims: { sub: 'ana' } })],
  [
    'no signature',
    () =>
      none({
        iss: issuer,
        sub: ANA,
        organisation: VATRA,
        roles: [],
        aud: 'ura',
        iat: now(),
        exp: now() + 60,
      }),
  ],
  [
    'a public key used as a secret',
    () => token({ alg: 'HS256', key: new TextEncoder().encode(JSON.stringify(keys[0])) }),
  ],
  ['another key under a known name', async () => token({ key: (await newKey('x')).privateKey })],
  ['no token at all', () => 'garbage'],
])('%s is not believed', async (_claim, make) => {
  await expect(verify(await make())).rejects.toBeInstanceOf(BadToken);
});

test('a key that the issuer rotated in meanwhile is found', async () => {
  const patient = tokenVerifier([{ issuer, jwksUri: `${issuer}/jwks`, organisationIds: [VATRA] }], 0);
  await patient(await token());
  const second = await newKey('second');
  keys = [...keys, second.jwk];
  await expect(patient(await token({ kid: 'second', key: second.privateKey }))).resolves.toMatchObject({
    id: ANA,
  });
});

test('an issuer that cannot be asked is not a bad token', async () => {
  const away = 'http://127.0.0.1:9';
  const verifyAway = tokenVerifier([{ issuer: away, jwksUri: `${away}/jwks`, organisationIds: [VATRA] }]);
  const error = await verifyAway(await token({ iss: away })).catch(reason => reason);
  expect(error).toHaveProperty('message');
  expect(error).not.toBeInstanceOf(BadToken);
});
