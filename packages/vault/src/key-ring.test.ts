import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { newId } from '@ura/database';
import { blindIndex, blindIndexes } from './blind-index';
import { VaultFailure } from './failure';
import { keyRing, keyRingFile, newKey, newRootRing } from './key-ring';
import { COALITION } from './key-service';
import { KeyRing } from './ring';

const versions = (...keys: string[]) => ({
  current: keys.length,
  versions: Object.fromEntries(keys.map((key, index) => [index + 1, key])),
});
const own = (wrapping = versions(newKey()), index = versions(newKey())) => ({ wrapping, index });
const ring = (value: object) => keyRing(JSON.stringify(value));
const root = () => keyRing(newRootRing(), { mayHaveRoot: true });
const owner = () => ({ organisationId: newId(), personId: newId() });

test('P56 a data key unwraps for its organisation, person and version only', async () => {
  const [keys, ana, besa] = [root(), owner(), owner()];
  const bytes = randomBytes(32);
  const { version, wrapped } = await keys.wrap(ana, bytes);
  expect(await keys.unwrap(ana, { version, wrapped })).toEqual(bytes);
  const moved = [{ ...ana, personId: besa.personId }, { ...ana, organisationId: besa.organisationId }, besa];
  for (const other of moved)
    await expect(keys.unwrap(other, { version, wrapped })).rejects.toThrow(VaultFailure);
  await expect(keys.unwrap(ana, { version: 2, wrapped })).rejects.toThrow('no version 2');
});

test('P56 two organisations that were given one key by mistake still cannot open for each other', async () => {
  const [ana, besa] = [owner(), owner()];
  const same = { current: 1, keys: new Map([[1, randomBytes(32)]]) };
  const both = [ana, besa].map(each => [each.organisationId, { wrapping: same, index: same }] as const);
  const keys = new KeyRing({ organisations: new Map(both) });
  const wrapped = await keys.wrap(ana, randomBytes(32));
  const moved = keys.unwrap({ ...ana, organisationId: besa.organisationId }, wrapped);
  await expect(moved).rejects.toThrow('does not open');
});

test('a key wrapped under an earlier version unwraps until that version is taken out of the ring', async () => {
  const who = owner();
  const [first, second, index] = [newKey(), newKey(), versions(newKey())];
  const of = (wrapping: object) => ring({ organisations: { [who.organisationId]: { wrapping, index } } });
  const bytes = randomBytes(32);
  const old = await of(versions(first)).wrap(who, bytes);
  const rotated = of(versions(first, second));
  expect(await rotated.unwrap(who, old)).toEqual(bytes);
  expect(await rotated.wrap(who, bytes)).toMatchObject({ version: 2 });
  const later = of({ current: 2, versions: { 2: second } });
  await expect(later.unwrap(who, old)).rejects.toThrow('no version 1');
});

test('an organisation without a key is an error, never a value in clear', async () => {
  const [keys, who] = [ring({ organisations: { [newId()]: own() } }), owner()];
  const missing = `The key ring has no wrapping key of organisation ${who.organisationId}.`;
  await expect(keys.wrap(who, randomBytes(32))).rejects.toThrow(missing);
  await expect(keys.currentVersion(who.organisationId)).rejects.toThrow(missing);
  await expect(keys.marks(who.organisationId, 'name', 'ana')).rejects.toThrow('no index key of organisation');
  await expect(keys.marks(COALITION, 'name', 'ana')).rejects.toThrow('no index key of the coalition');
});

test('a root stands in for any organisation on one machine, and is refused elsewhere', async () => {
  const json = newRootRing();
  const who = owner();
  const { version, wrapped } = await keyRing(json, { mayHaveRoot: true }).wrap(who, Buffer.alloc(32, 1));
  const again = keyRing(json, { mayHaveRoot: true });
  expect(await again.unwrap(who, { version, wrapped })).toEqual(Buffer.alloc(32, 1));
  expect(() => keyRing(json)).toThrow('root: is for one machine');
});

