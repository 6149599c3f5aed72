import type { Rule } from '@ura/access';
import { anyOf } from '@ura/access';
import { worksOn } from '../case/case.rules';
import type { GoalStatus } from './plan-goal.entity';

/** What may follow what. */
const followers: Readonly<Record<GoalStatus, readonly GoalStatus[]>> = {
  PLANNED: ['IN_PROGRESS', 'CANCELLED'],
  IN_PROGRESS: ['ACHIEVED', 'NOT_ACHIEVED', 'CANCELLED'],
  ACHIEVED: [],
  NOT_ACHIEVED: [],
  CANCELLED: [],
};

export const goalMayFollow = (from: GoalStatus, to: GoalStatus): boolean => followers[from].includes(to);

/** Whether it can still be reached. */
export const isOpenGoal = (status: GoalStatus): boolean => followers[status].length > 0;

/** Plans, assesses or records something of a case: which, the part that it belongs to says. */
export const mayWorkOnSome: Rule<Parameters<ReturnType<typeof worksOn>>[1]> = anyOf(
  worksOn('PROTECTION'),
  worksOn('HEALTH'),
  worksOn('REINTEGRATION'),
);
