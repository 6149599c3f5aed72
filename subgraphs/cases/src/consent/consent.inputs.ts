import { GraphQLDate, GraphQLUUID } from '@ura/vocabulary';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { ConsentBundle, ConsentForm, ConsentPurpose, GuardianRelation } from './consent.entity';

const TEXT_VERSION = /^[a-z-]{0,12}\d[\d.-]{0,19}$/i;
const noVersion = { message: 'a version is a number or a date, such as 2026-03' };
const LANGUAGE = /^[a-z]{2,3}$/;
const noLanguage = { message: 'a language is two or three letters of ISO 639, such as sq' };

@InputType({ description: 'The consent of whoever answers for a child.' })
export class GuardianConsentInput {
  @Field(() => GuardianRelation, { description: 'Who they are to the child.' })
  relation!: GuardianRelation;

  @Field(() => GraphQLDate, { description: 'When they consented.' })
  consentedOn!: string;

  @Field(() => Boolean, {
    description: 'Whether they are suspected of what was done to the child. Then they cannot consent.',
  })
  isAllegedPerpetrator!: boolean;
}

@InputType({ description: 'Whether the child said yes.' })
export class AssentInput {
  @Field(() => Boolean, { description: 'Whether it was a yes. A no is a refusal of the whole consent.' })
  given!: boolean;

  @Field(() => GraphQLDate, { description: 'When.' })
  givenOn!: string;
}

@InputType({
  description:
    'What she allows one recipient to know. What she allowed the same recipient before ends with it; what is under way there goes on, as far as this covers it.',
})
export class RecordConsentInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => ID, { description: 'The one organisation that it is for. It may be your own.' })
  @IsUUID(undefined, notAnId)
  recipientId!: string;

  @Field(() => [ID], { nullable: true, description: 'Only these people there; everybody unless said.' })
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { ...notAnId, each: true })
  recipientPeople?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Never these people there: a relative, a neighbour.' })
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { ...notAnId, each: true })
  exceptPeople?: string[] | null;

  @Field(() => [ConsentPurpose], { description: 'For what.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(11)
  @ArrayUnique()
  purposes!: ConsentPurpose[];

  @Field(() => [ConsentBundle], { description: 'What may be known. Nothing, for DEDUP alone.' })
  @ArrayMaxSize(5)
  @ArrayUnique()
  bundles!: ConsentBundle[];

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'Its last day: in 90 days unless said, 365 at most.',
  })
  validTo?: string | null;

  @Field(() => ConsentForm, { description: 'How it was given.' })
  form!: ConsentForm;

  @Field(() => ID, {
    nullable: true,
    description: 'Somebody of your staff before whom it was said; not you. Only where it was said.',
  })
  @IsUUID(undefined, notAnId)
  witnessId?: string | null;

  @Field(() => String, { description: 'In which language the text was read to her: ISO 639.' })
  @Length(2, 3)
  @Matches(LANGUAGE, noLanguage)
  language!: string;

  @Field(() => String, { description: 'Which version of the text was read to her.' })
  @MaxLength(32)
  @Matches(TEXT_VERSION, noVersion)
  textVersion!: string;

  @Field(() => GuardianConsentInput, {
    nullable: true,
    description: 'For a child: the consent of whoever answers for them.',
  })
  @ValidateNested()
  guardian?: GuardianConsentInput | null;

  @Field(() => AssentInput, { nullable: true, description: 'For a child: their own yes, needed from 12.' })
  @ValidateNested()
  assent?: AssentInput | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({
  description:
    'That she was asked and said no. Nothing is withheld from her because of it, and nothing that she allowed before ends with it.',
})
export class RefuseConsentInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => ID, { description: 'The organisation that was to know.' })
  @IsUUID(undefined, notAnId)
  recipientId!: string;

  @Field(() => [ConsentPurpose], { description: 'For what it was asked.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(11)
  @ArrayUnique()
  purposes!: ConsentPurpose[];

  @Field(() => String, { description: 'In which language the text was read to her: ISO 639.' })
  @Length(2, 3)
  @Matches(LANGUAGE, noLanguage)
  language!: string;

  @Field(() => String, { description: 'Which version of the text was read to her.' })
  @MaxLength(32)
  @Matches(TEXT_VERSION, noVersion)
  textVersion!: string;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'What she takes back: by its id, or by the case’s code and the recipient.' })
export class WithdrawConsentInput {
  @Field(() => ID, { nullable: true, description: 'The consent.' })
  @IsUUID(undefined, notAnId)
  consentId?: string | null;

  @Field(() => String, { nullable: true, description: 'The case’s code, as it is said on the phone.' })
  @Length(1, 20)
  caseCode?: string | null;

  @Field(() => ID, { nullable: true, description: 'With the code: who is to know nothing any more.' })
  @IsUUID(undefined, notAnId)
  recipientId?: string | null;
}
