import { AgeBand, GraphQLDate, GraphQLUUID, PageArgs, RiskLevel, Sex, Situation } from '@ura/vocabulary';
import { ArrayMaxSize, IsUUID, Length, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { CaseStatus } from './case.entity';

export const notAnId = { message: 'this is not an id' };

@ArgsType()
export class CaseArgs {
  @Field(() => ID, { nullable: true, description: 'The case’s id; or say its code.' })
  @IsUUID(undefined, notAnId)
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'The case’s code.' })
  @Length(1, 20)
  code?: string | null;
}

@InputType({ description: 'Which cases; all that are open to you, unless said.' })
export class CaseFilter {
  @Field(() => [CaseStatus], { nullable: true, description: 'In one of these.' })
  @ArrayMaxSize(8)
  statuses?: CaseStatus[] | null;

  @Field(() => [Situation], { nullable: true, description: 'Of one of these kinds.' })
  @ArrayMaxSize(5)
  kinds?: Situation[] | null;

  @Field(() => [RiskLevel], { nullable: true, description: 'At one of these risks.' })
  @ArrayMaxSize(4)
  risks?: RiskLevel[] | null;

  @Field(() => String, { nullable: true, description: 'Of this region.' })
  @Length(1, 60)
  regionCode?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those in whose team you are.' })
  mine?: boolean | null;
}

@ArgsType()
export class CasesArgs extends PageArgs {
  @Field(() => CaseFilter, { nullable: true, description: 'Which cases.' })
  @ValidateNested()
  filter?: CaseFilter | null;
}

@InputType({ description: 'Somebody who needs protection. Nothing here says who it is.' })
export class OpenCaseInput {
  @Field(() => Situation, { description: 'What she needs protection from.' })
  kind!: Situation;

  @Field(() => AgeBand, { description: 'Her age, in a band.' })
  ageBand!: AgeBand;

  @Field(() => Sex, { description: 'Sex.' })
  sex!: Sex;

  @Field(() => String, { description: 'The code of the region in which she was found, such as AL-09.' })
  @Length(1, 60)
  regionCode!: string;

  @Field(() => RiskLevel, { nullable: true, description: 'The risk, where it is assessed already.' })
  risk?: RiskLevel | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'The day on which it began; today unless said.' })
  openedOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'The mobile unit that identified her.' })
  @IsUUID(undefined, notAnId)
  mobileUnitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The informative session after which somebody reported.' })
  @IsUUID(undefined, notAnId)
  sessionId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The concern that this case comes of; it is settled with it.',
  })
  @IsUUID(undefined, notAnId)
  concernId?: string | null;

  @Field(() => ID, { nullable: true, description: 'For a child of a survivor: the survivor’s case.' })
  @IsUUID(undefined, notAnId)
  dependantOfId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether even supervisors need a place in the team.' })
  restricted?: boolean | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
