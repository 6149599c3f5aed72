import { GraphQLUUID, LocalizedTextInput, PartialDateInput } from '@ura/vocabulary';
import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { HasWords, IsId, IsPartialDate } from '../checks/checks.inputs';
import { MembershipLevel } from './membership.entity';

@InputType({ description: 'That an organisation belongs to a network.' })
export class AddMembershipInput {
  @Field(() => GraphQLUUID, { description: 'Made by the caller; the same again makes nothing new.' })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The organisation that belongs to it.' })
  @IsId()
  organisationId!: string;

  @Field(() => ID, { description: 'The network.' })
  @IsId()
  networkId!: string;

  @Field(() => MembershipLevel, { description: 'How wide the network reaches.' })
  level!: MembershipLevel;

  @Field(() => PartialDateInput, { nullable: true, description: 'Since when.' })
  @ValidateNested()
  @IsPartialDate()
  since?: PartialDateInput | null;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'What it is or does there.' })
  @ValidateNested()
  @HasWords(200)
  role?: LocalizedTextInput | null;
}
