import { Box, GraphQLUUID, PageArgs } from '@ura/vocabulary';
import { IsUUID } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';

@ArgsType()
export class TransfersArgs extends PageArgs {
  @Field(() => Box, {
    description:
      'INBOX: what is offered to your organisation. OUTBOX: what it offers, in cases on which you work.',
  })
  box!: Box;
}

@InputType({ description: 'The whole case is offered to another organisation.' })
export class OfferTransferInput {
  @Field(() => ID, { description: 'The case: active, or in follow-up.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => ID, { description: 'The consent that names the recipient, for CASE_TRANSFER.' })
  @IsUUID(undefined, notAnId)
  consentId!: string;

  @Field(() => ID, { description: 'Who is to own the case: the recipient of the consent.' })
  @IsUUID(undefined, notAnId)
  toOrganisationId!: string;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'Whether the recipient takes the case.' })
export class AnswerTransferInput {
  @Field(() => ID, { description: 'The transfer.' })
  @IsUUID(undefined, notAnId)
  transferId!: string;

  @Field(() => Boolean, {
    description:
      'True makes it your organisation’s case, and you its case manager; false leaves it where it is.',
  })
  accepts!: boolean;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
