import { Conflict } from '@ura/errors';
import type { EntityManager } from 'typeorm';
import { tell } from '../timeline/timeline.service';
import { goalMayFollow } from './plan.rules';
import { type GoalStatus, PlanGoal } from './plan-goal.entity';

/** Moves a goal on to another status, and tells it. Throws Conflict where its status does not allow it. */
export const moveGoal = async (
  manager: EntityManager,
  goal: PlanGoal,
  status: GoalStatus,
  actorId: string,
): Promise<void> => {
  if (!goalMayFollow(goal.status, status)) {
    throw new Conflict(`The goal is ${goal.status}; it cannot become ${status}.`);
  }
  await manager.update(PlanGoal, { id: goal.id }, { status });
  goal.status = status;
  const { caseId, part, id: subjectId } = goal;
  await tell(manager, { caseId, kind: 'GOAL_CHANGED', part, detail: status, subjectId, actorId });
};
