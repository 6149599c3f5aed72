import { CoordinatesInput, PageArgs } from '@ura/vocabulary';
import { ArrayMaxSize, Matches, MaxLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { IsId, IsLine } from '../checks/checks.inputs';
import { EligibilityInput } from '../eligibility/eligibility.inputs';
import { ServiceCategory } from '../service-type/service-type.entity';

@InputType({ description: 'Which services to find. All that is given must hold.' })
export class ServiceSearch {
  @Field(() => String, {
    nullable: true,
    description:
      'Words of the service, its organisation and its places. Diacritics and endings do not matter.',
  })
  @MaxLength(200)
  text?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Of one of these types: VS01 to VS24.' })
  @ArrayMaxSize(50)
  @IsLine(20, { each: true })
  typeCodes?: string[] | null;

  @Field(() => [ServiceCategory], { nullable: true, description: 'Of one of these categories.' })
  @ArrayMaxSize(50)
  categories?: ServiceCategory[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Services that cover the place: the place itself, its region or its country.',
  })
  @IsLine(100)
  placeCode?: string | null;

  @Field(() => CoordinatesInput, { nullable: true, description: 'The nearest first, with their distance.' })
  @ValidateNested()
  near?: CoordinatesInput | null;

  @Field(() => EligibilityInput, { nullable: true, description: 'Services that are for this person.' })
  @ValidateNested()
  for?: EligibilityInput | null;

  @Field(() => String, { nullable: true, description: 'Where this language is spoken, ISO 639-1.' })
  @Matches(/^[a-z]{2}$/, { message: 'language must be a code of ISO 639-1, such as sq' })
  language?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Open now, or, when false, closed now.' })
  openNow?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Of this organisation.' })
  @IsId()
  organisationId?: string | null;
}

@ArgsType()
export class ServicesArgs extends PageArgs {
  @Field(() => ServiceSearch, { nullable: true, description: 'Which to find.' })
  @ValidateNested()
  search?: ServiceSearch | null;
}
