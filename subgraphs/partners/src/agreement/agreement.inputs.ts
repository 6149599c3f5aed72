import { GraphQLUUID, LocalizedTextInput, PartialDateInput } from '@ura/vocabulary';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { HasWords, IsId, IsNotBefore, IsPartialDate } from '../checks/checks.inputs';
import { AgreementKind } from './agreement.entity';

@InputType({ description: 'An agreement. Who adds it keeps the entry of at least one party.' })
export class AddAgreementInput {
  @Field(() => GraphQLUUID, { description: 'Made by the caller; the same again makes nothing new.' })
  idempotencyKey!: string;

  @Field(() => AgreementKind, { description: 'What sort of agreement it is.' })
  kind!: AgreementKind;

  @Field(() => LocalizedTextInput, { description: 'Its title.' })
  @ValidateNested()
  @HasWords(300)
  title!: LocalizedTextInput;

  @Field(() => [ID], { description: 'Its parties, in their order: two or more.' })
  @ArrayMinSize(2)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsId({ each: true })
  partyIds!: string[];

  @Field(() => PartialDateInput, { nullable: true, description: 'When it was signed.' })
  @ValidateNested()
  @IsPartialDate()
  signed?: PartialDateInput | null;

  @Field(() => PartialDateInput, { nullable: true, description: 'Until when it holds.' })
  @ValidateNested()
  @IsPartialDate()
  @IsNotBefore('signed')
  validTo?: PartialDateInput | null;
}
