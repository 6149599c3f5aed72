import { AgeBand, Country, GraphQLDateTimeISO, RiskLevel, Sex, Situation } from '@ura/vocabulary';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'One person who needs a bed. Nothing here says who.' })
export class PersonInNeed {
  @Field(() => Sex, { description: 'Sex.' })
  sex!: Sex;

  @Field(() => AgeBand, { description: 'Age, in bands.' })
  ageBand!: AgeBand;

  @Field(() => Int, {
    nullable: true,
    description: 'A child’s age, 0 to 17. It decides about boys; it is judged and not kept.',
  })
  @Min(0)
  @Max(17)
  age?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether they use a wheelchair.',
  })
  wheelchair?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether a small child sleeps in a cot.',
  })
  cot?: boolean | null;
}

@InputType({ description: 'Who needs beds. They are placed together or not at all.' })
export class BedNeed {
  @Field(() => [PersonInNeed], { description: 'The household: 1 to 12 people.' })
  @ArrayMinSize(1, { message: 'say who needs a bed: 1 to 12 people' })
  @ArrayMaxSize(12, { message: 'say who needs a bed: 1 to 12 people' })
  @ValidateNested({ each: true })
  people!: PersonInNeed[];

  @Field(() => RiskLevel, { description: 'The assessed risk. Where it is not assessed, call first.' })
  risk!: RiskLevel;

  @Field(() => Situation, { nullable: true, description: 'What they need protection from.' })
  situation?: Situation | null;

  @Field(() => Country, { nullable: true, description: 'Only shelters of this country.' })
  country?: Country | null;

  @Field(() => String, { nullable: true, description: 'The region they would rather be in. Others follow.' })
  @MaxLength(80)
  regionCode?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of places that are never offered: his town, his relatives’ town.',
  })
  @ArrayMaxSize(20)
  @MaxLength(80, { each: true })
  avoidPlaceCodes?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Languages that they speak, as ISO 639-1.' })
  @ArrayMaxSize(10)
  @Matches(/^[a-z]{2}$/, { each: true, message: 'a language is two small letters, such as sq' })
  languages?: string[] | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'From when; now, unless said.' })
  from?: Date | null;

  @Field(() => Int, { nullable: true, description: 'For how many nights; open-ended, unless said.' })
  @Min(1)
  @Max(730)
  nights?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The case’s reference for this subgraph. Only a case manager has one.',
  })
  @IsUUID(undefined, { message: 'this is not an id' })
  caseRef?: string | null;
}
