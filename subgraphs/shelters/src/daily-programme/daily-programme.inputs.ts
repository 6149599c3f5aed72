import { GraphQLDate, GraphQLUUID, PageArgs } from '@ura/vocabulary';
import { IsUUID } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Presence } from './attendance.entity';

const notAnId = { message: 'this is not an id' };

@ArgsType()
export class EnrolmentsArgs extends PageArgs {
  @Field(() => ID, { description: 'The shelter.' })
  shelterId!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'Only those who come on this day; all without.' })
  on?: string | null;
}

@InputType({ description: 'Somebody who is to come for the day.' })
export class EnrolInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID(undefined, notAnId)
  shelterId!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'The first day; today without.' })
  startsOn?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The case’s reference for this subgraph, where there is one.',
  })
  @IsUUID(undefined, notAnId)
  caseRef?: string | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'Whether somebody came on a day. Recording a day again corrects it.' })
export class RecordDailyAttendanceInput {
  @Field(() => ID, { description: 'The enrolment.' })
  @IsUUID(undefined, notAnId)
  enrolmentId!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'The day; today without.' })
  on?: string | null;

  @Field(() => Presence, { defaultValue: Presence.PRESENT, description: 'Whether they came.' })
  presence!: Presence;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'That somebody does not come any more.' })
export class EndEnrolmentInput {
  @Field(() => ID, { description: 'The enrolment.' })
  @IsUUID(undefined, notAnId)
  enrolmentId!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day; today without.' })
  endsOn?: string | null;
}
