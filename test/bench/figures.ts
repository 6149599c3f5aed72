/** The value below which so many of a hundred lie. */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!;
};

export const median = (values: readonly number[]): number => percentile(values, 50);

export const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

/** A table for a person: one row a record, columns aligned, texts to the left and numbers to the right. */
export const table = (rows: readonly Readonly<Record<string, number | string>>[]): string => {
  const names = Object.keys(rows[0] ?? {});
  const cells = rows.map(row => names.map(name => cell(row[name]!)));
  const widths = names.map((name, column) => Math.max(name.length, ...cells.map(row => row[column]!.length)));
  const isText = names.map(name => typeof rows[0]![name] === 'string');
  const line = (texts: readonly string[]) =>
    texts
      .map((text, column) => (isText[column] ? text.padEnd(widths[column]!) : text.padStart(widths[column]!)))
      .join('  ')
      .trimEnd();
  return [line(names), ...cells.map(line)].join('\n');
};

const cell = (value: number | string): string => {
  if (typeof value === 'string' || Number.isInteger(value)) return String(value);
  return value < 1 ? value.toFixed(3) : value.toFixed(value < 10 ? 2 : 1);
};
