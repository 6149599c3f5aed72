import { COALITION, type KeyService } from './key-service';
import { normaliseName } from './name';

/** A person as two organisations may compare them. */
export interface Comparable {
  /** What the tokens are for, such as `duplicates`: tokens of two purposes cannot be compared. */
  readonly purpose: string;
  /** All full names, such as one from before a marriage. */
  readonly names: readonly string[];
  /** ISO 8601, as far as it is known: 2009-03-14, 2009-03 or 2009. */
  readonly born: string;
}

/**
 * The tokens to keep for a person, so that other organisations can notice a possible duplicate: a keyed
 * HMAC with the coalition's key, over normalised name and birth date. They carry the version of that key,
 * so that they can be made anew. A name alone makes none.
 */
export const tokensToKeep = async (service: KeyService, person: Comparable): Promise<string[]> => {
  const known = precision(person.born);
  const shared = PRECISIONS.filter(each => each <= known);
  const texts = textsOf(
    person,
    shared.map(each => [each, known] as const),
  );
  const marks = await Promise.all(texts.map(text => service.marks(COALITION, person.purpose, text)));
  return marks.map(([current]) => current);
};

/**
 * The tokens under which others would have kept this person: one of them kept elsewhere is a possible
 * match. Those of earlier versions of the key are among them. Full dates match when they are equal; where
 * one side knows only the month or year, that must be equal.
 */
export const tokensToSeek = async (service: KeyService, person: Comparable): Promise<string[]> => {
  const known = precision(person.born);
  const texts = textsOf(
    person,
    PRECISIONS.map(each => [Math.min(each, known), each] as const),
  );
  const marks = await Promise.all(texts.map(text => service.marks(COALITION, person.purpose, text)));
  return marks.flat();
};

/** Lengths of a year, a month and a day. */
const PRECISIONS = [4, 7, 10] as const;

const precision = (born: string): number => {
  if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(born))
    throw new TypeError('A birth date is written 2009-03-14, 2009-03 or 2009.');
  return born.length;
};

/**
 * A token says how much of the date it covers and how much its keeper knows. Without the latter, two
 * people of one name and year would match although both their birthdays are known to differ.
 */
const textsOf = (
  { names, born }: Comparable,
  pairs: readonly (readonly [covered: number, kept: number])[],
) => {
  const known = new Set(names.map(normaliseName).filter(Boolean));
  return [...known].flatMap(name =>
    pairs.map(([covered, kept]) => `${name}|${born.slice(0, covered)}|${kept}`),
  );
};
