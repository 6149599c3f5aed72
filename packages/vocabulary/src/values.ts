import { Max, MaxLength, Min } from 'class-validator';
import {
  Arg,
  Directive,
  Field,
  FieldResolver,
  Float,
  InputType,
  Int,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { CountQualifier, PhoneKind } from './enums';
import { Privacy } from './privacy';

@ObjectType({ description: 'Words for people, in the languages of the two countries and English.' })
@Directive('@shareable')
@Privacy('PUBLIC')
export class LocalizedText {
  @Field(() => String, { nullable: true, description: 'Albanian.' })
  sq?: string | null;

  @Field(() => String, { nullable: true, description: 'English.' })
  en?: string | null;

  @Field(() => String, { nullable: true, description: 'Serbian, in Latin script.' })
  sr?: string | null;
}

const LANGUAGES = ['sq', 'en', 'sr'] as const;

/** The text in one language, or else in English, Albanian or Serbian, in this order. */
export const textIn = (words: LocalizedText, language: string | null): string => {
  const known = LANGUAGES.find(name => name === language);
  return (known && words[known]) ?? words.en ?? words.sq ?? words.sr ?? '';
};

@Resolver(() => LocalizedText)
export class LocalizedTextResolver {
  @FieldResolver(() => String, {
    description: 'The text in one language, or else in English, Albanian or Serbian.',
  })
  text(
    @Root() words: LocalizedText,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: 'sq, en or sr.' })
    language: string | null,
  ): string {
    return textIn(words, language);
  }
}

@ObjectType({ description: 'A date as precise as its source: a year, a month, or a day.' })
@Directive('@shareable')
@Privacy('PUBLIC')
export class PartialDate {
  @Field(() => Int, { description: 'The year.' })
  year!: number;

  @Field(() => Int, { nullable: true, description: 'The month, 1 to 12, where it is known.' })
  month?: number | null;

  @Field(() => Int, { nullable: true, description: 'The day of the month, where it is known.' })
  day?: number | null;
}

@ObjectType({ description: 'A published figure with its qualifier.' })
@Directive('@shareable')
@Privacy('PUBLIC')
export class Count {
  @Field(() => Int, { description: 'The figure.' })
  value!: number;

  @Field(() => CountQualifier, { description: 'How exact it is.' })
  qualifier!: CountQualifier;
}

@ObjectType({ description: 'A point on the earth, WGS 84.' })
@Directive('@shareable')
@Privacy('PUBLIC')
export class Coordinates {
  @Field(() => Float, { description: 'Degrees north.' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east.' })
  longitude!: number;
}

@ObjectType({ description: 'A telephone number.' })
@Directive('@shareable')
@Privacy('PUBLIC')
export class Phone {
  @Field(() => String, { description: 'The number, in international form.' })
  number!: string;

  @Field(() => PhoneKind, { description: 'What it is for.' })
  kind!: PhoneKind;

  @Field(() => LocalizedText, { nullable: true, description: 'Who answers.' })
  label?: LocalizedText | null;
}

@InputType({ description: 'Words for people, in at least one language.' })
export class LocalizedTextInput {
  @Field(() => String, { nullable: true, description: 'Albanian.' })
  @MaxLength(2_000)
  sq?: string | null;

  @Field(() => String, { nullable: true, description: 'English.' })
  @MaxLength(2_000)
  en?: string | null;

  @Field(() => String, { nullable: true, description: 'Serbian, in Latin script.' })
  @MaxLength(2_000)
  sr?: string | null;
}

@InputType({ description: 'A date as precise as it is known.' })
export class PartialDateInput {
  @Field(() => Int, { description: 'The year.' })
  @Min(1800)
  @Max(2200)
  year!: number;

  @Field(() => Int, { nullable: true, description: 'The month, 1 to 12.' })
  @Min(1)
  @Max(12)
  month?: number | null;

  @Field(() => Int, { nullable: true, description: 'The day of the month.' })
  @Min(1)
  @Max(31)
  day?: number | null;
}

@InputType({ description: 'A point on the earth, WGS 84.' })
export class CoordinatesInput {
  @Field(() => Float, { description: 'Degrees north.' })
  @Min(-90)
  @Max(90)
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east.' })
  @Min(-180)
  @Max(180)
  longitude!: number;
}
