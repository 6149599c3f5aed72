import { isMember, type Member, type Viewer } from '@ura/access';
import { record } from '@ura/audit';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Forbidden, Invalid, Limited, NotFound, Unauthenticated } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import { emergencies } from '../env';
import type { CaseFile } from '../file/case-file.service';
import { tell } from '../timeline/timeline.service';
import type { EmergencyAccessesArgs, OpenInEmergencyInput, ReviewEmergencyInput } from './emergency.inputs';
import { mayReviewEmergency } from './emergency.rules';
import { EmergencyAccess } from './emergency-access.entity';

/**
 * Cases that the owner's staff open in an emergency, the restricted ones too: for a short time, for
 * reading only, before the eyes of the team and the data officer, and reviewed by somebody else.
 */
export class EmergencyService {
  private readonly accesses = new DataLoader(async (ids: readonly string[]) => {
    const found = await this.file.all(EmergencyAccess, 'select * from emergency_access where id = any($1)', [
      ids,
    ]);
    return ids.map(id => found.find(access => access.id === id) ?? null);
  });

  constructor(
    private readonly database: ScopedDatabase,
    private readonly file: CaseFile,
    private readonly viewer: Viewer,
  ) {}

  /** Throws Limited when the month's are used up, and then whether or not there is such a case. */
  open(input: OpenInEmergencyInput): Promise<EmergencyAccess> {
    return this.change('openInEmergency', input, async (manager, viewer) => {
      const { reason } = input;
      await refuseTooMany(manager, viewer);
      const caseId = await this.found(manager, input);
      const id = newId();
      await manager.query(
        `insert into emergency_access (id, case_id, organisation_id, worker_id, reason, until)
         values ($1, $2, $3, $4, $5, now() + make_interval(hours => $6))`,
        [id, caseId, viewer.organisationId, viewer.id, reason, input.hours ?? emergencies.hours],
      );
      const event = { kind: 'EMERGENCY_OPENED', part: 'TEAM', detail: reason, subjectId: id } as const;
      await tell(manager, { caseId, ...event, actorId: viewer.id });
      const { organisationId } = viewer;
      await record(manager, [{ organisationId, action: 'EMERGENCY_OPEN', subjectId: caseId, reason }]);
      return id;
    });
  }

  /** Throws Forbidden for who opened it, Conflict where it was reviewed already. */
  review(input: ReviewEmergencyInput): Promise<EmergencyAccess> {
    return this.change('reviewEmergency', input, async (manager, viewer) => {
      const { accessId: id, isJustified, findings } = input;
      await manager.query('select from emergency_access where id = $1 for no key update', [id]);
      const found = await manager.findOneBy(EmergencyAccess, { id });
      if (!found) throw new NotFound();
      if (!mayReviewEmergency(viewer, found)) throw new Forbidden();
      if (found.reviewedAt) throw new Conflict('This emergency is REVIEWED already.');
      await manager.update(
        EmergencyAccess,
        { id },
        {
          reviewedAt: () => 'now()',
          reviewedById: viewer.id,
          isJustified,
          findings,
          ...(!isJustified && { until: () => 'least(until, now())' }),
        },
      );
      const { caseId, organisationId } = found;
      const reason = isJustified ? 'JUSTIFIED' : 'NOT_JUSTIFIED';
      const event = { kind: 'EMERGENCY_REVIEWED', part: 'TEAM', detail: reason, subjectId: id } as const;
      await tell(manager, { caseId, ...event, actorId: viewer.id });
      const parts = [...new Set(findings)];
      await record(manager, [
        { organisationId, action: 'EMERGENCY_REVIEW', subjectId: caseId, parts, reason },
      ]);
      return found.id;
    });
  }

  /** Those that the viewer may know of, the latest first: their own, their cases', or all as a data officer. */
  async visible({ reviewed, ...page }: EmergencyAccessesArgs): Promise<Page<EmergencyAccess>> {
    const after = keyAfter(page.after, 'moment', 'id');
    const rows = await this.file.all(
      EmergencyAccess,
      `select * from emergency_access
        where organisation_id = $1 and ($2::boolean is null or (reviewed_at is not null) = $2)
          and ($3::timestamptz is null or (opened_at, id) < ($3::timestamptz, $4::uuid))
        order by opened_at desc, id desc limit $5`,
      [this.viewer.organisationId, reviewed ?? null, after?.[0] ?? null, after?.[1] ?? null, page.first + 1],
    );
    return pageOf(rows, page, ({ openedAt, id }) => [openedAt.toISOString(), id]);
  }

  /** One of them as it is now; null where it is not for the viewer to know. */
  byId(id: string): Promise<EmergencyAccess | null> {
    return this.accesses.clear(id).load(id);
  }

  /** The ids of those that wait for their review, as far as the viewer may know of them. */
  async waiting(): Promise<string[]> {
    const rows = await this.file.rows<{ id: string }>(
      'select id from emergency_access where organisation_id = $1 and reviewed_at is null',
      [this.viewer.organisationId],
    );
    return rows.map(({ id }) => id);
  }

  private async change(
    operation: string,
    input: { readonly idempotencyKey: string },
    work: (manager: EntityManager, viewer: Member) => Promise<string>,
  ): Promise<EmergencyAccess> {
    const { viewer } = this;
    if (!isMember(viewer)) throw new Unauthenticated();
    const id = await this.database.run(manager =>
      once(manager, { viewer, operation, input }, () => work(manager, viewer)),
    );
    const found = await this.byId(id);
    if (!found) throw new NotFound();
    return found;
  }

  private async found(manager: EntityManager, { caseId, caseCode }: OpenInEmergencyInput): Promise<string> {
    if (!caseId === !caseCode) throw new Invalid('input.caseId', 'Say the case’s id or its code.');
    const [{ id }] = await manager.query('select case_of_staff($1, $2) as id', [
      caseId ?? null,
      caseCode?.trim().toUpperCase() ?? null,
    ]);
    if (!id) throw new NotFound();
    return id;
  }
}

/** One at a time for a worker, so that two at once do not both see room for one more. */
const refuseTooMany = async (manager: EntityManager, viewer: Member): Promise<void> => {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('emergencies ' || $1, 0))`, [viewer.id]);
  const [{ count, next }] = await manager.query(
    `with month as (select date_trunc('month', now(), 'Europe/Tirane') as begins)
     select count(access.id)::int as count, max(month.begins) + interval '1 month' as next
       from month left join emergency_access access on access.worker_id = $1 and access.opened_at >= month.begins`,
    [viewer.id],
  );
  if (count >= emergencies.perMonth) {
    throw new Limited('You opened as many cases in an emergency as one may in a month.', next);
  }
};
