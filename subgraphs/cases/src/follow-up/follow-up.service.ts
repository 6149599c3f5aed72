import type { Viewer } from '@ura/access';
import { newId } from '@ura/database';
import { Conflict, Forbidden, Invalid, NotFound } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import type { Case } from '../case/case.entity';
import { isStaffFor } from '../case/case.rules';
import { type CaseService, caseForWork } from '../case/case.service';
import type { CaseDesk } from '../case/case-desk.service';
import { aheadOrInvalid, doneOrInvalid, todayIs } from '../clock/day.service';
import type { CaseFile } from '../file/case-file.service';
import { tell } from '../timeline/timeline.service';
import { FollowUp } from './follow-up.entity';
import type { FollowUpsDueArgs, RecordFollowUpInput, ScheduleFollowUpInput } from './follow-up.inputs';
import { isFollowed, needsSafeContact } from './follow-up.rules';

/** How somebody is, over years. */
export class FollowUpService {
  private readonly followUps = new DataLoader(async (ids: readonly string[]) => {
    for (const id of ids) this.file.looksAt(id, 'PROTECTION');
    const found = await this.file.all(
      FollowUp,
      'select * from follow_up where case_id = any($1) order by due_on, id',
      [ids],
    );
    return ids.map(id => found.filter(({ caseId }) => caseId === id));
  });

  constructor(
    private readonly desk: CaseDesk,
    private readonly file: CaseFile,
    private readonly cases: CaseService,
  ) {}

  of(caseId: string): Promise<FollowUp[]> {
    return this.followUps.load(caseId);
  }

  /** Those to be made, of the cases of the viewer's own organisation that are open to them; the longest due first. */
  async due({ before = null, ...page }: FollowUpsDueArgs): Promise<Page<FollowUp>> {
    const after = keyAfter(page.after, 'day', 'id');
    const { organisationId, roles } = this.file.viewer;
    // The policies say the same; said here, the few are found without looking at all.
    const mine = roles.includes('SUPERVISOR') ? '' : 'and case_id in (select my_cases())';
    const rows = await this.file.all(
      FollowUp,
      `select follow_up.* from follow_up join "case" on "case".id = case_id
        where follow_up.status = 'PLANNED' and "case".status <> 'TRANSFERRED' and "case".organisation_id = $5 ${mine}
          and due_on < coalesce($1::date, (now() at time zone 'Europe/Tirane')::date + 1)
          and ($2::date is null or (due_on, follow_up.id) > ($2::date, $3::uuid))
        order by due_on, follow_up.id limit $4`,
      [before, after?.[0] ?? null, after?.[1] ?? null, page.first + 1, organisationId],
    );
    const { edges, ...rest } = pageOf(rows, page, ({ dueOn, id }) => [dueOn, id]);
    await this.cases.looked(edges.map(({ node }) => ({ caseId: node.caseId, part: 'PROTECTION' })));
    return { edges, ...rest };
  }

  schedule(input: ScheduleFollowUpInput): Promise<Case> {
    return this.desk.change('scheduleFollowUp', input, async (manager, viewer) => {
      const found = await this.followed(manager, viewer, input.caseId);
      await this.plan(manager, found, { ...input, field: 'input.dueOn' }, viewer.id);
      return found.id;
    });
  }

  record(input: RecordFollowUpInput): Promise<Case> {
    return this.desk.change('recordFollowUp', input, async (manager, viewer) => {
      const { followUpId: id, outcome, nextOn } = input;
      const known = await manager.findOneBy(FollowUp, { id });
      if (!known) throw new NotFound();
      const found = await this.followed(manager, viewer, known.caseId);
      const { status, channel } = await manager.findOneByOrFail(FollowUp, { id });
      if (status !== 'PLANNED') throw new Conflict(`The follow-up is ${status}.`);
      if (outcome === 'NOT_WANTED' && nextOn) {
        throw new Invalid('input.nextOn', 'She does not want to be followed up: no next one is planned.');
      }
      const { openedOn } = found;
      const today = await todayIs(manager);
      const madeOn = doneOrInvalid('input.madeOn', input.madeOn ?? today, { openedOn, today });
      await manager.update(FollowUp, { id }, { status: 'MADE', outcome, madeOn, madeById: viewer.id });
      const event = { kind: 'FOLLOW_UP_MADE', part: 'PROTECTION', detail: outcome, subjectId: id } as const;
      await tell(manager, { caseId: found.id, ...event, actorId: viewer.id });
      if (nextOn)
        await this.plan(manager, found, { dueOn: nextOn, channel, field: 'input.nextOn' }, viewer.id);
      return found.id;
    });
  }

  private async followed(manager: EntityManager, viewer: Viewer, caseId: string): Promise<Case> {
    const found = await caseForWork(manager, viewer, caseId);
    if (!isStaffFor('PROTECTION')(viewer, found)) throw new Forbidden();
    if (!isFollowed(found)) throw new Conflict(`The case is ${found.status}, and nobody follows her up.`);
    return found;
  }

  private async plan(
    manager: EntityManager,
    { id: caseId, safeContactAt }: Case,
    { dueOn, channel, field }: Pick<FollowUp, 'dueOn' | 'channel'> & { readonly field: string },
    actorId: string,
  ): Promise<void> {
    aheadOrInvalid(field, dueOn, await todayIs(manager));
    if (needsSafeContact(channel) && !safeContactAt) {
      throw new Conflict(
        'Record first how she is reached safely: without it nobody calls, writes or visits.',
      );
    }
    const id = newId();
    await manager.insert(FollowUp, { id, caseId, dueOn, channel });
    const event = { kind: 'FOLLOW_UP_PLANNED', part: 'PROTECTION', detail: channel, subjectId: id } as const;
    await tell(manager, { caseId, ...event, actorId });
  }
}
