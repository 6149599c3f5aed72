import { GraphQLUUID } from '@ura/vocabulary';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { CaseStatus } from '../case/case.entity';
import { notAnId } from '../case/case.inputs';
import { ClosureReason, ReopenReason } from './closure.entity';

@InputType({ description: 'Where a case goes from here.' })
export class ChangeCaseStatusInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => CaseStatus, {
    description:
      'Where it stands from now on: one of `viewerMay.nextStatuses`. Closing has a mutation of its own.',
  })
  status!: CaseStatus;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'What somebody of the team proposes to a supervisor, or to a deputy.' })
export class ProposeClosureInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => ClosureReason, { description: 'Why it is to be closed.' })
  reason!: ClosureReason;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'The end of a case.' })
export class CloseCaseInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => ClosureReason, { description: 'Why. A deputy closes for the reason that was proposed.' })
  reason!: ClosureReason;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'A new beginning of a case.' })
export class ReopenCaseInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => ReopenReason, { description: 'Why.' })
  reason!: ReopenReason;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
