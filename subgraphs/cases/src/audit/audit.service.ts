import { isMember, type Viewer } from '@ura/access';
import { type AuditVerification, entriesOf, type RecordedEntry, verifyAudit } from '@ura/audit';
import type { ScopedDatabase } from '@ura/database';
import { Invalid, Unauthenticated } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import type { CaseService } from '../case/case.service';
import { anchors } from '../env';
import type { AccessEntry } from './audit.entity';
import type { AccessLogArgs } from './audit.inputs';
import { maySeeWhoLooked } from './audit.rules';

/** Who looked at what, and whether the list of it is whole. */
export class AuditService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly cases: CaseService,
    private readonly viewer: Viewer,
  ) {}

  /** Null where the case is not there, and where this is not for the viewer: the same. */
  async log({ caseId, ...page }: AccessLogArgs): Promise<Page<AccessEntry> | null> {
    const before = seqAfter(page.after);
    const found = await this.cases.byId(caseId);
    if (!found || !maySeeWhoLooked(this.viewer, found)) return null;
    const entries = await this.database.run(manager =>
      entriesOf(manager, found.id, { first: page.first + 1, before }),
    );
    return pageOf(entries.map(shown), page, ({ seq }) => [String(seq)]);
  }

  verify(): Promise<AuditVerification> {
    const { viewer } = this;
    if (!isMember(viewer)) throw new Unauthenticated();
    return verifyAudit(this.database, { organisationId: viewer.organisationId, anchors });
  }
}

const seqAfter = (after: string | null | undefined): number | null => {
  const key = keyAfter(after);
  if (!key) return null;
  if (key.length !== 1 || !/^[1-9]\d{0,14}$/.test(key[0]!)) {
    throw new Invalid('after', 'This is not a cursor of this list.');
  }
  return Number(key[0]);
};

/** A line of the audit as it is shown. */
export const shown = ({ at, actorId, actorOrganisationId, ...entry }: RecordedEntry): AccessEntry => ({
  ...entry,
  happenedAt: at,
  workerId: actorId,
  organisationId: actorOrganisationId,
});
