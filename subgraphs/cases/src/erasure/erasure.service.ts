import { isMember, type Viewer } from '@ura/access';
import { entriesOf, record } from '@ura/audit';
import type { ScopedDatabase } from '@ura/database';
import { Conflict, Forbidden, Unauthenticated } from '@ura/errors';
import { type KeyService, PersonKeys } from '@ura/vault';
import type { EntityManager } from 'typeorm';
import { shown } from '../audit/audit.service';
import { Case } from '../case/case.entity';
import { caseForWork } from '../case/case.service';
import type { CaseDesk } from '../case/case-desk.service';
import type { SafeContactService } from '../safe-contact/safe-contact.service';
import { safeContactColumns } from '../safe-contact/sealed-safe-contact.entity';
import { survivorColumns } from '../survivor/sealed-survivor.entity';
import { openAll, type Sealed } from '../survivor/sealing';
import type { SurvivorService } from '../survivor/survivor.service';
import { tell } from '../timeline/timeline.service';
import type { SurvivorExport } from './erasure.entity';
import type { EraseSurvivorInput, ExportSurvivorDataInput, SetLegalHoldInput } from './erasure.inputs';
import { isOfficerOf, whyNotErase } from './erasure.rules';
import { forgetSurvivor } from './forget';

/** Longer than anybody's case: the list of who looked is given whole. */
const ALL = 100_000;

const sealedTables: Readonly<Record<string, readonly string[]>> = {
  safe_contact: safeContactColumns,
  survivor: survivorColumns,
};

type Row = Record<string, unknown>;
type Records = Record<string, Row[]>;

/** A survivor's rights to what is kept of her: that it stays, that she is given it, and that it goes. */
export class ErasureService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly desk: CaseDesk,
    private readonly survivors: SurvivorService,
    private readonly safeContacts: SafeContactService,
    private readonly keys: KeyService,
    private readonly viewer: Viewer,
  ) {}

  hold(input: SetLegalHoldInput): Promise<Case> {
    return this.desk.change('setLegalHold', input, async (manager, viewer) => {
      const { caseId: id, isHeld, reason } = input;
      const found = await this.caseFor(manager, id);
      if (found.legalHold === isHeld) return id;
      await manager.update(Case, { id }, { legalHold: isHeld });
      const event = { kind: 'LEGAL_HOLD_CHANGED', part: 'RECORD', detail: reason } as const;
      await tell(manager, { caseId: id, ...event, actorId: viewer.id });
      const action = isHeld ? 'LEGAL_HOLD' : 'LEGAL_HOLD_END';
      await record(manager, [{ organisationId: found.organisationId, action, subjectId: id, reason }]);
      return id;
    });
  }

  /** Throws Conflict under a legal hold, and for a case that has not ended. Erasing twice is erasing once. */
  erase(input: EraseSurvivorInput): Promise<Case> {
    const { caseId, reason } = input;
    this.survivors.forget(caseId);
    this.safeContacts.forget(caseId);
    return this.desk.change('eraseSurvivor', input, async (manager, viewer) => {
      const found = await this.caseFor(manager, caseId);
      const why = whyNotErase(found);
      if (why) throw new Conflict(why);
      await forgetSurvivor(manager, this.keys, found, { reason, actorId: viewer.id });
      return caseId;
    });
  }

  /** Everything of a case, opened, in one transaction with the line that says who took it out. */
  export({ caseId }: ExportSurvivorDataInput): Promise<SurvivorExport> {
    const { viewer } = this;
    if (!isMember(viewer)) throw new Unauthenticated();
    return this.database.run(async manager => {
      const found = await caseForWork(manager, viewer, caseId);
      const [{ records, now }]: [{ records: Records | null; now: Date }] = await manager.query(
        'select export_case($1) as records, now() as now',
        [caseId],
      );
      if (!records) throw new Forbidden();
      const opened = await this.opened(manager, caseId, records);
      const { organisationId } = found;
      await record(manager, [{ organisationId, action: 'EXPORT', subjectId: caseId }]);
      const entries = await entriesOf(manager, caseId, { first: ALL });
      return {
        caseId,
        exportedAt: now,
        records: JSON.stringify(opened, null, 2),
        whoLooked: entries.map(shown),
      };
    });
  }

  private async caseFor(manager: EntityManager, id: string): Promise<Case> {
    const found = await caseForWork(manager, this.viewer, id);
    if (!isOfficerOf(this.viewer, found)) throw new Forbidden();
    return found;
  }

  private async opened(manager: EntityManager, caseId: string, records: Records): Promise<Records> {
    using keys = new PersonKeys(this.keys);
    const key = await keys.one(manager, caseId);
    const place = (table: string) => ({ table, caseId });
    const tables = Object.entries(records).map(([table, rows]) => {
      const columns = sealedTables[table];
      if (!columns) return [table, rows];
      const texts = (row: Row) => key && openAll(key, place(table), columns, sealedIn(row, columns));
      return [table, rows.map(row => ({ ...withoutSealed(row), ...texts(row) }))];
    });
    return Object.fromEntries(tables);
  }
}

/** How the database writes bytes into JSON. */
const isBytes = (value: unknown): value is string => typeof value === 'string' && value.startsWith('\\x');

const withoutSealed = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => !isBytes(value)));

const sealedIn = (row: Row, columns: readonly string[]): Sealed<string> =>
  Object.fromEntries(
    columns.map(column => {
      const value = row[column.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)];
      return [column, isBytes(value) ? Buffer.from(value.slice(2), 'hex') : null];
    }),
  );
