import { type KeyService, onlyFailure, PersonKey, PersonKeys, type VaultFailure } from '@ura/vault';
import type { EntityTarget } from 'typeorm';
import type { CaseFile } from '../file/case-file.service';
import { openAll, type Sealed, type Texts } from './sealing';

interface WithKey {
  readonly person_id: string;
  readonly key_organisation_id: string;
  readonly key_version: number;
  readonly wrapped: Buffer | null;
  readonly destroyed_at: string | null;
}

/** A row, and what is sealed in it. */
export interface Opened<Name extends string, Row> {
  readonly row: Row;
  readonly texts: Texts<Name>;
}

/** Sealed rows of cases, one a case, opened for who may read them. */
export class SealedFile {
  constructor(
    private readonly file: CaseFile,
    private readonly keys: KeyService,
  ) {}

  /**
   * The rows of these cases and what is sealed in them, in the order of the ids: one statement, in one
   * transaction with the line that says who looked. Null where there is nothing, it is hidden, or it was
   * erased; what does not open is a failure of that case alone. Keys are put away when this returns.
   */
  async open<Name extends string, Row extends Sealed<Name> & { readonly caseId: string }>(
    entity: EntityTarget<Row>,
    { table, columns }: { readonly table: string; readonly columns: readonly Name[] },
    ids: readonly string[],
  ): Promise<(Opened<Name, Row> | VaultFailure | null)[]> {
    for (const id of ids) this.file.looksAt(id, 'IDENTITY');
    const rows = await this.file.allWith<Row, WithKey>(
      entity,
      `select sealed.*, key.person_id, key.organisation_id as key_organisation_id, key.key_version, key.wrapped,
              key.destroyed_at
         from ${table} as sealed join person_key as key on key.person_id = sealed.case_id
        where sealed.case_id = any($1)`,
      [ids],
    );
    using keys = new PersonKeys(this.keys);
    const openedOf = async (row: Row & WithKey): Promise<Opened<Name, Row> | null> => {
      const key = await keys.of(keyIn(row));
      return key && { row, texts: openAll(key, { table, caseId: row.caseId }, columns, row) };
    };
    const opened = new Map<string, Opened<Name, Row> | VaultFailure | null>();
    for (const row of rows) opened.set(row.caseId, await openedOf(row).catch(onlyFailure));
    return ids.map(id => opened.get(id) ?? null);
  }
}

const keyIn = (row: WithKey): PersonKey =>
  Object.assign(new PersonKey(), {
    personId: row.person_id,
    organisationId: row.key_organisation_id,
    keyVersion: row.key_version,
    wrapped: row.wrapped,
    destroyedAt: row.destroyed_at ? new Date(row.destroyed_at) : null,
  });
