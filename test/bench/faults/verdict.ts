/** What came of one question: right in all, right as of a while ago, right in part, nothing, or wrong. */
export type Verdict = 'whole' | 'degraded' | 'partial' | 'nothing' | 'wrong';

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string };
  }[];
  readonly extensions?: { readonly degraded?: readonly { readonly asOf: string | null }[] };
}

/**
 * Holds an answer against the right one: every value is right, or null with an error at its place. Anything
 * else is wrong, also where the answer says that it is of a while ago: nothing that is asked here changes.
 */
export const verdictOf = (answer: Answer, right: unknown): Verdict => {
  const { data, errors = [], extensions } = answer;
  if (data === undefined) return errors.length > 0 ? 'nothing' : 'wrong';
  const missing = { count: 0 };
  if (!agrees(data, right, [], errors, missing)) return 'wrong';
  if (missing.count > 0) {
    return data && Object.values(data).some(value => value !== null) ? 'partial' : 'nothing';
  }
  if (errors.length > 0) return 'wrong';
  return extensions?.degraded ? 'degraded' : 'whole';
};

type Place = readonly (string | number)[];

const agrees = (
  given: unknown,
  right: unknown,
  place: Place,
  errors: NonNullable<Answer['errors']>,
  missing: { count: number },
): boolean => {
  if (given === null && right !== null) {
    missing.count += 1;
    return errors.some(({ path }) => path && isWithin(path, place));
  }
  if (typeof given !== 'object' || given === null || typeof right !== 'object' || right === null) {
    return given === right;
  }
  const [keys, rightKeys] = [Object.keys(given), Object.keys(right)];
  return (
    keys.length === rightKeys.length &&
    keys.every((key, index) => {
      if (key !== rightKeys[index]) return false;
      const step = Array.isArray(given) ? Number(key) : key;
      return agrees(
        (given as Record<string, unknown>)[key],
        (right as Record<string, unknown>)[key],
        [...place, step],
        errors,
        missing,
      );
    })
  );
};

/**
 * Null rises, so the error may lie deeper than the null that stands for it; and an entity that could not be
 * asked has one error at its own place for all that is missing in it.
 */
const isWithin = (path: Place, place: Place): boolean =>
  path.length > 0 && path.every((step, index) => index >= place.length || place[index] === step);
