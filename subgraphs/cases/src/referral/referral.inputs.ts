import {
  Box,
  type CodeOf,
  enumOf,
  GraphQLDateTimeISO,
  GraphQLUUID,
  PageArgs,
  Urgency,
} from '@ura/vocabulary';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsUUID, Matches } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { DeclineReferralReason, ReferralStatus } from './referral.entity';

export const ReferralAnswer = enumOf('ReferralAnswer', 'What the recipient of a referral says.', {
  ACKNOWLEDGED: 'We have it.',
  ACCEPTED: 'We will help.',
  DECLINED: 'We cannot help.',
  IN_SERVICE: 'Help has begun.',
  NOT_ATTENDED: 'She did not come.',
});
export type ReferralAnswer = CodeOf<typeof ReferralAnswer>;

@ArgsType()
export class ReferralsArgs extends PageArgs {
  @Field(() => Box, {
    description:
      'INBOX: what others ask of your organisation. OUTBOX: what it asks, in cases on which you work.',
  })
  box!: Box;

  @Field(() => [ReferralStatus], { nullable: true, description: 'In one of these; in any, unless said.' })
  @ArrayMaxSize(9)
  statuses?: ReferralStatus[] | null;
}

@InputType({ description: 'Another organisation, or another part of your own, is asked to help.' })
export class SendReferralInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => ID, { description: 'The consent that names the recipient and covers the services.' })
  @IsUUID(undefined, notAnId)
  consentId!: string;

  @Field(() => ID, { description: 'Who is asked: the recipient of the consent.' })
  @IsUUID(undefined, notAnId)
  toOrganisationId!: string;

  @Field(() => [String], { description: 'For which services: codes such as VS07, at most 24.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(24)
  @ArrayUnique()
  @Matches(/^VS\d{2}$/, { each: true, message: 'a service is a code such as VS07' })
  serviceCodes!: string[];

  @Field(() => Urgency, { description: 'How soon it is needed.' })
  urgency!: Urgency;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description:
      'By when an answer is wanted, in 30 days at most. Unless said: in 4 hours where it is needed now, in a day where today, in a week otherwise.',
  })
  answerBy?: Date | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'What the recipient says to a referral.' })
export class AnswerReferralInput {
  @Field(() => ID, { description: 'The referral.' })
  @IsUUID(undefined, notAnId)
  referralId!: string;

  @Field(() => ReferralAnswer, { description: 'The answer.' })
  answer!: ReferralAnswer;

  @Field(() => DeclineReferralReason, { nullable: true, description: 'With DECLINED, and only then: why.' })
  reason?: DeclineReferralReason | null;
}

@InputType({ description: 'Help was given.' })
export class CompleteReferralInput {
  @Field(() => ID, { description: 'The referral.' })
  @IsUUID(undefined, notAnId)
  referralId!: string;
}

@InputType({ description: 'A referral that its sender ends. The recipient does not learn why.' })
export class CancelReferralInput {
  @Field(() => ID, { description: 'The referral.' })
  @IsUUID(undefined, notAnId)
  referralId!: string;
}
