import { type KeyService, PersonKey, PersonKeys } from '@ura/vault';
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

/** Sealed rows of cases, one a case, opened for who may read them. */
export class SealedFile {
  constructor(
    private readonly file: CaseFile,
    private readonly keys: KeyService,
  ) {}

  /**
   * The rows of these cases and what is sealed in them, in the order of the ids: one statement, in one
   * transaction with the line that says who looked. Null where there is nothing, it is hidden, or it was
   * erased. Keys are put away when this returns.
   */
  async open<Name extends string, Row extends Sealed<Name> & { readonly caseId: string }>(
    entity: EntityTarget<Row>,
    { table, columns }: { readonly table: string; readonly columns: readonly Name[] },
    ids: readonly string[],
  ): Promise<({ readonly row: Row; readonly texts: Texts<Name> } | null)[]> {
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
    const opened = new Map<string, { row: Row; texts: Texts<Name> }>();
    for (const row of rows) {
      const key = await keys.of(keyIn(row));
      if (key)
        opened.set(row.caseId, { row, texts: openAll(key, { table, caseId: row.caseId }, columns, row) });
    }
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
