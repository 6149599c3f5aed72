import { AgeBand, GraphQLDate, LocalizedTextInput, RiskLevel, Sex, Situation } from '@ura/vocabulary';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { ShelterProgramme, ShelterRegime } from './shelter.entity';

const NO_ID = { message: 'this is not an id' };

@InputType({ description: 'Whom a shelter accepts.' })
export class AcceptanceInput {
  @Field(() => [RiskLevel], { description: 'Assessed risks.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @ArrayUnique()
  risks!: RiskLevel[];

  @Field(() => [Sex], { description: 'Sexes of adults and girls.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @ArrayUnique()
  sexes!: Sex[];

  @Field(() => [AgeBand], { description: 'Ages.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  ageBands!: AgeBand[];

  @Field(() => [Situation], { description: 'What people need protection from.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  situations!: Situation[];

  @Field(() => Int, {
    nullable: true,
    description: 'Where men are not taken: up to which age boys are, included.',
  })
  @Min(0)
  @Max(17)
  oldestBoy?: number | null;
}

@InputType({ description: 'A licence to run a shelter.' })
export class LicenceInput {
  @Field(() => LocalizedTextInput, { description: 'Who gave it.' })
  @ValidateNested()
  body!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { description: 'What it is for.' })
  @ValidateNested()
  title!: LocalizedTextInput;
}

@InputType({ description: 'Where a shelter stands. Readable by its own staff only.' })
export class ShelterAddressInput {
  @Field(() => String, { description: 'Street and number.' })
  @MinLength(1)
  @MaxLength(200)
  street!: string;

  @Field(() => String, { description: 'Postal code.' })
  @MaxLength(20)
  postalCode!: string;

  @Field(() => String, { nullable: true, description: 'Building, entrance or floor.' })
  @MaxLength(200)
  building?: string | null;

  @Field(() => Float, { description: 'Degrees north.' })
  @Min(-90)
  @Max(90)
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east.' })
  @Min(-180)
  @Max(180)
  longitude!: number;
}

@InputType({ description: 'What may change about a shelter. What is left out stays as it is.' })
export class ChangeShelterInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID(undefined, NO_ID)
  shelterId!: string;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'Its code name.' })
  @ValidateNested()
  name?: LocalizedTextInput | null;

  @Field(() => [ShelterProgramme], { nullable: true, description: 'How it helps.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ArrayUnique()
  programmes?: ShelterProgramme[] | null;

  @Field(() => ShelterRegime, { nullable: true, description: 'How freely people come and go.' })
  regime?: ShelterRegime | null;

  @Field(() => AcceptanceInput, { nullable: true, description: 'Whom it accepts.' })
  @ValidateNested()
  accepts?: AcceptanceInput | null;

  @Field(() => [String], { nullable: true, description: 'Languages that are spoken there, as ISO 639-1.' })
  @ArrayMaxSize(20)
  @Matches(/^[a-z]{2}$/, { each: true, message: 'a language is two small letters, such as sq' })
  languages?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'For how many nights at most.' })
  @Min(1)
  @Max(3650)
  maximumNights?: number | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'The end of an apartment’s lease.' })
  leaseUntil?: string | null;

  @Field(() => [LicenceInput], { nullable: true, description: 'Its licences, all of them.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  licences?: LicenceInput[] | null;

  @Field(() => ShelterAddressInput, { nullable: true, description: 'Where it stands.' })
  @ValidateNested()
  address?: ShelterAddressInput | null;
}
