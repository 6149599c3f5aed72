import { GraphQLDateTimeISO, GraphQLUUID } from '@ura/vocabulary';
import { IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { BedNeed } from '../need/need.inputs';
import { DeclineReason } from './hold.entity';

/** For how long a hold is made when nobody says. */
export const USUAL_MINUTES = 60;

const NO_ID = { message: 'this is not an id' };

@InputType({ description: 'Beds to keep for a household, all or none.' })
export class HoldBedsInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID(undefined, NO_ID)
  shelterId!: string;

  @Field(() => BedNeed, { description: 'Who needs them.' })
  @ValidateNested()
  need!: BedNeed;

  @Field(() => Int, {
    nullable: true,
    defaultValue: USUAL_MINUTES,
    description: 'For how long: 15 to 240 minutes.',
  })
  @Min(15)
  @Max(240)
  minutes?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation it is for, where that has no account: a hospital, a municipality.',
  })
  @IsUUID(undefined, NO_ID)
  onBehalfOfId?: string | null;

  @Field(() => GraphQLUUID, { description: 'A new UUID for a new hold; the same again gives the same hold.' })
  idempotencyKey!: string;
}

@InputType({ description: 'A little more time for a hold, once.' })
export class ExtendHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  @IsUUID(undefined, NO_ID)
  holdId!: string;

  @Field(() => Int, { description: 'By how long: 15 to 240 minutes.' })
  @Min(15)
  @Max(240)
  minutes!: number;
}

@InputType({ description: 'Beds to give back.' })
export class ReleaseHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  @IsUUID(undefined, NO_ID)
  holdId!: string;
}

@InputType({ description: 'That the shelter expects them, after its safety screening.' })
export class ConfirmHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  @IsUUID(undefined, NO_ID)
  holdId!: string;

  @Field(() => GraphQLDateTimeISO, {
    description: 'Until when they are expected. Being late raises an alarm and costs nobody a bed.',
  })
  arriveBy!: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'The case’s reference for this subgraph, where there is one.',
  })
  @IsUUID(undefined, NO_ID)
  caseRef?: string | null;
}

@InputType({ description: 'That the shelter cannot take them, and why.' })
export class DeclineHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  @IsUUID(undefined, NO_ID)
  holdId!: string;

  @Field(() => DeclineReason, { description: 'Why.' })
  reason!: DeclineReason;
}

@InputType({ description: 'That somebody who was expected did not come.' })
export class MarkNoShowInput {
  @Field(() => ID, { description: 'The hold.' })
  @IsUUID(undefined, NO_ID)
  holdId!: string;
}
