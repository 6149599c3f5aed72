import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { usualSettings } from '../guard/settings';
import { type Doors, startDoors } from './doors.fixture';
import { NAMES, person, VATRA } from './live.fixture';
import { change, until } from './toy.fixture';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const byHash = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

let doors: Doors;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ura-trusted-'));
  const trustedDocuments = path.join(folder, 'manifest.json');
  writeFileSync(trustedDocuments, JSON.stringify({ [sha256(NAMES)]: NAMES }));
  doors = await startDoors({
    trustedDocuments,
    trustedDocumentsRequiredFor: ['anonymous', 'HOTLINE'],
    rates: { ...usualSettings.rates, plans: 1 },
  });
});
afterAll(async () => {
  await doors.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  ['server-sent events', () => doors.byEvents(doors.token)],
  ['WebSocket', () => doors.bySocket({ authorization: doors.token })],
])('by %s a trusted subscription', (_name, open) => {
  const asked = (wish: object) => open().iterate({ query: '', ...wish });
  /** By WebSocket a refusal is thrown, by server-sent events it is the only result. */
  const codeOf = async (wish: object) => {
    const refusal = await asked(wish)
      .next()
      .then(({ value }) => value.errors)
      .catch(errors => errors);
    return refusal[0].extensions.code;
  };

  test.each([
    ['its id', { documentId: sha256(NAMES) }],
    ['its hash', { extensions: byHash(NAMES) }],
    ['its text', { query: NAMES }],
    ['both', { query: NAMES, extensions: byHash(NAMES) }],
  ])('is opened by %s', async (_claim, wish) => {
    const results = asked(wish);
    const first = results.next();
    await until(() => doors.events.open.length === 1);
    doors.events.open[0]!.send(change(1));
    expect((await first).value).toMatchObject({ data: { changed: { number: 1 } } });
    await results.return?.();
    await until(() => doors.events.open.length === 0);
  });

  test('is all that those may follow of whom it is required, under its own hash', async () => {
    const opened = doors.events.opened.length;
    const other = 'subscription { changed { number } }';
    expect(await codeOf({ query: other })).toBe('FORBIDDEN');
    expect(await codeOf({ query: other, documentId: sha256(NAMES) })).toBe('FORBIDDEN');
    expect(await codeOf({ query: other, extensions: byHash(NAMES) })).toBe('BAD_REQUEST');
    expect(await codeOf({ documentId: 'nobody' })).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(await codeOf({ extensions: byHash('subscription { nobody }') })).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(doors.events.opened).toHaveLength(opened);
  });
});

test('what nobody followed lately is planned for a person up to a bound', async () => {
  const trainer = `Bearer ${await doors.issuer.tokenFor(person(3, VATRA, ['TRAINER']))}`;
  const follow = (query: string) => doors.byEvents(trainer).iterate({ query });
  const opened = async (query: string) => {
    const before = doors.events.opened.length;
    const results = follow(query);
    void results.next();
    await until(() => doors.events.opened.length > before);
    await results.return?.();
  };
  await opened('subscription { changed { number } }');
  const refused = await follow('subscription Another { changed { number } }').next();
  expect(refused.value).toMatchObject({ errors: [{ extensions: { code: 'LIMITED' } }] });
  await until(() => doors.events.open.length === 0);
  await opened('subscription { changed { number } }');
  await opened(NAMES);
});

test('a message without an operation is refused', async () => {
  const results = doors.bySocket({ authorization: doors.token }).iterate({ query: '' });
  await expect(results.next()).rejects.toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
});
