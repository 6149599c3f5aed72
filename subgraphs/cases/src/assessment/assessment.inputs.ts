import { AgeBand, GraphQLDate, GraphQLUUID, PartialDateInput, RiskLevel } from '@ura/vocabulary';
import { ArrayMaxSize, ArrayUnique, IsUUID, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { HealthNeed, ReintegrationNeed } from './need-codes';
import {
  ControlMethod,
  ExploitationType,
  PerpetratorRelation,
  RecruitmentMethod,
  RiskFactor,
  SafetyMeasure,
} from './protection-codes';

@InputType({ description: 'What happened, one incident at a time. Its type and contexts follow from it.' })
export class IncidentInput {
  @Field(() => Boolean, { nullable: true, description: 'There was penetration, with whatever it was.' })
  penetration?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'There was unwanted sexual contact.' })
  sexualContact?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'She was hurt physically.' })
  physicalAssault?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'She was married against her will.' })
  forcedMarriage?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Resources, chances or services were denied to her.' })
  denialOfResources?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'She was hurt in her mind or feelings.' })
  psychologicalAbuse?: boolean | null;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: 'It was for being what she is.' })
  genderBased?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'It was in exchange for money, goods or favours.' })
  forGain?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'She was held, abducted or sold.' })
  heldCaptive?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'It was a harmful traditional practice.' })
  harmfulPractice?: boolean | null;

  @Field(() => PerpetratorRelation, { description: 'What whoever did it is to her.' })
  perpetrator!: PerpetratorRelation;

  @Field(() => AgeBand, { description: 'Her age when it happened.' })
  ageBand!: AgeBand;

  @Field(() => PartialDateInput, { nullable: true, description: 'When, as far as it is known.' })
  @ValidateNested()
  happened?: PartialDateInput | null;
}

@InputType({ description: 'What was found of danger and safety.' })
export class ProtectionFindingsInput {
  @Field(() => RiskLevel, { description: 'The risk; from now on the case’s.' })
  risk!: RiskLevel;

  @Field(() => [RiskFactor], { defaultValue: [], description: 'What makes it dangerous.' })
  @ArrayMaxSize(30)
  @ArrayUnique()
  riskFactors!: RiskFactor[];

  @Field(() => [SafetyMeasure], { defaultValue: [], description: 'The safety plan.' })
  @ArrayMaxSize(30)
  @ArrayUnique()
  safetyPlan!: SafetyMeasure[];

  @Field(() => [IncidentInput], { defaultValue: [], description: 'What was done to her.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  incidents!: IncidentInput[];

  @Field(() => [RecruitmentMethod], { defaultValue: [], description: 'How she was recruited.' })
  @ArrayMaxSize(10)
  @ArrayUnique()
  recruitment!: RecruitmentMethod[];

  @Field(() => [ControlMethod], { defaultValue: [], description: 'How she was controlled.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  control!: ControlMethod[];

  @Field(() => [ExploitationType], { defaultValue: [], description: 'How she was exploited.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  exploitation!: ExploitationType[];
}

@InputType({ description: 'What body and mind need.' })
export class HealthFindingsInput {
  @Field(() => [HealthNeed], { description: 'The needs; none is an answer too.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  needs!: HealthNeed[];
}

@InputType({ description: 'What a life of her own needs.' })
export class ReintegrationFindingsInput {
  @Field(() => [ReintegrationNeed], { description: 'The needs; none is an answer too.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  needs!: ReintegrationNeed[];
}

@InputType({ description: 'What was found; at least one part. Each is seen by who sees that part.' })
export class AssessCaseInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'The day of the assessment; today unless said.' })
  assessedOn?: string | null;

  @Field(() => ProtectionFindingsInput, { nullable: true, description: 'Danger and safety.' })
  @ValidateNested()
  protection?: ProtectionFindingsInput | null;

  @Field(() => HealthFindingsInput, { nullable: true, description: 'Body and mind.' })
  @ValidateNested()
  health?: HealthFindingsInput | null;

  @Field(() => ReintegrationFindingsInput, {
    nullable: true,
    description: 'School, work, a home, the family.',
  })
  @ValidateNested()
  reintegration?: ReintegrationFindingsInput | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
