import { Privacy, RiskLevel, Sex, Situation } from '@ura/vocabulary';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Whom a service is for. What is null has no limit.' })
@Privacy('PUBLIC')
export class Eligibility {
  @Field(() => [Sex], { nullable: true, description: 'Only for these.' })
  sexes?: Sex[] | null;

  @Field(() => Int, { nullable: true, description: 'From this age, in years.' })
  minimumAge?: number | null;

  @Field(() => Int, { nullable: true, description: 'Up to this age, in years, included.' })
  maximumAge?: number | null;

  @Field(() => [RiskLevel], { nullable: true, description: 'Only at these levels of risk.' })
  risks?: RiskLevel[] | null;

  @Field(() => [Situation], { nullable: true, description: 'Only in these situations.' })
  situations?: Situation[] | null;
}
