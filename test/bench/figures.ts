/** The value below which so many of a hundred lie. */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!;
};

export const median = (values: readonly number[]): number => percentile(values, 50);

export const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

/** A table for a person: one row a record, columns aligned. */
export const table = (rows: readonly Record<string, number>[]): string => {
  const names = Object.keys(rows[0] ?? {});
  const cells = rows.map(row =>
    names.map(name => (Number.isInteger(row[name]) ? String(row[name]) : row[name]!.toFixed(1))),
  );
  const widths = names.map((name, column) => Math.max(name.length, ...cells.map(row => row[column]!.length)));
  const line = (texts: readonly string[]) =>
    texts.map((text, column) => text.padStart(widths[column]!)).join('  ');
  return [line(names), ...cells.map(line)].join('\n');
};
