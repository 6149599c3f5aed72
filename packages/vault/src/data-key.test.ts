import { inspect } from 'node:util';
import fc from 'fast-check';
import { KEY_BYTES } from './cipher';
import { DataKey, type Place } from './data-key';
import { VaultFailure } from './failure';

const key = () => new DataKey(Buffer.alloc(KEY_BYTES, 7));
const place: Place = { table: 'survivor', row: '1', column: 'given_name' };
const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const word = fc.string({ maxLength: 12 });
const places = fc.record({ table: word, row: word, column: word });

test('what is sealed opens in its place', () => {
  fc.assert(
    fc.property(places, text, (at, secret) => {
      expect(key().open(at, key().seal(at, secret))).toBe(secret);
    }),
  );
});

test('P56 what is moved to another table, row or column does not open', () => {
  fc.assert(
    fc.property(places, places, text, (from, to, secret) => {
      fc.pre(from.table !== to.table || from.row !== to.row || from.column !== to.column);
      const sealed = key().seal(from, secret);
      expect(() => key().open(to, sealed)).toThrow(VaultFailure);
    }),
  );
});

test('P56 no two places read the same, wherever their parts begin', () => {
  const sealed = key().seal({ table: 'ab', row: 'c', column: 'd' }, 'Demo Testova');
  expect(() => key().open({ table: 'a', row: 'bc', column: 'd' }, sealed)).toThrow(VaultFailure);
  expect(() => key().open({ table: 'ab', row: '', column: 'cd' }, sealed)).toThrow(VaultFailure);
});

test('a change of any one byte, or any cut, is noticed', () => {
  const sealed = key().seal(place, 'Demo Testova');
  for (let at = 0; at < sealed.length; at++) {
    for (const change of [1, 0x80, 0xff]) {
      const changed = Buffer.from(sealed);
      changed[at] = changed[at]! ^ change;
      expect(() => key().open(place, changed)).toThrow(VaultFailure);
    }
    expect(() => key().open(place, sealed.subarray(0, at))).toThrow(VaultFailure);
  }
  expect(() => key().open(place, Buffer.concat([sealed, Buffer.of(0)]))).toThrow(VaultFailure);
});

test("another person's key opens nothing", () => {
  const other = new DataKey(Buffer.alloc(KEY_BYTES, 8));
  expect(() => other.open(place, key().seal(place, 'Demo Testova'))).toThrow(VaultFailure);
});

test('the same text is never sealed the same, and its length shows to 32 bytes only', () => {
  const sealed = ['', 'Ana', 'Ana', 'Demo Testova e Vlorës'].map(name => key().seal(place, name));
  expect(new Set(sealed.map(each => each.toString('hex'))).size).toBe(4);
  expect(new Set(sealed.map(each => each.length)).size).toBe(1);
  expect(key().seal(place, 'x'.repeat(29)).length).toBe(sealed[0]!.length + 32);
});

test('P9 a failure holds neither the text nor what was sealed, nor a cause', () => {
  const sealed = key().seal(place, 'Demo Testova');
  sealed[20] = sealed[20]! ^ 1;
  let failure: unknown;
  try {
    key().open(place, sealed);
  } catch (error) {
    failure = error;
  }
  const told = inspect(failure, { depth: 9, showHidden: true });
  expect(told).toContain('A sealed value does not open');
  expect(told).not.toMatch(/Testova|cause/);
  expect(told).not.toContain(sealed.toString('hex').slice(0, 16));
  expect(told).not.toContain(sealed.toString('base64').slice(0, 16));
});

test('a key that was put away opens nothing, and its memory is overwritten', () => {
  const bytes = Buffer.alloc(KEY_BYTES, 7);
  const gone = new DataKey(bytes);
  const sealed = gone.seal(place, 'Demo Testova');
  gone[Symbol.dispose]();
  expect(bytes.equals(Buffer.alloc(KEY_BYTES))).toBe(true);
  expect(() => gone.open(place, sealed)).toThrow('put away');
});

test('P9 a key cannot be printed or serialised', () => {
  const printed = `${inspect(key(), { depth: 9, showHidden: true })} ${JSON.stringify(key())} ${key()}`;
  expect(printed).not.toMatch(/07|\b7\b|Buffer/);
});
