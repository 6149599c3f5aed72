import { GraphQLDateTimeISO, GraphQLUUID, PageArgs, RiskLevel } from '@ura/vocabulary';
import { ArrayMaxSize, ArrayMinSize, IsUUID, Matches, MaxLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { ExitApprover } from './exit-approval.entity';
import { StayDestination, StayEndReason, StayStatus } from './stay.entity';

const notAnId = { message: 'this is not an id' };

@ArgsType()
export class StaysArgs extends PageArgs {
  @Field(() => ID, { description: 'The shelter.' })
  shelterId!: string;

  @Field(() => [StayStatus], { nullable: true, description: 'Only these; all without.' })
  @ArrayMaxSize(5)
  statuses?: StayStatus[] | null;
}

@InputType({ description: 'One person who arrived.' })
export class ArrivalInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Which of the held beds; any of them without. A child in a cot has none of its own.',
  })
  @IsUUID(undefined, notAnId)
  bedId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The case’s reference for this subgraph, where there is one.',
  })
  @IsUUID(undefined, notAnId)
  caseRef?: string | null;
}

@InputType({ description: 'Who arrived of those for whom beds were held. Beds that nobody took are freed.' })
export class ArriveFromHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  @IsUUID(undefined, notAnId)
  holdId!: string;

  @Field(() => [ArrivalInput], { description: 'Those who arrived: at most as many as the hold is for.' })
  @ArrayMinSize(1, { message: 'say who arrived' })
  @ArrayMaxSize(12, { message: 'a hold is for 12 people at most' })
  @ValidateNested({ each: true })
  people!: ArrivalInput[];

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'A stay that begins without a hold.' })
export class StartStayInput {
  @Field(() => ID, { description: 'The bed.' })
  @IsUUID(undefined, notAnId)
  bedId!: string;

  @Field(() => RiskLevel, { description: 'The assessed risk.' })
  risk!: RiskLevel;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'From when it is reserved; at once without.',
  })
  from?: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Until when it is planned.' })
  until?: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The case’s reference for this subgraph, where there is one.',
  })
  @IsUUID(undefined, notAnId)
  caseRef?: string | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'That somebody for whom a bed was reserved is there.' })
export class BeginStayInput {
  @Field(() => ID, { description: 'The stay.' })
  @IsUUID(undefined, notAnId)
  stayId!: string;
}

@InputType({ description: 'A new planned end.' })
export class ExtendStayInput {
  @Field(() => ID, { description: 'The stay.' })
  @IsUUID(undefined, notAnId)
  stayId!: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Until when it is planned; open without.' })
  until?: Date | null;
}

@InputType({ description: 'That somebody leaves for now.' })
export class LeaveForNowInput {
  @Field(() => ID, { description: 'The stay.' })
  @IsUUID(undefined, notAnId)
  stayId!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Until when the bed is surely kept.' })
  keptUntil!: Date;
}

@InputType({ description: 'That somebody is back.' })
export class ComeBackInput {
  @Field(() => ID, { description: 'The stay.' })
  @IsUUID(undefined, notAnId)
  stayId!: string;
}

@InputType({ description: 'That somebody is about to leave.' })
export class RequestExitInput {
  @Field(() => ID, { description: 'The stay.' })
  @IsUUID(undefined, notAnId)
  stayId!: string;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'An approval on paper, to be recorded.' })
export class ApproveExitInput {
  @Field(() => ID, { description: 'The stay.' })
  @IsUUID(undefined, notAnId)
  stayId!: string;

  @Field(() => ExitApprover, { description: 'Whose approval it is.' })
  by!: ExitApprover;

  @Field(() => String, { description: 'The protocol number of the paper, such as 1234/2026. No name.' })
  @MaxLength(64)
  @Matches(/^(?=.*\d)(?!.*\d{7})(?!.*[A-Za-z]{13})[A-Za-z0-9]+([./-][A-Za-z0-9]+)*$/, {
    message: 'a protocol number has digits, letters, dots, dashes and slashes',
  })
  reference!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was given.' })
  approvedAt!: Date;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'That somebody left for good.' })
export class EndStayInput {
  @Field(() => ID, { description: 'The stay.' })
  @IsUUID(undefined, notAnId)
  stayId!: string;

  @Field(() => StayEndReason, { description: 'Why.' })
  reason!: StayEndReason;

  @Field(() => StayDestination, {
    defaultValue: StayDestination.UNKNOWN,
    description: 'Where to. That somebody prefers not to say is an answer.',
  })
  destination!: StayDestination;
}
