import { RiskLevel, Sex, Situation } from '@ura/vocabulary';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'Somebody who looks for a service. What is left out is not looked at.' })
export class EligibilityInput {
  @Field(() => Sex, { nullable: true, description: 'The person’s sex.' })
  sex?: Sex | null;

  @Field(() => Int, { nullable: true, description: 'The person’s age in years.' })
  @Min(0)
  @Max(120)
  age?: number | null;

  @Field(() => RiskLevel, {
    nullable: true,
    description: 'The assessed risk. Not assessed finds only services that have no limit of risk, or say so.',
  })
  risk?: RiskLevel | null;

  @Field(() => Situation, { nullable: true, description: 'What the person needs protection from.' })
  situation?: Situation | null;
}

@InputType({ description: 'Whom a service is for. What is left out has no limit.' })
export class EligibilityLimitsInput {
  @Field(() => [Sex], { nullable: true, description: 'Only for these.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @ArrayUnique()
  sexes?: Sex[] | null;

  @Field(() => Int, { nullable: true, description: 'From this age, in years.' })
  @Min(0)
  @Max(120)
  minimumAge?: number | null;

  @Field(() => Int, { nullable: true, description: 'Up to this age, in years, included.' })
  @Min(0)
  @Max(120)
  maximumAge?: number | null;

  @Field(() => [RiskLevel], { nullable: true, description: 'Only at these levels of risk.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @ArrayUnique()
  risks?: RiskLevel[] | null;

  @Field(() => [Situation], { nullable: true, description: 'Only in these situations.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  situations?: Situation[] | null;
}
