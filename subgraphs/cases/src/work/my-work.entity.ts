import { Privacy } from '@ura/vocabulary';
import { Field, Int, ObjectType } from 'type-graphql';
import { CaseStatus } from '../case/case.entity';
import { FollowUp } from '../follow-up/follow-up.entity';
import { PlanGoal } from '../plan/plan-goal.entity';

@ObjectType({ description: 'How many cases stand somewhere.' })
@Privacy('OWNER')
export class CasesInStatus {
  @Field(() => CaseStatus, { description: 'Where they stand.' })
  status!: CaseStatus;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'Follow-ups that are due.' })
@Privacy('OWNER')
export class FollowUpsToMake {
  @Field(() => Int, { description: 'How many in all.' })
  count!: number;

  @Field(() => [FollowUp], { description: 'The longest due, five at most.' })
  next!: FollowUp[];
}

@ObjectType({ description: 'Goals whose day has come.' })
@Privacy('OWNER')
export class GoalsToReach {
  @Field(() => Int, { description: 'How many in all.' })
  count!: number;

  @Field(() => [PlanGoal], { description: 'The longest due, five at most.' })
  next!: PlanGoal[];
}

@ObjectType({ description: 'What waits for the viewer: for a home page.' })
export class MyWork {}

@ObjectType({ description: 'How much an organisation has to do. Restricted cases are not counted.' })
@Privacy('OWNER')
export class Caseload {
  @Field(() => Int, { description: 'How many cases are being worked on.' })
  live!: number;

  @Field(() => [CasesInStatus], { description: 'How many stand where.' })
  cases!: CasesInStatus[];
}
