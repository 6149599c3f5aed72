import { Box, type CodeOf, enumOf, GraphQLUUID, PageArgs, Urgency } from '@ura/vocabulary';
import { ArrayMaxSize, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { BedNeed } from '../need/need.inputs';
import { BedRequestStatus } from './bed-request.entity';

const notAnId = { message: 'this is not an id' };

export const BedRequestEnd = enumOf('BedRequestEnd', 'Why a request is taken back.', {
  FOUND_ELSEWHERE: 'They found a place elsewhere.',
  NOT_NEEDED: 'They do not need it any more.',
  NOBODY_COULD: 'Nobody could take them: the need was not met.',
});
export type BedRequestEnd = CodeOf<typeof BedRequestEnd>;

@ArgsType()
export class BedRequestsArgs extends PageArgs {
  @Field(() => Box, {
    description: 'INBOX: what the viewer’s shelters could take. OUTBOX: what was asked for.',
  })
  box!: Box;

  @Field(() => [BedRequestStatus], { nullable: true, description: 'Only these; all without.' })
  @ArrayMaxSize(5)
  statuses?: BedRequestStatus[] | null;
}

@InputType({ description: 'A need that waits until a shelter can take it.' })
export class RequestBedInput {
  @Field(() => BedNeed, { description: 'Who needs beds.' })
  @ValidateNested()
  need!: BedNeed;

  @Field(() => Urgency, { defaultValue: Urgency.URGENT, description: 'How soon.' })
  urgency!: Urgency;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'Beds for a need on the waiting list.' })
export class OfferBedInput {
  @Field(() => ID, { description: 'The request.' })
  @IsUUID(undefined, notAnId)
  bedRequestId!: string;

  @Field(() => ID, { description: 'The shelter that offers.' })
  @IsUUID(undefined, notAnId)
  shelterId!: string;

  @Field(() => Int, {
    defaultValue: 60,
    description: 'How long the beds are kept for an answer: 15 to 240 minutes.',
  })
  @Min(15)
  @Max(240)
  minutes!: number;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'The answer to an offer.' })
export class AnswerOfferInput {
  @Field(() => ID, { description: 'The request.' })
  @IsUUID(undefined, notAnId)
  bedRequestId!: string;

  @Field(() => Boolean, { description: 'Yes keeps the beds, to be confirmed by the shelter; no frees them.' })
  accept!: boolean;
}

@InputType({ description: 'A request to be taken back.' })
export class CancelBedRequestInput {
  @Field(() => ID, { description: 'The request.' })
  @IsUUID(undefined, notAnId)
  bedRequestId!: string;

  @Field(() => BedRequestEnd, {
    nullable: true,
    description: 'Why. Without a word it counts as a need not met.',
  })
  reason?: BedRequestEnd | null;
}
