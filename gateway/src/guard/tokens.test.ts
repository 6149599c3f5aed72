import { exportSPKI, type JWTPayload, type KeyLike, SignJWT, UnsecuredJWT } from 'jose';
import { ANA, newKey, PVPT, startToy, type Toy, VATRA } from './toy.fixture';

let toy: Toy;
beforeAll(async () => {
  toy = await startToy({
    guard: { rates: { viewer: 1e6, organisation: 1e6, address: 1e6, badTokens: 1e6, plans: 1e6 } },
  });
});
afterAll(() => toy.stop());
beforeEach(() => void toy.toy.asked.splice(0));

const now = () => Math.floor(Date.now() / 1_000);
const claims = (wish: JWTPayload = {}): JWTPayload => ({
  iss: toy.issuer,
  aud: 'ura',
  sub: ANA,
  organisation: VATRA,
  roles: ['LAWYER'],
  iat: now(),
  exp: now() + 60,
  ...wish,
});
const signed = (
  wish?: JWTPayload,
  key: KeyLike | Uint8Array = toy.toy.issuerKey.privateKey,
  header: { alg: string; kid?: string; jwk?: object } = { alg: 'ES256', kid: 'first' },
) => new SignJWT(claims(wish)).setProtectedHeader(header as never).sign(key);
const spki = async () => new TextEncoder().encode(await exportSPKI(toy.toy.issuerKey.publicKey));

const attacks: [string, () => Promise<string> | string][] = [
  ['an expired one', () => signed({ iat: now() - 200, exp: now() - 10 })],
  ['one that is not valid yet', () => signed({ nbf: now() + 60 })],
  ['one from the future', () => signed({ iat: now() + 60, exp: now() + 120 })],
  ['one without an end', () => signed({ exp: undefined })],
  ['P54 one that lives too long', () => signed({ exp: now() + 3_600 })],
  ['one of an unknown issuer', () => signed({ iss: 'https://elsewhere.example' })],
  ['one without an issuer', () => signed({ iss: undefined })],
  ['one for another audience', () => signed({ aud: 'another' })],
  ['one for no audience', () => signed({ aud: undefined })],
  ['P48 one that claims an organisation its issuer does not speak for', () => signed({ organisation: PVPT })],
  ['one whose subject is no id', () => signed({ sub: 'ana' })],
  ['one without a signature', () => new UnsecuredJWT(claims()).encode()],
  ['one whose signature was cut off', async () => (await signed()).replace(/[^.]+$/, '')],
  [
    'one whose claims were changed afterwards',
    async () => {
      const [header, , signature] = (await signed()).split('.');
      const forged = Buffer.from(JSON.stringify(claims({ roles: ['DATA_OFFICER'] }))).toString('base64url');
      return `${header}.${forged}.${signature}`;
    },
  ],
  [
    'HS256 with the public key as the secret',
    async () => signed({}, await spki(), { alg: 'HS256', kid: 'first' }),
  ],
  [
    'HS256 with the published key as the secret',
    () =>
      signed({}, new TextEncoder().encode(JSON.stringify(toy.toy.keys[0])), { alg: 'HS256', kid: 'first' }),
  ],
  ['another key under a known name', async () => signed({}, (await newKey('first')).privateKey)],
  [
    'a key that nobody published',
    async () => signed({}, (await newKey('x')).privateKey, { alg: 'ES256', kid: 'x' }),
  ],
  [
    'a key that the token itself brings along',
    async () => {
      const own = await newKey('own');
      return signed({}, own.privateKey, { alg: 'ES256', kid: 'own', jwk: own.publicJwk });
    },
  ],
];

test.each(attacks)('a token, %s, is 401 and asks nobody', async (_claim, make) => {
  const answer = await toy.ask({ query: '{ open }' }, await make());
  expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(toy.toy.asked).toEqual([]);
});

test('no two bad tokens are told apart', async () => {
  const answers = new Set<string>();
  for (const [, make] of attacks) {
    answers.add(JSON.stringify((await toy.ask({ query: '{ open }' }, await make())).errors));
  }
  expect(answers.size).toBe(1);
});

test('a good token is answered', async () => {
  expect(await toy.ask({ query: '{ open }' }, await signed())).toMatchObject({ status: 200 });
});

test('a key that the issuer changed meanwhile is found, and the old one no longer believed', async () => {
  const old = await signed({ sub: ANA });
  const second = await newKey('second');
  toy.toy.keys.splice(0, 1, second.publicJwk);
  const fresh = await signed({}, second.privateKey, { alg: 'ES256', kid: 'second' });
  // The issuer is asked again at most once a second.
  while ((await toy.ask({ query: '{ open }' }, fresh)).status !== 200);
  expect(await toy.ask({ query: '{ open }' }, old)).toMatchObject({ status: 401 });
});
