import type { DataKey } from '@ura/vault';

/** Where a case's sealed values are kept: a table with one row a case. */
export interface SealedRow {
  readonly table: string;
  readonly caseId: string;
}

export type Texts<Name extends string> = { readonly [Column in Name]: string | null };
export type Sealed<Name extends string> = { readonly [Column in Name]: Buffer | null };

/** Texts sealed for their columns; what is not there stays so. */
export const sealAll = <Name extends string>(
  key: DataKey,
  { table, caseId }: SealedRow,
  columns: readonly Name[],
  texts: Texts<Name>,
): Sealed<Name> =>
  from(columns, column => {
    const text = texts[column];
    return text === null ? null : key.seal({ table, row: caseId, column }, text);
  });

/** The texts that were sealed so. */
export const openAll = <Name extends string>(
  key: DataKey,
  { table, caseId }: SealedRow,
  columns: readonly Name[],
  row: Sealed<Name>,
): Texts<Name> =>
  from(columns, column => {
    const sealed = row[column];
    return sealed === null ? null : key.open({ table, row: caseId, column }, sealed);
  });

const from = <Name extends string, Value>(columns: readonly Name[], value: (column: Name) => Value) =>
  Object.fromEntries(columns.map(column => [column, value(column)])) as { [Column in Name]: Value };

/** Several short codes in one text. */
export const joined = (codes: readonly string[]): string | null => codes.join(' ') || null;
export const parted = (text: string | null): string[] => (text === null ? [] : text.split(' '));
