import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isId } from '@ura/database';
import { KEY_BYTES } from './cipher';
import { KeyRing, type OrganisationKeys, type Versions } from './ring';

export interface KeyRingOptions {
  /** Whether a root may stand in for the organisations' own keys: on one machine, never in production. */
  readonly mayHaveRoot?: boolean;
}

/**
 * Reads a key ring; the README shows one. Throws an error whose message names all that is wrong with it,
 * by its place and never by its value.
 */
export const keyRing = (json: string, { mayHaveRoot = false }: KeyRingOptions = {}): KeyRing => {
  const problems: string[] = [];
  const { organisations, coalition, root, ...rest } = entries(parsed(json), 'The key ring', problems);
  for (const name of Object.keys(rest)) problems.push(`${name}: is not a part of a key ring`);
  const keys = {
    organisations: organisationsIn(organisations, problems),
    ...(coalition !== undefined && { coalition: versionsIn(coalition, 'coalition', problems) }),
    ...(root !== undefined && { root: versionsIn(root, 'root', problems) }),
  };
  if (root !== undefined && !mayHaveRoot) {
    problems.push('root: is for one machine; here each organisation needs keys of its own');
  }
  if (root !== undefined && organisations !== undefined) {
    problems.push('root: stands in place of organisations, never beside them');
  }
  if (organisations === undefined && root === undefined) problems.push('organisations: is missing');
  const all = [...keys.organisations.values()].flatMap(({ wrapping, index }) => [wrapping, index]);
  sameTwice([...all, keys.coalition, keys.root], problems);
  if (problems.length > 0) throw new Error(`The key ring cannot be used: ${problems.join('; ')}.`);
  return new KeyRing(keys);
};

/** Reads a key ring from a file that only the service may read. */
export const keyRingFile = (path: string, options?: KeyRingOptions): KeyRing => {
  let json: string;
  try {
    json = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`The key ring's file cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
  return keyRing(json, options);
};

/** A new key for a ring: 32 random bytes in base64url. */
export const newKey = (): string => randomBytes(KEY_BYTES).toString('base64url');

/** A new ring for one machine, as JSON: any organisation's keys come from its one root. */
export const newRootRing = (): string =>
  JSON.stringify({ root: { current: 1, versions: { 1: newKey() } } }, null, 2);

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's own message quotes the text, which is made of keys.
    throw new Error('The key ring cannot be used: it is not JSON.');
  }
}

function entries(value: unknown, at: string, problems: string[]): Record<string, unknown> {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { ...value };
  problems.push(`${at}: ${value === undefined ? 'is missing' : 'expected an object'}`);
  return {};
}

function organisationsIn(value: unknown, problems: string[]): Map<string, OrganisationKeys> {
  const found = new Map<string, OrganisationKeys>();
  if (value === undefined) return found;
  for (const [id, keys] of Object.entries(entries(value, 'organisations', problems))) {
    const at = `organisations.${id}`;
    if (!isId(id)) problems.push(`${at}: expected the id of an organisation`);
    if (found.has(id.toLowerCase())) problems.push(`${at}: is there twice`);
    const { wrapping, index, ...rest } = entries(keys, at, problems);
    for (const name of Object.keys(rest)) problems.push(`${at}.${name}: is not a part of a key ring`);
    found.set(id.toLowerCase(), {
      wrapping: versionsIn(wrapping, `${at}.wrapping`, problems),
      index: versionsIn(index, `${at}.index`, problems),
    });
  }
  return found;
}

function versionsIn(value: unknown, at: string, problems: string[]): Versions {
  const { current, versions } = entries(value, at, problems);
  const keys = new Map<number, Buffer>();
  if (value === undefined) return { current: 0, keys };
  for (const [version, text] of Object.entries(entries(versions, `${at}.versions`, problems))) {
    const key = Buffer.from(typeof text === 'string' ? text : '', 'base64url');
    if (!/^[1-9]\d{0,3}$/.test(version)) problems.push(`${at}.versions: expected numbers from 1 to 9999`);
    // Node skips what is not base64url, so what was read must write the same again.
    if (key.length !== KEY_BYTES || key.toString('base64url') !== text) {
      problems.push(`${at}.versions.${version}: expected ${KEY_BYTES} bytes in base64url`);
    }
    keys.set(Number(version), key);
  }
  if (typeof current !== 'number' || !keys.has(current)) {
    problems.push(`${at}.current: expected the number of one of its versions`);
    return { current: 0, keys };
  }
  return { current, keys };
}

/** One key with two uses would make the one's loss the other's. */
function sameTwice(versions: (Versions | undefined)[], problems: string[]): void {
  const keys = versions.flatMap(each => [...(each?.keys.values() ?? [])]).filter(key => key.length > 0);
  const distinct = new Set(keys.map(key => key.toString('base64url')));
  if (distinct.size < keys.length) problems.push('the same key is there twice: each must be random and new');
}
