/** One row for each key, in the order of the keys; null where there is none. What a DataLoader needs. */
export const inOrder = <Row>(
  keys: readonly string[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): (Row | null)[] => {
  const found = new Map(rows.map(row => [keyOf(row), row]));
  return keys.map(key => found.get(key) ?? null);
};

/** The rows of each key, in the order of the keys and the order in which the rows came. */
export const grouped = <Row>(
  keys: readonly string[],
  rows: readonly Row[],
  keyOf: (row: Row) => string | null,
): Row[][] => {
  const groups = new Map<string | null, Row[]>(keys.map(key => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return keys.map(key => groups.get(key) ?? []);
};

/** The rows that are there, of a load in which some may not be. */
export const present = <Row>(rows: readonly (Row | null | Error)[]): Row[] =>
  rows.filter((row): row is Row => row !== null && !(row instanceof Error));
