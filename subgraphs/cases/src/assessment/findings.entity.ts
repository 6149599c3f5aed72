import { type CodeOf, enumOf, PartialDate, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { HealthNeed, ReintegrationNeed } from './need-codes';
import {
  ControlMethod,
  ExploitationType,
  PerpetratorRelation,
  RecruitmentMethod,
  RiskFactor,
  SafetyMeasure,
} from './protection-codes';

export const GbvType = enumOf('GbvType', 'The core types of GBVIMS. An incident has one.', {
  RAPE: 'GBVIMS: rape.',
  SEXUAL_ASSAULT: 'GBVIMS: sexual_assault.',
  PHYSICAL_ASSAULT: 'GBVIMS: physical_assault.',
  FORCED_MARRIAGE: 'GBVIMS: forced_marriage.',
  DENIAL_OF_RESOURCES: 'GBVIMS: denial_of_resources.',
  PSYCHOLOGICAL_ABUSE: 'GBVIMS: psychological_abuse.',
  NON_GBV: 'GBVIMS: non_gbv.',
});
export type GbvType = CodeOf<typeof GbvType>;

export const GbvContext = enumOf('GbvContext', 'The contexts of GBVIMS. They follow from what happened.', {
  INTIMATE_PARTNER: 'Intimate partner violence.',
  CHILD_SEXUAL_ABUSE: 'Child sexual abuse.',
  EARLY_MARRIAGE: 'Early marriage.',
  POSSIBLE_SEXUAL_EXPLOITATION: 'Possible sexual exploitation.',
  POSSIBLE_SEXUAL_SLAVERY: 'Possible sexual slavery.',
  HARMFUL_PRACTICE: 'A harmful traditional practice.',
});
export type GbvContext = CodeOf<typeof GbvContext>;

@ObjectType({ description: 'One thing that was done to her.' })
@Privacy('OWNER')
export class Incident {
  @Field(() => GbvType, { description: 'Its type, by the ordered test of GBVIMS.' })
  type!: GbvType;

  @Field(() => [GbvContext], { description: 'Its contexts, as they follow from what happened.' })
  contexts!: GbvContext[];

  @Field(() => PerpetratorRelation, { description: 'What whoever did it is to her.' })
  perpetrator!: PerpetratorRelation;

  @Field(() => PartialDate, { nullable: true, description: 'When, as far as it is known.' })
  happened?: PartialDate | null;
}

@ObjectType({ description: 'What was found of danger and safety.' })
@Privacy('OWNER')
export class ProtectionFindings {
  @Field(() => [RiskFactor], { description: 'What makes it dangerous.' })
  riskFactors!: RiskFactor[];

  @Field(() => [SafetyMeasure], { description: 'The safety plan.' })
  safetyPlan!: SafetyMeasure[];

  @Field(() => [Incident], { description: 'What was done to her.' })
  incidents!: Incident[];

  @Field(() => [RecruitmentMethod], { description: 'How she was recruited.' })
  recruitment!: RecruitmentMethod[];

  @Field(() => [ControlMethod], { description: 'How she was controlled.' })
  control!: ControlMethod[];

  @Field(() => [ExploitationType], { description: 'How she was exploited.' })
  exploitation!: ExploitationType[];
}

@ObjectType({ description: 'What body and mind need.' })
@Privacy('OWNER')
export class HealthFindings {
  @Field(() => [HealthNeed], { description: 'The needs.' })
  needs!: HealthNeed[];
}

@ObjectType({ description: 'What a life of her own needs.' })
@Privacy('OWNER')
export class ReintegrationFindings {
  @Field(() => [ReintegrationNeed], { description: 'The needs.' })
  needs!: ReintegrationNeed[];
}
