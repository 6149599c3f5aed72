import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { keyRing, newKey, newRootRing } from './key-ring';
import { type Comparable, tokensToKeep, tokensToSeek } from './tokens';

const ring = (...keys: string[]) =>
  keyRing(
    JSON.stringify({
      organisations: {},
      coalition: { current: keys.length, versions: Object.fromEntries(keys.map((key, at) => [at + 1, key])) },
    }),
  );
const first = newKey();
const shared = ring(first);
const person = (born: string, ...names: string[]): Comparable => ({ purpose: 'duplicates', born, names });

const isPossibleMatch = async (left: Comparable, right: Comparable, seeking = shared, keeping = shared) => {
  const kept = new Set(await tokensToKeep(keeping, right));
  return (await tokensToSeek(seeking, left)).some(token => kept.has(token));
};

const pairs: readonly (readonly [string, Comparable, Comparable, boolean])[] = [
  ['one person', person('2009-03-14', 'Demo Testova'), person('2009-03-14', 'Testova Demo'), true],
  [
    'one person, two spellings',
    person('2009-03-14', 'Đorđe Hodža'),
    person('2009-03-14', 'Gjorgje Hoxha'),
    true,
  ],
  ['another day', person('2009-03-14', 'Demo Testova'), person('2009-03-15', 'Demo Testova'), false],
  ['another year', person('2009-03-14', 'Demo Testova'), person('2008-03-14', 'Demo Testova'), false],
  ['another name', person('2009-03-14', 'Demo Testova'), person('2009-03-14', 'Dita Testova'), false],
  ['only the year known there', person('2009-03-14', 'Demo Testova'), person('2009', 'Demo Testova'), true],
  [
    'only the month known there',
    person('2009-03-14', 'Demo Testova'),
    person('2009-03', 'Demo Testova'),
    true,
  ],
  ['month and year', person('2009-03', 'Demo Testova'), person('2009', 'Demo Testova'), true],
  ['another month', person('2009-03-14', 'Demo Testova'), person('2009-04', 'Demo Testova'), false],
  ['only another year known', person('2009-03-14', 'Demo Testova'), person('2010', 'Demo Testova'), false],
  ['a name from before', person('2009', 'Demo Testova', 'Demo Proba'), person('2009', 'Proba Demo'), true],
  ['a name that is none', person('2009', '-'), person('2009', '?'), false],
];

test.each(pairs)('P39 %s: found from either side alike', async (_what, left, right, isMatch) => {
  expect(await isPossibleMatch(left, right)).toBe(isMatch);
  expect(await isPossibleMatch(right, left)).toBe(isMatch);
});

test('P36 a token is made with a key from outside the database, never a plain hash', async () => {
  const who = person('2009-03-14', 'Demo Testova');
  const tokens = await tokensToKeep(shared, who);
  expect(tokens).toHaveLength(3);
  for (const token of tokens) expect(token).toMatch(/^1\.[\w-]{43}$/);
  for (const covered of [4, 7, 10]) {
    const text = `demo testova|2009-03-14`.slice(0, 13 + covered).concat('|10');
    const plain = createHash('sha256').update(text).digest('base64url');
    const bare = createHmac('sha256', '').update(text).digest('base64url');
    for (const hash of [plain, bare]) expect(tokens.map(token => token.slice(2))).not.toContain(hash);
  }
  expect(await tokensToKeep(ring(newKey()), who)).not.toEqual(tokens);
});

test('P36 without the key of the coalition there are no tokens', async () => {
  const none = keyRing(JSON.stringify({ organisations: {} }));
  await expect(tokensToKeep(none, person('2009', 'Demo Testova'))).rejects.toThrow(
    'no index key of the coalition',
  );
});

test('P36 a rotation finds what was kept before it, until the earlier version is destroyed', async () => {
  const second = newKey();
  const rotated = ring(first, second);
  const retired = keyRing(
    JSON.stringify({ organisations: {}, coalition: { current: 2, versions: { 2: second } } }),
  );
  const who = person('2009-03-14', 'Demo Testova');
  expect((await tokensToKeep(rotated, who)).every(token => token.startsWith('2.'))).toBe(true);
  expect(await isPossibleMatch(who, who, rotated, shared)).toBe(true);
  expect(await isPossibleMatch(who, who, retired, shared)).toBe(false);
});

test('P36 tokens of two purposes cannot be compared', async () => {
  const who = person('2009-03-14', 'Demo Testova');
  expect(await isPossibleMatch(who, { ...who, purpose: 'parties' })).toBe(false);
});

test('P36 on one machine the coalition has a key of its own too', async () => {
  const local = keyRing(newRootRing(), { mayHaveRoot: true });
  const who = person('2009', 'Demo Testova');
  expect(await isPossibleMatch(who, who, local, local)).toBe(true);
  expect(await isPossibleMatch(who, who, local, shared)).toBe(false);
});

test('a date that is none makes no token, and is not repeated', async () => {
  for (const born of ['', '14.03.2009', '2009-3-14', '2009-03-14T00:00:00Z', 'secret']) {
    await expect(tokensToKeep(shared, person(born, 'Demo Testova'))).rejects.toThrow(
      /^A birth date is written/,
    );
  }
});

test('P39 two dates match exactly when neither contradicts what the other knows', async () => {
  const born = fc
    .tuple(fc.constantFrom('2008', '2009'), fc.constantFrom('-03', '-04'), fc.constantFrom('-01', '-02'))
    .chain(parts => fc.constantFrom(1, 2, 3).map(known => parts.slice(0, known).join('')));
  await fc.assert(
    fc.asyncProperty(born, born, async (left, right) => {
      const agrees = left.startsWith(right) || right.startsWith(left);
      expect(await isPossibleMatch(person(left, 'Demo'), person(right, 'Demo'))).toBe(agrees);
    }),
  );
});
