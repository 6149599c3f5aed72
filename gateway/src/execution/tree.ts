/** An object of an answer, as JSON has it. */
export type Tree = Record<string, unknown>;

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Merges what another fetch found into what is there: objects key by key, lists of one length item by
 * item, anything else takes the place of what was.
 */
export const merge = (target: Tree, source: Tree): void => {
  for (const key in source) {
    const value = source[key];
    // No field is called so, and written like any other it would reach what all objects share.
    if (value === undefined || key === '__proto__') continue;
    const present = target[key];
    if (present === undefined || present === null || typeof value !== 'object' || value === null) {
      target[key] = value;
    } else if (!Array.isArray(value)) {
      if (typeof present === 'object') merge(present as Tree, value as Tree);
      else target[key] = value;
    } else if (Array.isArray(present) && present.length === value.length) {
      mergeItems(present, value);
    } else {
      target[key] = value;
    }
  }
};

const mergeItems = (target: unknown[], source: readonly unknown[]): void => {
  for (let index = 0; index < source.length; index += 1) {
    const [present, value] = [target[index], source[index]];
    if (isTree(present) && isTree(value)) merge(present, value);
    else target[index] = value;
  }
};

/** A copy that shares nothing with what it was made of. */
export const copy = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as Value;
  const made: Tree = {};
  for (const key in value) if (key !== '__proto__') made[key] = copy(value[key]);
  return made as Value;
};

/** A way into an answer: names, and `@` for every item of a list. */
export type Path = readonly string[];

/** The objects at the end of a path, in order, without those that are null. */
export const collect = (value: unknown, path: Path, from: number, found: Tree[]): void => {
  if (value === null || typeof value !== 'object') return;
  if (from === path.length) {
    if (!Array.isArray(value)) found.push(value as Tree);
    else for (const item of value) collect(item, path, from, found);
    return;
  }
  const step = path[from]!;
  if (step !== '@') {
    if (!Array.isArray(value)) collect((value as Tree)[step], path, from + 1, found);
    return;
  }
  if (Array.isArray(value)) for (const item of value) collect(item, path, from + 1, found);
};

/** Where {@link collect} found each object: the same walk with the numbers of the items. */
export const places = (root: unknown, path: Path): (string | number)[][] => {
  const found: (string | number)[][] = [];
  const walk = (value: unknown, from: number, at: (string | number)[]): void => {
    if (value === null || typeof value !== 'object') return;
    const step = path[from];
    if (step === undefined) {
      if (!Array.isArray(value)) found.push(at);
      else for (const [index, item] of value.entries()) walk(item, from, [...at, index]);
    } else if (step !== '@') {
      if (!Array.isArray(value)) walk((value as Tree)[step], from + 1, [...at, step]);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) walk(item, from + 1, [...at, index]);
    }
  };
  walk(root, 0, []);
  return found;
};
