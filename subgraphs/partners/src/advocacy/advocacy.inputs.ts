import { GraphQLUUID, LocalizedTextInput, PartialDateInput } from '@ura/vocabulary';
import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { HasWords, IsId, IsNotBefore, IsPartialDate } from '../checks/checks.inputs';
import { AdvocacyKind } from './advocacy.entity';

@InputType({ description: 'One thing that an organisation asked for, and where.' })
export class AddAdvocacyInput {
  @Field(() => GraphQLUUID, { description: 'Made by the caller; the same again makes nothing new.' })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The organisation that asked.' })
  @IsId()
  organisationId!: string;

  @Field(() => AdvocacyKind, { description: 'Where and how it was asked for.' })
  kind!: AdvocacyKind;

  @Field(() => LocalizedTextInput, { description: 'The committee, the council, the report, the study.' })
  @ValidateNested()
  @HasWords(500)
  forum!: LocalizedTextInput;

  @Field(() => PartialDateInput, { nullable: true, description: 'When, of something of one date.' })
  @ValidateNested()
  @IsPartialDate()
  on?: PartialDateInput | null;

  @Field(() => PartialDateInput, { nullable: true, description: 'Since when, of something that lasts.' })
  @ValidateNested()
  @IsPartialDate()
  from?: PartialDateInput | null;

  @Field(() => PartialDateInput, { nullable: true, description: 'Until when, of something that lasted.' })
  @ValidateNested()
  @IsPartialDate()
  @IsNotBefore('from')
  until?: PartialDateInput | null;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'What was asked.' })
  @ValidateNested()
  @HasWords(1_000)
  asked?: LocalizedTextInput | null;

  @Field(() => ID, { nullable: true, description: 'Of whom: an organisation of the directory.' })
  @IsId()
  addressedToId?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'What came of it.' })
  @ValidateNested()
  @HasWords(1_000)
  outcome?: LocalizedTextInput | null;
}
