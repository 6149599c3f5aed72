import { newId } from '@ura/database';
import { Conflict, Invalid, NotFound } from '@ura/errors';
import { isISO31661Alpha2 } from 'class-validator';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import { assessedParts } from '../assessment/assessment.entity';
import type { Case } from '../case/case.entity';
import { caseAtWork } from '../case/case.service';
import type { CaseDesk } from '../case/case-desk.service';
import { aheadOrInvalid, todayIs } from '../clock/day.service';
import type { CaseFile } from '../file/case-file.service';
import { wrongTerm } from '../service/service.rules';
import { serviceByOrInvalid } from '../service/service-offer.service';
import { tell } from '../timeline/timeline.service';
import { moveGoal } from './goal.service';
import type { ChangeGoalInput, PlanReturnInput, PlanServiceInput } from './plan.inputs';
import { isOpenGoal } from './plan.rules';
import { type Plan, PlanGoal } from './plan-goal.entity';

const RETURN = 'VS02';

/** What is agreed with a survivor, service by service. */
export class PlanService {
  private readonly goals = new DataLoader(async (ids: readonly string[]) => {
    const found = await this.file.all(
      PlanGoal,
      'select * from plan_goal where case_id = any($1) order by created_at, id',
      [ids],
    );
    return ids.map(id => found.filter(({ caseId }) => caseId === id));
  });

  constructor(
    private readonly desk: CaseDesk,
    private readonly file: CaseFile,
  ) {}

  async of({ id, parts }: Case): Promise<Plan> {
    for (const part of assessedParts) if (parts.includes(part)) this.file.looksAt(id, part);
    return { goals: await this.goals.load(id) };
  }

  plan(input: PlanServiceInput): Promise<Case> {
    return this.desk.change('planService', input, async (manager, viewer) => {
      const { caseId, serviceCode, providerId, objective, dueOn } = input;
      if (serviceCode === RETURN) {
        throw new Invalid('input.serviceCode', 'A return is planned with planReturn.');
      }
      const service = await serviceByOrInvalid(manager, { serviceCode, providerId });
      const terms = { ...input.terms };
      const wrong = wrongTerm(service, terms);
      if (wrong) throw new Invalid(`input.terms.${wrong.field}`, wrong.message);
      const { openedOn } = await caseAtWork(manager, viewer, caseId, service.part);
      const today = await todayIs(manager);
      aheadOrInvalid('input.dueOn', dueOn, today);
      if (terms.startsOn) aheadOrInvalid('input.terms.startsOn', terms.startsOn, openedOn, today);
      const goal = {
        id: newId(),
        caseId,
        part: service.part,
        serviceCode,
        providerId,
        objective,
        dueOn,
        terms,
      };
      await this.add(manager, goal, viewer.id);
      return caseId;
    });
  }

  planReturn(input: PlanReturnInput): Promise<Case> {
    return this.desk.change('planReturn', input, async (manager, viewer) => {
      const { caseId, providerId, country, returnsOn, escort, documents, receiverId, receiverKind } = input;
      if (!isISO31661Alpha2(country) && country !== 'XK') {
        throw new Invalid('input.country', 'This is not the code of a country.');
      }
      if (!receiverId && !receiverKind) {
        throw new Invalid('input.receiverId', 'Say which organisation receives her, or what it is.');
      }
      const { part } = await serviceByOrInvalid(manager, { serviceCode: RETURN, providerId });
      await caseAtWork(manager, viewer, caseId, part);
      aheadOrInvalid('input.returnsOn', returnsOn, await todayIs(manager));
      const terms = { return: { country, returnsOn, escort, documents, receiverId, receiverKind } };
      const goal = { caseId, part, serviceCode: RETURN, providerId, dueOn: returnsOn, terms };
      await this.add(manager, { ...goal, id: newId(), objective: null }, viewer.id);
      return caseId;
    });
  }

  change(input: ChangeGoalInput): Promise<Case> {
    return this.desk.change('changeGoal', input, async (manager, viewer) => {
      const { goalId: id, status, dueOn } = input;
      if (!status && !dueOn) throw new Invalid('input.status', 'Say what is to change.');
      const known = await manager.findOneBy(PlanGoal, { id });
      if (!known) throw new NotFound();
      const { caseId, part } = known;
      await caseAtWork(manager, viewer, caseId, part);
      const goal = await manager.findOneByOrFail(PlanGoal, { id });
      if (dueOn) {
        aheadOrInvalid('input.dueOn', dueOn, await todayIs(manager));
        if (!isOpenGoal(goal.status)) throw new Conflict(`The goal is ${goal.status}; its day is not moved.`);
        // The day of a return is the day of the journey.
        const terms = goal.terms.return
          ? { ...goal.terms, return: { ...goal.terms.return, returnsOn: dueOn } }
          : goal.terms;
        await manager.update(PlanGoal, { id }, { dueOn, terms });
        await tell(manager, {
          caseId,
          kind: 'GOAL_CHANGED',
          part,
          detail: dueOn,
          subjectId: id,
          actorId: viewer.id,
        });
      }
      if (status) await moveGoal(manager, goal, status, viewer.id);
      return caseId;
    });
  }

  private async add(
    manager: EntityManager,
    goal: Omit<PlanGoal, 'createdAt' | 'status'>,
    actorId: string,
  ): Promise<void> {
    await manager.insert(PlanGoal, goal);
    const { caseId, part, serviceCode: detail, id: subjectId } = goal;
    await tell(manager, { caseId, kind: 'GOAL_PLANNED', part, detail, subjectId, actorId });
  }
}
