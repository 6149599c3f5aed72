import { GraphQLUUID, PartialDateInput } from '@ura/vocabulary';
import { ArrayMaxSize, IsUUID, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { IsCountry, IsLanguage, IsLine, IsName, IsTelephone } from './words.inputs';

@InputType({
  description: 'Who a survivor is. What is left out stays as it is recorded; null takes it away.',
})
export class RecordIdentityInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => String, { nullable: true, description: 'Given name.' })
  @IsName()
  givenName?: string | null;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  @IsName()
  familyName?: string | null;

  @Field(() => [String], { nullable: true, description: 'Full names under which she was known before.' })
  @ArrayMaxSize(5)
  @IsName({ each: true })
  formerNames?: string[] | null;

  @Field(() => PartialDateInput, { nullable: true, description: 'When she was born, as far as it is known.' })
  @ValidateNested()
  born?: PartialDateInput | null;

  @Field(() => [String], { nullable: true, description: 'Citizenships: ISO 3166-1 of two letters, and XK.' })
  @ArrayMaxSize(5)
  @IsCountry({ each: true })
  citizenships?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Languages that she speaks: ISO 639.' })
  @ArrayMaxSize(10)
  @IsLanguage({ each: true })
  languages?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Number of an identity document.' })
  @IsLine(40)
  documentNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'Where she lives or lived.' })
  @IsLine(300)
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'Her telephone.' })
  @IsTelephone()
  phone?: string | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@ArgsType()
export class FindSurvivorsArgs {
  @Field(() => String, { description: 'A full name, in any order and spelling.' })
  @IsName()
  name!: string;

  @Field(() => PartialDateInput, { nullable: true, description: 'When she was born, as far as it is known.' })
  @ValidateNested()
  born?: PartialDateInput | null;
}
