import { newId } from '@ura/database';
import { Invalid } from '@ura/errors';
import { keyAfter, type Page, type PageArgs, pageOf } from '@ura/vocabulary';
import type { EntityManager } from 'typeorm';
import { assessedParts } from '../assessment/assessment.entity';
import type { Case } from '../case/case.entity';
import { caseAtWork } from '../case/case.service';
import type { CaseDesk } from '../case/case-desk.service';
import { doneOrInvalid, todayIs } from '../clock/day.service';
import type { CaseFile } from '../file/case-file.service';
import { moveGoal } from '../plan/goal.service';
import { PlanGoal } from '../plan/plan-goal.entity';
import { serviceByOrInvalid } from '../service/service-offer.service';
import { tell } from '../timeline/timeline.service';
import { ServiceRecord } from './service-record.entity';
import type { RecordServiceInput } from './service-record.inputs';

/** What was done for a survivor. */
export class ServiceRecordService {
  constructor(
    private readonly desk: CaseDesk,
    private readonly file: CaseFile,
  ) {}

  /** The services that were given, the latest first, as far as their parts are open to the viewer. */
  async of({ id, parts }: Case, page: PageArgs): Promise<Page<ServiceRecord>> {
    const after = keyAfter(page.after, 'day', 'id');
    for (const part of assessedParts) if (parts.includes(part)) this.file.looksAt(id, part);
    const rows = await this.file.all(
      ServiceRecord,
      `select * from service_record
        where case_id = $1 and ($2::date is null or (given_on, id) < ($2::date, $3::uuid))
        order by given_on desc, id desc limit $4`,
      [id, after?.[0] ?? null, after?.[1] ?? null, page.first + 1],
    );
    return pageOf(rows, page, record => [record.givenOn, record.id]);
  }

  record(input: RecordServiceInput): Promise<Case> {
    return this.desk.change('recordService', input, async (manager, viewer) => {
      const { caseId, serviceCode, providerId, recipient, goalId = null } = input;
      const { part } = await serviceByOrInvalid(manager, input);
      const { openedOn } = await caseAtWork(manager, viewer, caseId, part);
      const today = await todayIs(manager);
      const givenOn = doneOrInvalid('input.givenOn', input.givenOn ?? today, { openedOn, today });
      if (input.achieves && !goalId) throw new Invalid('input.goalId', 'Say which goal is reached.');
      if (goalId) await this.serve(manager, { ...input, goalId }, viewer.id);
      const record = { id: newId(), caseId, part, serviceCode, providerId, givenOn, recipient, goalId };
      const more = { amount: input.amount ?? null, items: input.items ?? [], recordedById: viewer.id };
      await manager.insert(ServiceRecord, { ...record, ...more });
      const event = { kind: 'SERVICE_GIVEN', part, detail: serviceCode, subjectId: record.id } as const;
      await tell(manager, { caseId, ...event, actorId: viewer.id });
      return caseId;
    });
  }

  /** A goal begins with the first service that serves it, and is reached where that is said. */
  private async serve(
    manager: EntityManager,
    { caseId, serviceCode, goalId, achieves }: RecordServiceInput & { goalId: string },
    actorId: string,
  ): Promise<void> {
    const goal = await manager.findOneBy(PlanGoal, { id: goalId, caseId, serviceCode });
    if (!goal) throw new Invalid('input.goalId', 'The plan has no such goal for this service.');
    if (goal.status !== 'IN_PROGRESS') await moveGoal(manager, goal, 'IN_PROGRESS', actorId);
    if (achieves) await moveGoal(manager, goal, 'ACHIEVED', actorId);
  }
}
