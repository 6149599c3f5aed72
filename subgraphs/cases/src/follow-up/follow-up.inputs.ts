import { GraphQLDate, GraphQLUUID, PageArgs } from '@ura/vocabulary';
import { IsUUID } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { FollowUpChannel, FollowUpOutcome } from './follow-up.entity';

@ArgsType()
export class FollowUpsDueArgs extends PageArgs {
  @Field(() => GraphQLDate, { nullable: true, description: 'Due before this day; up to today unless said.' })
  before?: string | null;
}

@InputType({ description: 'A follow-up to be made.' })
export class ScheduleFollowUpInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => GraphQLDate, { description: 'The day on which it is to be made.' })
  dueOn!: string;

  @Field(() => FollowUpChannel, { description: 'How. All but OFFICE need a safe contact that is recorded.' })
  channel!: FollowUpChannel;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'A follow-up that was made, or tried.' })
export class RecordFollowUpInput {
  @Field(() => ID, { description: 'The follow-up.' })
  @IsUUID(undefined, notAnId)
  followUpId!: string;

  @Field(() => FollowUpOutcome, { description: 'How it went.' })
  outcome!: FollowUpOutcome;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The day on which it was made; today unless said.',
  })
  madeOn?: string | null;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The day of the next one, made in the same way. Not where she wants none.',
  })
  nextOn?: string | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
