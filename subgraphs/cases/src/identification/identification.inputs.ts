import { GraphQLDate, GraphQLUUID } from '@ura/vocabulary';
import { IsUUID, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { FirstIdentifier, IdentificationDecider, IdentificationStep } from './identification.entity';

@InputType({ description: 'Who held the formal interview.' })
export class FormalInterviewInput {
  @Field(() => Boolean, { description: 'Whether the police took part.' })
  policePresent!: boolean;

  @Field(() => Boolean, { description: 'Whether the state social service took part.' })
  socialServicePresent!: boolean;
}

@InputType({ description: 'What happened in an identification.' })
export class AdvanceIdentificationInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => IdentificationStep, { description: 'What happened.' })
  step!: IdentificationStep;

  @Field(() => GraphQLDate, { nullable: true, description: 'On which day; today unless said.' })
  on?: string | null;

  @Field(() => FirstIdentifier, {
    nullable: true,
    description: 'Who saw it first; wanted with the first step, where it is not known from the opening.',
  })
  initialBy?: FirstIdentifier | null;

  @Field(() => FormalInterviewInput, { nullable: true, description: 'With INTERVIEWED: who held it.' })
  @ValidateNested()
  interview?: FormalInterviewInput | null;

  @Field(() => IdentificationDecider, {
    nullable: true,
    description: 'With VICTIM and NOT_VICTIM: what decided it.',
  })
  decidedBy?: IdentificationDecider | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True where she gives up the reflection period that begins now or has begun.',
  })
  waivesReflection?: boolean | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
