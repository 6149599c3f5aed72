import { anonymous } from '@ura/access';
import { Guard } from './guard';
import { networkOf, turnstile } from './rates';
import { usualSettings } from './settings';
import { ANA, BESA, PVPT, startToy, type Toy, VATRA } from './toy.fixture';

const generous = { viewer: 1e6, organisation: 1e6, address: 1e6, badTokens: 1e6, plans: 1e6 };
let toy: Toy | undefined;
afterEach(async () => {
  await toy?.stop();
  toy = undefined;
});
const start = async (rates: Partial<typeof generous>, more: object = {}) => {
  toy = await startToy({ guard: { rates: { ...generous, ...rates }, ...more } });
  return toy;
};
const OPEN = { query: '{ open }' };
const limited = {
  status: 429,
  errors: [{ extensions: { code: 'LIMITED', retryAt: expect.stringMatching(/^\d{4}-.*Z$/) } }],
};

test('a person who asks too much waits, and is told until when; a colleague does not', async () => {
  const { ask, tokenOf } = await start({ viewer: 3 });
  const [ana, besa] = [await tokenOf(), await tokenOf({ sub: BESA })];
  for (let times = 0; times < 3; times += 1) expect((await ask(OPEN, ana)).status).toBe(200);
  const answer = await ask(OPEN, ana);
  expect(answer).toMatchObject(limited);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask(OPEN, await tokenOf({ roles: ['TRAINER'] }))).status).toBe(429);
  expect((await ask(OPEN, besa)).status).toBe(200);
});

test('an organisation that asks too much waits as a whole', async () => {
  const { ask, tokenOf } = await start({ organisation: 2 });
  expect((await ask(OPEN, await tokenOf())).status).toBe(200);
  expect((await ask(OPEN, await tokenOf({ sub: BESA }))).status).toBe(200);
  expect(await ask(OPEN, await tokenOf())).toMatchObject(limited);
});

test('strangers at an address that asks too much wait, whatever they ask; who signed in there does not', async () => {
  const { ask, tokenOf } = await start({ address: 2 });
  expect((await ask({ query: '{' })).status).toBe(400);
  expect((await ask(OPEN)).status).toBe(200);
  expect(await ask(OPEN)).toMatchObject(limited);
  expect((await ask(OPEN, await tokenOf())).status).toBe(200);
});

test('a field that is asked for under several names counts as several', async () => {
  const { ask, tokenOf, toy: inside } = await start({ viewer: 5 });
  const token = await tokenOf();
  expect((await ask({ query: '{ a: open b: open c: open }' }, token)).status).toBe(200);
  expect(
    await ask({ query: '{ ...F } fragment F on Query { a: open b: open c: open }' }, token),
  ).toMatchObject(limited);
  expect(inside.asked).toHaveLength(1);
});

test('asking by a hash counts as asking by the text', async () => {
  const { ask, tokenOf } = await start({ viewer: 7 });
  const token = await tokenOf();
  const query = '{ a: open b: open c: open }';
  const { createHash } = await import('node:crypto');
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  expect((await ask({ query, extensions }, token)).status).toBe(200);
  expect((await ask({ extensions }, token)).status).toBe(200);
  expect(await ask({ extensions }, token)).toMatchObject(limited);
});

test('a hash whose text is no longer measured is no cheaper: the text is asked for again', async () => {
  const question = { id: 'a'.repeat(64), isHash: true };
  await expect(
    new Guard(usualSettings).admit(question, { viewer: anonymous }, '192.0.2.1'),
  ).rejects.toMatchObject({ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } });
});

test('a question that is refused unread counts all the same', async () => {
  const { ask } = await start({ address: 2 });
  const wrong = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
  expect((await ask({ documentId: 'unknown' })).errors).toHaveLength(1);
  expect((await ask({ ...OPEN, extensions: wrong })).status).toBe(400);
  expect(await ask({ documentId: 'unknown' })).toMatchObject(limited);
  expect(await ask({ ...OPEN, extensions: wrong })).toMatchObject(limited);
});

