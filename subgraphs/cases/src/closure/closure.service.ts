import type { Member, Rule } from '@ura/access';
import { Conflict, Forbidden } from '@ura/errors';
import { type EntityManager } from 'typeorm';
import { Case } from '../case/case.entity';
import { followersOf, worksOnAll } from '../case/case.rules';
import { caseForWork } from '../case/case.service';
import type { CaseDesk } from '../case/case-desk.service';
import { FollowUp } from '../follow-up/follow-up.entity';
import { endsFollowUps } from '../follow-up/follow-up.rules';
import { endExchanges } from '../referral/exchange.service';
import { tell } from '../timeline/timeline.service';
import type { Closure } from './closure.entity';
import type {
  ChangeCaseStatusInput,
  CloseCaseInput,
  ProposeClosureInput,
  ReopenCaseInput,
} from './closure.inputs';
import { mayApproveClosure, nextStatuses, whyNotClose } from './closure.rules';

const NO_CLOSURE = { closureReason: null, closureProposedById: null, closedById: null, closedAt: null };

/** Where a case goes from status to status, its end, and its new beginning. */
export class ClosureService {
  constructor(private readonly desk: CaseDesk) {}

  of({ closureReason: reason, closureProposedById, closedById, closedAt }: Case): Closure | null {
    return reason && { reason, proposedBy: closureProposedById, approvedBy: closedById, closedAt };
  }

  changeStatus(input: ChangeCaseStatusInput): Promise<Case> {
    return this.desk.change('changeStatus', input, async (manager, viewer) => {
      const { caseId: id, status } = input;
      const found = await this.caseFor(worksOnAll, manager, viewer, id);
      if (!nextStatuses(viewer, found).includes(status)) {
        const next = followersOf(found.status).join(', ') || 'nothing';
        throw new Conflict(
          `The case is ${found.status}; it becomes ${next}. Closing and reopening have their own ways.`,
        );
      }
      // What was proposed for it as it stood is not proposed for it as it stands.
      await manager.update(Case, { id }, { status, ...NO_CLOSURE });
      await this.tellOf(manager, id, { kind: 'STATUS_CHANGED', detail: status }, viewer);
      return id;
    });
  }

  propose(input: ProposeClosureInput): Promise<Case> {
    return this.desk.change('proposeClosure', input, async (manager, viewer) => {
      const { caseId: id, reason } = input;
      const { status } = await this.caseFor(worksOnAll, manager, viewer, id);
      await this.mustBeClosable(manager, { id, status, reason });
      await manager.update(Case, { id }, { closureReason: reason, closureProposedById: viewer.id });
      await this.tellOf(manager, id, { kind: 'CLOSURE_PROPOSED', detail: reason }, viewer);
      return id;
    });
  }

  /** Closes a case, and with it everything that was open between it and others. */
  close(input: CloseCaseInput): Promise<Case> {
    return this.desk.change('closeCase', input, async (manager, viewer) => {
      const { caseId: id, reason } = input;
      const { status, closureReason } = await this.caseFor(mayApproveClosure, manager, viewer, id);
      await this.mustBeClosable(manager, { id, status, reason });
      if (!viewer.roles.includes('SUPERVISOR') && closureReason !== reason) {
        throw new Conflict(
          `It is proposed to close the case as ${closureReason}; a deputy closes it so, or not.`,
        );
      }
      const closure = { closureReason: reason, closedById: viewer.id, closedAt: () => 'now()' };
      await manager.update(Case, { id }, { status: 'CLOSED', ...closure });
      await this.tellOf(manager, id, { kind: 'CASE_CLOSED', detail: reason }, viewer);
      await endExchanges(manager, id, 'CASE_CLOSED');
      if (endsFollowUps(reason)) await this.cancelFollowUps(manager, id, viewer);
      return id;
    });
  }

  reopen(input: ReopenCaseInput): Promise<Case> {
    return this.desk.change('reopenCase', input, async (manager, viewer) => {
      const { caseId: id, reason } = input;
      const { status } = await this.caseFor(worksOnAll, manager, viewer, id);
      if (!followersOf(status).includes('REOPENED')) {
        throw new Conflict(`The case is ${status}; it cannot become REOPENED.`);
      }
      await manager.update(Case, { id }, { status: 'REOPENED', ...NO_CLOSURE });
      await this.tellOf(manager, id, { kind: 'CASE_REOPENED', detail: reason }, viewer);
      return id;
    });
  }

  private async caseFor(rule: Rule<Case>, manager: EntityManager, viewer: Member, id: string): Promise<Case> {
    const found = await caseForWork(manager, viewer, id);
    if (!rule(viewer, found)) throw new Forbidden();
    return found;
  }

  private async mustBeClosable(
    manager: EntityManager,
    { id, status, reason }: Pick<Case, 'id' | 'status'> & Pick<CloseCaseInput, 'reason'>,
  ): Promise<void> {
    const [{ days }] = await manager.query(
      `select count(distinct made_on)::int as days from follow_up
        where case_id = $1 and outcome = 'NOT_REACHED' and made_on > coalesce((select max(made_on) from follow_up
          where case_id = $1 and outcome <> 'NOT_REACHED'), '-infinity')`,
      [id],
    );
    const why = whyNotClose(status, reason, days);
    if (why) throw new Conflict(why);
  }

  private async cancelFollowUps(manager: EntityManager, caseId: string, viewer: Member): Promise<void> {
    const planned = await manager.findBy(FollowUp, { caseId, status: 'PLANNED' });
    await manager.update(FollowUp, { caseId, status: 'PLANNED' }, { status: 'CANCELLED' });
    for (const { id: subjectId } of planned) {
      const event = { kind: 'FOLLOW_UP_CANCELLED', part: 'PROTECTION', subjectId } as const;
      await tell(manager, { caseId, ...event, actorId: viewer.id });
    }
  }

  private tellOf(
    manager: EntityManager,
    caseId: string,
    event: Pick<Parameters<typeof tell>[1], 'kind' | 'detail' | 'subjectId'>,
    { id: actorId }: Member,
  ): Promise<unknown> {
    const part = event.subjectId ? 'TEAM' : 'RECORD';
    return tell(manager, { caseId, part, ...event, actorId });
  }
}
