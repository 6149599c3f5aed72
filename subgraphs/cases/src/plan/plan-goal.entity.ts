import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDate, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import { AssessedPart } from '../assessment/assessment.entity';
import { GoalTerms } from './goal-terms.entity';

export const GoalStatus = enumOf('GoalStatus', 'Where a goal of the plan stands.', {
  PLANNED: 'Agreed with her; nothing has been done yet.',
  IN_PROGRESS: 'It is being worked on.',
  ACHIEVED: 'It is reached.',
  NOT_ACHIEVED: 'It was tried, and not reached.',
  CANCELLED: 'It is not wanted any more, or not possible.',
});
export type GoalStatus = CodeOf<typeof GoalStatus>;

export const GoalObjective = enumOf('GoalObjective', 'What a goal is for: HTCDS 2.0, spl_Type.', {
  EDUCATION: 'HTCDS: Education.',
  FINANCIAL: 'HTCDS: Financial.',
  HEALTH: 'HTCDS: Health.',
  LABOUR_EXPLOITATION_REHABILITATION: 'HTCDS: LabourExploitationRehabilitation.',
  LEGAL: 'HTCDS: Legal.',
  LIVELIHOOD: 'HTCDS: Livelihood.',
  RIGHTS_BASED_TRAINING: 'HTCDS: RightsBasedTraining.',
  SEXUAL_EXPLOITATION_REHABILITATION: 'HTCDS: SexualExploitationRehabilitation.',
  SOCIAL_CARE: 'HTCDS: SocialCare.',
});
export type GoalObjective = CodeOf<typeof GoalObjective>;

@ObjectType({ description: 'One service that is agreed with her: by whom, what for, until when.' })
@Privacy('OWNER')
@Entity('plan_goal')
@Index(['caseId', 'createdAt', 'id'])
export class PlanGoal extends Row {
  @Field(() => ID, { description: 'The goal’s id.' })
  override id!: string;

  @Column('uuid')
  caseId!: string;

  @Field(() => AssessedPart, { description: 'The part of the case that it belongs to.' })
  @Column('text')
  part!: AssessedPart;

  @Column('text')
  serviceCode!: string;

  @Column('uuid')
  providerId!: string;

  @Field(() => GoalObjective, { nullable: true, description: 'What it is for. Null for a return.' })
  @Column('text', { nullable: true })
  objective!: GoalObjective | null;

  @Field(() => GraphQLDate, { description: 'The day by which it is to be reached.' })
  @Index()
  @Column('date')
  dueOn!: string;

  @Field(() => GoalStatus, { description: 'Where it stands.' })
  @Column('text', { default: 'PLANNED' })
  status!: GoalStatus;

  @Field(() => GoalTerms, { description: 'What this service says beyond that.' })
  @Column('jsonb', { default: {} })
  terms!: GoalTerms;
}

@ObjectType({ description: 'What is agreed with her, as far as its parts are open to you.' })
@Privacy('OWNER')
export class Plan {
  @Field(() => [PlanGoal], { description: 'Its goals, in the order in which they were agreed.' })
  goals!: PlanGoal[];
}
