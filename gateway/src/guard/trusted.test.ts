import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Guard } from './guard';
import { usualSettings } from './settings';
import { startToy, type Toy } from './toy.fixture';
import { trustedDocuments } from './trusted';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const KNOWN = 'query Known { open }';
const BIG = `{ home ${'{ next '.repeat(20)} { name } ${'}'.repeat(20)} }`;
const MANIFESTS = {
  'GraphQL Code Generator': { [sha256(KNOWN)]: KNOWN, big: BIG },
  Apollo: {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [
      { id: sha256(KNOWN), name: 'Known', type: 'query', body: KNOWN },
      { id: 'big', name: 'Big', type: 'query', body: BIG },
    ],
  },
};
const folder = mkdtempSync(path.join(tmpdir(), 'ura-trusted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (manifest: unknown) => {
  const name = path.join(folder, 'manifest.json');
  writeFileSync(name, typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  return name;
};
const byHash = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });
const registered = { status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] };
const unknown = { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] };

describe.each(Object.entries(MANIFESTS))('a manifest of %s', (_name, manifest) => {
  let toy: Toy;
  let lawyer: string;
  let trainer: string;
  beforeAll(async () => {
    const required = ['anonymous', 'LAWYER'];
    toy = await startToy({
      guard: {
        trustedDocuments: file(manifest),
        trustedDocumentsRequiredFor: required,
        // Two of what the trainer asks are not trusted.
        rates: { ...usualSettings.rates, plans: 2 },
      },
    });
    [lawyer, trainer] = [await toy.tokenOf(), await toy.tokenOf({ roles: ['TRAINER'] })];
  });
  afterAll(() => toy.stop());
  beforeEach(() => void toy.toy.asked.splice(0));

  test.each<[string, object]>([
    ['by documentId', { documentId: sha256(KNOWN) }],
    ['by hash', { extensions: byHash(KNOWN) }],
    ['by its text', { query: KNOWN }],
    ['by its text with other spaces', { query: '  query Known {\n open,\n }' }],
    ['by its text and hash', { query: KNOWN, extensions: byHash(KNOWN) }],
  ])('is asked from %s', async (_claim, body) => {
    expect(await toy.ask(body, lawyer)).toMatchObject({ status: 200, data: { open: 'yes' } });
    expect(await toy.ask(body)).toMatchObject({ status: 200, data: { open: 'yes' } });
  });

  test('is asked through an address too', async () => {
    expect(await toy.get({ documentId: sha256(KNOWN) })).toMatchObject({ data: { open: 'yes' } });
    const extensions = JSON.stringify(byHash(KNOWN));
    expect(await toy.get({ extensions }, lawyer)).toMatchObject({ data: { open: 'yes' } });
  });

  test('is all that those may ask of whom it is required, and others may ask what they like', async () => {
    const query = '{ again: open }';
    expect(await toy.ask({ query }, lawyer)).toMatchObject(registered);
    expect(await toy.ask({ query })).toMatchObject(registered);
    expect(toy.toy.asked).toEqual([]);
    // Whoever has no role may no more than anybody.
    expect(await toy.ask({ query }, await toy.tokenOf({ roles: [] }))).toMatchObject(registered);
    expect(toy.toy.asked).toEqual([]);
    expect((await toy.ask({ query }, trainer)).status).toBe(200);
    expect(toy.toy.asked).toHaveLength(1);
  });

  test('is not got around by what somebody else registered', async () => {
    const query = '{ smuggled: open }';
    expect((await toy.ask({ query, extensions: byHash(query) }, trainer)).status).toBe(200);
    toy.toy.asked.splice(0);
    expect(await toy.ask({ extensions: byHash(query) }, lawyer)).toMatchObject(registered);
    const both = { documentId: sha256(KNOWN), extensions: byHash(query) };
    expect(await toy.ask(both, lawyer)).toMatchObject({ data: { open: 'yes' } });
    await toy.ask({ query: ` ${KNOWN}` }, lawyer);
    const dressed = { documentId: sha256(` ${KNOWN}`), extensions: byHash(query) };
    expect(await toy.ask(dressed, lawyer)).toMatchObject(unknown);
    expect(toy.toy.asked.join()).not.toContain('smuggled');
  });

  test('is bound as everything else is', async () => {
    expect(await toy.ask({ documentId: 'big' }, lawyer)).toMatchObject({
      errors: [{ extensions: { code: 'LIMITED', bound: 15 } }],
    });
  });

  test('says so when it does not know an id', async () => {
    expect(await toy.ask({ documentId: 'nobody' }, trainer)).toMatchObject(unknown);
    expect(await toy.ask({ extensions: byHash('{ nobody: open }') }, lawyer)).toMatchObject(unknown);
    expect(await toy.ask({ documentId: '__proto__' }, lawyer)).toMatchObject(unknown);
  });
});

test.each([
  ['no JSON', '{'],
  ['a list', '["{ open }"]'],
  ['no texts', { a: 1 }],
  ['a text that is no GraphQL', { a: '"' }],
])('a file that is %s stops the start', (_claim, manifest) => {
  expect(() => trustedDocuments(file(manifest))).toThrow('cannot be read, or is no manifest');
});

test('requiring documents without a file of them stops the start', () => {
  expect(() => new Guard({ ...usualSettings, trustedDocumentsRequiredFor: ['anonymous'] })).toThrow(
    'there is no file of them',
  );
});

describe('without a manifest, automatic persisted queries', () => {
  let toy: Toy;
  beforeAll(async () => {
    toy = await startToy();
  });
  afterAll(() => toy.stop());

  test('are asked for once with their text, then by their hash', async () => {
    const query = '{ persisted: open }';
    expect(await toy.ask({ extensions: byHash(query) })).toMatchObject(unknown);
    expect((await toy.ask({ query, extensions: byHash(query) })).status).toBe(200);
    expect((await toy.ask({ extensions: byHash(query) })).status).toBe(200);
  });

  test('with a wrong hash are refused, and not remembered', async () => {
    const extensions = byHash('{ innocent: open }');
    expect(await toy.ask({ query: '{ evil: open }', extensions })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(await toy.ask({ extensions })).toMatchObject(unknown);
  });

  test('that are too large are not remembered', async () => {
    expect(await toy.ask({ query: BIG, extensions: byHash(BIG) })).toMatchObject({
      errors: [{ extensions: { code: 'LIMITED' } }],
    });
    expect(await toy.ask({ extensions: byHash(BIG) })).toMatchObject({
      errors: [{ extensions: { code: 'LIMITED' } }],
    });
  });
});