describe('operations that nobody asked lately', () => {
  const question = (number: number) => ({ query: `query N${number} { open }` });

  test('are planned for a person up to a bound, and whatever is planned already is answered', async () => {
    const { ask, tokenOf, toy: inside } = await start({ plans: 2 });
    const [ana, besa] = [await tokenOf(), await tokenOf({ sub: BESA })];
    for (const number of [1, 2]) expect((await ask(question(number), ana)).status).toBe(200);
    expect(await ask(question(3), ana)).toMatchObject(limited);
    expect(inside.asked).toHaveLength(2);
    expect((await ask(question(3), besa)).status).toBe(200);
    for (const number of [1, 2, 3]) expect((await ask(question(number), ana)).status).toBe(200);
  });

  test('are planned for a person one after the other, and for others meanwhile', async () => {
    jest.useFakeTimers();
    const { plan } = turnstile({ ...generous, plans: 60 });
    const passed: string[] = [];
    const ask = (id: string) =>
      plan({ id, organisationId: VATRA, roles: [] }, '192.0.2.1').then(() => passed.push(id));
    const all = [ask(ANA), ask(ANA), ask(ANA), ask(BESA)];
    await jest.advanceTimersByTimeAsync(0);
    expect(passed).toEqual([ANA, BESA]);
    await jest.advanceTimersByTimeAsync(150);
    expect(passed).toEqual([ANA, BESA, ANA]);
    await jest.advanceTimersByTimeAsync(150);
    await Promise.all(all);
    jest.useRealTimers();
  });

  test('are each operation of a document, and of strangers those of one network', async () => {
    const { ask } = await start({ plans: 2 });
    const query = 'query A { open } query B { open } query C { open }';
    for (const operationName of ['A', 'B', 'A'])
      expect((await ask({ query, operationName })).status).toBe(200);
    expect(await ask({ query, operationName: 'C' })).toMatchObject(limited);
  });
});

test('P48 an issuer that gives its own person the id of another organisation’s slows down nobody there', async () => {
  const { pass } = turnstile({ ...generous, viewer: 1 });
  await pass({ id: ANA, organisationId: PVPT, roles: [] }, '192.0.2.1', 1);
  await expect(pass({ id: ANA, organisationId: PVPT, roles: [] }, '192.0.2.1', 1)).rejects.toThrow('wait');
  await expect(pass({ id: ANA, organisationId: VATRA, roles: [] }, '192.0.2.1', 1)).resolves.toBeUndefined();
});

describe('an address that sends bad tokens', () => {
  test('has to wait before its next token is looked at', async () => {
    const { ask, tokenOf } = await start({ badTokens: 3 });
    for (let times = 0; times < 3; times += 1) expect((await ask(OPEN, `bad${times}`)).status).toBe(401);
    const answer = await ask(OPEN, 'bad');
    expect(answer).toMatchObject(limited);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(OPEN, await tokenOf())).status).toBe(429);
    expect((await ask(OPEN)).status).toBe(200);
  });

  test('locks out nobody who signed in there before', async () => {
    const { ask, tokenOf } = await start({ badTokens: 3 });
    const token = await tokenOf();
    expect((await ask(OPEN, token)).status).toBe(200);
    for (let times = 0; times < 4; times += 1) await ask(OPEN, `bad${times}`);
    expect((await ask(OPEN, 'bad')).status).toBe(429);
    // Her next token, which nobody saw before.
    const next = await tokenOf({ exp: Math.floor(Date.now() / 1_000) + 90 });
    expect(next).not.toBe(token);
    expect((await ask(OPEN, next)).status).toBe(200);
    expect((await ask(OPEN, await tokenOf({ sub: BESA }))).status).toBe(429);
  });
});

test('an address that the caller makes up does not count', async () => {
  const { ask } = await start({ address: 1 });
  expect((await ask(OPEN, undefined, { 'x-forwarded-for': '192.0.2.1' })).status).toBe(200);
  expect((await ask(OPEN, undefined, { 'x-forwarded-for': '192.0.2.2' })).status).toBe(429);
});

test('behind a trusted proxy the address that it says counts, and none before it', async () => {
  const { ask } = await start({ address: 1 }, { trustedProxies: 1 });
  expect((await ask(OPEN, undefined, { 'x-forwarded-for': '192.0.2.9, 192.0.2.1' })).status).toBe(200);
  expect((await ask(OPEN, undefined, { 'x-forwarded-for': '192.0.2.9, 192.0.2.2' })).status).toBe(200);
  expect((await ask(OPEN, undefined, { 'x-forwarded-for': '192.0.2.8, 192.0.2.1' })).status).toBe(429);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