describe('a blind index', () => {
  const indexed = { holder: newId(), purpose: 'survivor.name', text: 'ana hoxha' };

  test('is equal for equal texts and says nothing of them', async () => {
    const keys = root();
    const mark = await blindIndex(keys, indexed);
    expect(await blindIndex(keys, { ...indexed })).toBe(mark);
    expect(mark).toMatch(/^1\.[\w-]{43}$/);
  });

  test('P56 of equal names differs between organisations, purposes, texts and rings', async () => {
    const keys = root();
    const others = [{ holder: newId() }, { holder: COALITION }, { purpose: 'phone' }, { text: 'ana hoxhaj' }];
    const marks = await Promise.all([
      blindIndex(keys, indexed),
      ...others.map(other => blindIndex(keys, { ...indexed, ...other })),
      blindIndex(root(), indexed),
    ]);
    expect(new Set(marks).size).toBe(6);
  });

  test('made before a rotation is still found after it', async () => {
    const [first, second] = [newKey(), newKey()];
    const of = (index: ReturnType<typeof versions>) =>
      ring({ organisations: { [indexed.holder]: own(versions(newKey()), index) } });
    const before = await blindIndex(of(versions(first)), indexed);
    const rotated = of(versions(first, second));
    expect(await blindIndexes(rotated, indexed)).toContain(before);
    expect(await blindIndex(rotated, indexed)).toMatch(/^2\./);
  });
});

describe('a ring that is wrong', () => {
  const id = newId();
  const key = newKey();
  const wrong: readonly (readonly [string, unknown, string])[] = [
    ['nothing', {}, 'organisations: is missing'],
    ['a list', [], 'The key ring: expected an object'],
    ['an unknown part', { organisations: {}, roots: 1 }, 'roots: is not a part of a key ring'],
    ['no id', { organisations: { vatra: own() } }, 'organisations.vatra: expected the id of an organisation'],
    ['one use only', { organisations: { [id]: { wrapping: versions(key) } } }, `${id}.index: is missing`],
    ['a third use', { organisations: { [id]: { ...own(), token: 1 } } }, `${id}.token: is not a part`],
    ['a short key', { organisations: { [id]: own(versions('c2hvcnQ')) } }, 'versions.1: expected 32 bytes'],
    ['a key in hex', { coalition: versions('ab'.repeat(32)) }, 'coalition.versions.1: expected 32 bytes'],
    ['other characters', { coalition: versions(`${key}!`) }, 'coalition.versions.1: expected 32 bytes'],
    [
      'a wrong version',
      { coalition: { current: 1, versions: { 1: key, '01': newKey() } } },
      'from 1 to 9999',
    ],
    ['no current', { coalition: { versions: { 1: key } } }, 'coalition.current: expected the number'],
    [
      'an unknown current',
      { coalition: { current: 2, versions: { 1: key } } },
      'coalition.current: expected',
    ],
    [
      'one key twice',
      { organisations: { [id]: own(versions(key), versions(key)) } },
      'same key is there twice',
    ],
    [
      'one organisation twice',
      { organisations: { [id]: own(), [id.toUpperCase()]: own() } },
      'is there twice',
    ],
    ['a root beside organisations', { root: versions(key), organisations: {} }, 'root: stands in place of'],
  ];

  test.each(wrong)('%s is told by its place', (_what, value, sentence) => {
    expect(() => ring(value as object)).toThrow(sentence);
  });

  test('is never told by its value', () => {
    const secret = 'hunter2-hunter2';
    const texts = [secret, `{"root":"${secret}`, JSON.stringify({ coalition: versions(secret) })];
    for (const json of texts) {
      let told = '';
      try {
        keyRing(json);
      } catch (error) {
        told = inspect(error, { depth: 9, showHidden: true });
      }
      expect(told).toContain('The key ring cannot be used');
      expect(told).not.toContain('hunter2');
    }
  });

  test('has all its problems told at once', () => {
    expect(() => ring({ organisations: { vatra: {} }, coalition: {} })).toThrow(
      /vatra: .*vatra\.wrapping: .*vatra\.index: .*coalition\.versions: .*coalition\.current: /,
    );
  });
});

test('a ring is read from a file, and a file that is not there is a clear sentence', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-ring-'));
  const file = path.join(folder, 'ring.json');
  expect(() => keyRingFile(file)).toThrow("The key ring's file cannot be read: ENOENT.");
  writeFileSync(file, newRootRing(), { mode: 0o600 });
  expect(keyRingFile(file, { mayHaveRoot: true })).toBeDefined();
  rmSync(folder, { recursive: true });
});

test('a ring cannot be printed or serialised', () => {
  const secret = newKey();
  const keys = ring({ organisations: { [newId()]: own(versions(secret)) } });
  const printed = `${inspect(keys, { depth: 9, showHidden: true })} ${JSON.stringify(keys)}`;
  expect(printed).not.toContain(secret);
  expect(printed).not.toContain(Buffer.from(secret, 'base64url').toString('hex').slice(0, 8));
  expect(printed).not.toContain('Buffer');
});
