import { GraphQLUUID, PageArgs } from '@ura/vocabulary';
import { ArrayMaxSize, ArrayMinSize, IsUUID, Length, Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { EmergencyFinding, EmergencyReason } from './emergency-access.entity';

@ArgsType()
export class EmergencyAccessesArgs extends PageArgs {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that were reviewed, or were not; all, unless said.',
  })
  reviewed?: boolean | null;
}

@InputType({ description: 'A case that must be opened at once: by its id, or by its code.' })
export class OpenInEmergencyInput {
  @Field(() => ID, { nullable: true, description: 'The case; or say its code.' })
  @IsUUID(undefined, notAnId)
  caseId?: string | null;

  @Field(() => String, { nullable: true, description: 'The case’s code.' })
  @Length(1, 20)
  caseCode?: string | null;

  @Field(() => EmergencyReason, { description: 'Why.' })
  reason!: EmergencyReason;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many hours: 1 to 24; one, unless it is set otherwise.',
  })
  @Min(1)
  @Max(24)
  hours?: number | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'What a review found of an emergency access.' })
export class ReviewEmergencyInput {
  @Field(() => ID, { description: 'The emergency access.' })
  @IsUUID(undefined, notAnId)
  accessId!: string;

  @Field(() => Boolean, { description: 'Whether it was right. Otherwise it ends at once.' })
  isJustified!: boolean;

  @Field(() => [EmergencyFinding], { description: 'What was found.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  findings!: EmergencyFinding[];

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
