import { GraphQLUUID, LocalizedTextInput } from '@ura/vocabulary';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { HasNoNumber, HasWords, IsId, IsLine } from '../checks/checks.inputs';
import { EligibilityLimitsInput } from '../eligibility/eligibility.inputs';
import { LocationInput } from '../location/location.inputs';
import { OpeningHoursInput } from '../opening-hours/opening-hours.inputs';
import { ServiceSetting, ServiceStatus } from './service.entity';

@ArgsType()
export class ServiceArgs {
  @Field(() => ID, { description: 'Its id.' })
  @IsId()
  id!: string;
}

@InputType({ description: 'A licence or accreditation of a service.' })
export class AccreditationInput {
  @Field(() => LocalizedTextInput, { description: 'Who gave it.' })
  @ValidateNested()
  @HasWords(200)
  @HasNoNumber()
  body!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'What for.' })
  @ValidateNested()
  @HasWords(200)
  @HasNoNumber()
  title?: LocalizedTextInput | null;
}

@InputType({ description: 'A new service.' })
export class AddServiceInput {
  @Field(() => GraphQLUUID, { description: 'Made by the caller; the same again makes nothing new.' })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The organisation that offers it.' })
  @IsId()
  organisationId!: string;

  @Field(() => ID, { description: 'Its type: VS01 to VS24.' })
  @IsLine(20)
  typeCode!: string;

  @Field(() => LocalizedTextInput, { description: 'Its name.' })
  @ValidateNested()
  @HasWords(200)
  @HasNoNumber()
  name!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'What it does.' })
  @ValidateNested()
  @HasWords(2_000)
  @HasNoNumber()
  description?: LocalizedTextInput | null;

  @Field(() => ServiceStatus, { defaultValue: ServiceStatus.ACTIVE, description: 'Whether it is there.' })
  status!: ServiceStatus;

  @Field(() => [ServiceSetting], { description: 'Where it is given.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  settings!: ServiceSetting[];

  @Field(() => EligibilityLimitsInput, {
    nullable: true,
    description: 'Whom it is for; everybody, when left out.',
  })
  @ValidateNested()
  eligibility?: EligibilityLimitsInput | null;

  @Field(() => [String], {
    description: 'The codes of the places that it covers, with all that lies in them.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(120)
  @IsLine(100, { each: true })
  areaCodes!: string[];

  @Field(() => [String], { description: 'The languages that are spoken there, ISO 639-1.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(/^[a-z]{2}$/, { each: true, message: 'languages must be codes of ISO 639-1, such as sq' })
  languages!: string[];

  @Field(() => [OpeningHoursInput], { nullable: true, description: 'When it is open.' })
  @ArrayMaxSize(21)
  @ValidateNested({ each: true })
  schedule?: OpeningHoursInput[] | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'For how many months it can be had, where that is fixed.',
  })
  @ArrayMaxSize(12)
  @ArrayUnique()
  @Min(1, { each: true })
  @Max(120, { each: true })
  durationsInMonths?: number[] | null;

  @Field(() => [AccreditationInput], { nullable: true, description: 'Its licences and accreditations.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  accreditations?: AccreditationInput[] | null;

  @Field(() => LocationInput, { nullable: true, description: 'Where it is, as precisely as may be said.' })
  @ValidateNested()
  location?: LocationInput | null;
}

@InputType({ description: 'What changes of a service. What is left out stays; null takes away.' })
export class ChangeServiceInput {
  @Field(() => ID, { description: 'The service.' })
  @IsId()
  serviceId!: string;

  @Field(() => ID, { nullable: true, description: 'Its type: VS01 to VS24.' })
  @IsLine(20)
  typeCode?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'Its name.' })
  @ValidateNested()
  @HasWords(200)
  @HasNoNumber()
  name?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'What it does.' })
  @ValidateNested()
  @HasWords(2_000)
  @HasNoNumber()
  description?: LocalizedTextInput | null;

  @Field(() => ServiceStatus, { nullable: true, description: 'Whether it is there.' })
  status?: ServiceStatus | null;

  @Field(() => [ServiceSetting], { nullable: true, description: 'Where it is given.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  settings?: ServiceSetting[] | null;

  @Field(() => EligibilityLimitsInput, {
    nullable: true,
    description: 'Whom it is for, instead of what was there; everybody, when null.',
  })
  @ValidateNested()
  eligibility?: EligibilityLimitsInput | null;

  @Field(() => [String], { nullable: true, description: 'The codes of the places that it covers.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(120)
  @IsLine(100, { each: true })
  areaCodes?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'The languages that are spoken there, ISO 639-1.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(/^[a-z]{2}$/, { each: true, message: 'languages must be codes of ISO 639-1, such as sq' })
  languages?: string[] | null;

  @Field(() => [OpeningHoursInput], { nullable: true, description: 'When it is open.' })
  @ArrayMaxSize(21)
  @ValidateNested({ each: true })
  schedule?: OpeningHoursInput[] | null;

  @Field(() => [Int], { nullable: true, description: 'For how many months it can be had.' })
  @ArrayMaxSize(12)
  @ArrayUnique()
  @Min(1, { each: true })
  @Max(120, { each: true })
  durationsInMonths?: number[] | null;

  @Field(() => [AccreditationInput], { nullable: true, description: 'Its licences and accreditations.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  accreditations?: AccreditationInput[] | null;

  @Field(() => LocationInput, { nullable: true, description: 'Where it is, as precisely as may be said.' })
  @ValidateNested()
  location?: LocationInput | null;
}

@InputType({ description: 'That what is said of a service is still true today.' })
export class VerifyServiceInput {
  @Field(() => ID, { description: 'The service.' })
  @IsId()
  serviceId!: string;
}
