import { Box, GraphQLUUID, PageArgs } from '@ura/vocabulary';
import { ArrayMaxSize, IsUUID, Matches } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { NotInformedReason, NoticeStatus } from './notice.entity';

// A register's number: no place for a name, a telephone number or the number of an identity card.
const PROTOCOL_NUMBER = /^(?=.*\d)(?!.*[A-Z]{5})(?!.*\d{9})(?!.*[A-Z]\d{8}[A-Z])[0-9A-Z][0-9A-Z/.-]{0,19}$/;

@ArgsType()
export class NoticesArgs extends PageArgs {
  @Field(() => Box, { description: 'Those that were sent to you, or those that your cases owe.' })
  box!: Box;

  @Field(() => [NoticeStatus], { nullable: true, description: 'Only in one of these.' })
  @ArrayMaxSize(5)
  statuses?: NoticeStatus[] | null;
}

@InputType({ description: 'That a notice is sent. There is nothing to write: what it carries is fixed.' })
export class SendNoticeInput {
  @Field(() => ID, { description: 'The notice.' })
  @IsUUID(undefined, notAnId)
  noticeId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Another unit, where the one that is named is suspect or kin, or none is known for the region.',
  })
  @IsUUID(undefined, notAnId)
  recipientId?: string | null;

  @Field(() => Boolean, { description: 'Whether she was told of it beforehand.' })
  survivorInformed!: boolean;

  @Field(() => NotInformedReason, { nullable: true, description: 'Why not, where she was not.' })
  notInformedReason?: NotInformedReason | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'That the recipient has a notice.' })
export class RecordAcknowledgementInput {
  @Field(() => ID, { description: 'The notice.' })
  @IsUUID(undefined, notAnId)
  noticeId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The number under which the recipient keeps it. The sender, who heard it on the phone or has it on paper, must give it.',
  })
  @Matches(PROTOCOL_NUMBER, {
    message: 'protocolNumber must be a register’s number: up to 20 capitals, digits, and / . -',
  })
  protocolNumber?: string | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
