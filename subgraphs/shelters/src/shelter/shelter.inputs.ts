import {
  Country,
  GraphQLDate,
  GraphQLDateTimeISO,
  GraphQLUUID,
  LocalizedTextInput,
  PageArgs,
} from '@ura/vocabulary';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { RoomInput } from '../room/room.inputs';
import { AcceptanceInput, LicenceInput, ShelterAddressInput } from './change-shelter.inputs';
import { ShelterKind, ShelterProgramme, ShelterRegime } from './shelter.entity';

const NO_ID = { message: 'this is not an id' };

@InputType({ description: 'Which shelters.' })
export class ShelterFilter {
  @Field(() => Country, { nullable: true, description: 'Of this country.' })
  country?: Country | null;

  @Field(() => [ShelterKind], { nullable: true, description: 'Of one of these kinds.' })
  @ArrayMaxSize(10)
  kinds?: ShelterKind[] | null;

  @Field(() => ShelterProgramme, { nullable: true, description: 'With this programme.' })
  programme?: ShelterProgramme | null;

  @Field(() => ID, { nullable: true, description: 'Of this organisation.' })
  @IsUUID(undefined, NO_ID)
  organisationId?: string | null;
}

@ArgsType()
export class SheltersArgs extends PageArgs {
  @Field(() => ShelterFilter, { nullable: true, description: 'Which shelters; all, unless said.' })
  @ValidateNested()
  filter?: ShelterFilter | null;
}

@InputType({ description: 'A new shelter with its rooms and beds.' })
export class AddShelterInput {
  @Field(() => String, { description: 'A short word for it in files: small letters, digits and hyphens.' })
  @Matches(/^[a-z0-9][a-z0-9-]{1,58}$/, { message: 'small letters, digits and hyphens only' })
  slug!: string;

  @Field(() => Country, { description: 'The country.' })
  country!: Country;

  @Field(() => String, { description: 'The code of its region.' })
  @MaxLength(80)
  regionCode!: string;

  @Field(() => LocalizedTextInput, { description: 'Its code name. Not that of a street or a quarter.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => ShelterKind, { description: 'What it is for.' })
  kind!: ShelterKind;

  @Field(() => [ShelterProgramme], { description: 'How it helps.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ArrayUnique()
  programmes!: ShelterProgramme[];

  @Field(() => ShelterRegime, { description: 'How freely people come and go.' })
  regime!: ShelterRegime;

  @Field(() => AcceptanceInput, { description: 'Whom it accepts.' })
  @ValidateNested()
  accepts!: AcceptanceInput;

  @Field(() => [String], { description: 'Languages that are spoken there, as ISO 639-1.' })
  @ArrayMaxSize(20)
  @Matches(/^[a-z]{2}$/, { each: true, message: 'a language is two small letters, such as sq' })
  languages!: string[];

  @Field(() => Int, { nullable: true, description: 'For how many nights at most.' })
  @Min(1)
  @Max(3650)
  maximumNights?: number | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'The end of an apartment’s lease.' })
  leaseUntil?: string | null;

  @Field(() => [LicenceInput], { nullable: true, description: 'Its licences.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  licences?: LicenceInput[] | null;

  @Field(() => ShelterAddressInput, { nullable: true, description: 'Where it stands.' })
  @ValidateNested()
  address?: ShelterAddressInput | null;

  @Field(() => [RoomInput], { description: 'Its rooms with their beds, at most 60.' })
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  rooms!: RoomInput[];

  @Field(() => GraphQLUUID, {
    description: 'A new UUID for a new shelter; the same again gives the same one.',
  })
  idempotencyKey!: string;
}

@InputType({ description: 'That a shelter takes nobody new for a time. Who is there stays.' })
export class CloseShelterInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID(undefined, NO_ID)
  shelterId!: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'From when; now, unless said.' })
  from?: Date | null;

  @Field(() => GraphQLDateTimeISO, { description: 'Until when.' })
  until!: Date;
}

@InputType({ description: 'That a closed shelter takes people again.' })
export class ReopenShelterInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID(undefined, NO_ID)
  shelterId!: string;
}

@InputType({ description: 'That the figures of a shelter are right, now.' })
export class ConfirmAvailabilityInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID(undefined, NO_ID)
  shelterId!: string;
}
