import { GraphQLDate, GraphQLUUID } from '@ura/vocabulary';
import { ArrayMaxSize, ArrayUnique, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { Escort, IdentityDocument, ReceiverKind, TravelDocument, WorkplaceKind } from './goal-terms.entity';
import { GoalObjective, GoalStatus } from './plan-goal.entity';

@InputType({ description: 'What the service asks for. What belongs to another service is refused.' })
export class GoalTermsInput {
  @Field(() => Int, {
    nullable: true,
    description: 'VS17: for how many months the rent is paid: 3, 6 or 12.',
  })
  @Min(1)
  @Max(12)
  months?: number | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'VS17: from which day.' })
  startsOn?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'VS14–VS16: the employer or training centre, or its kind.',
  })
  @IsUUID(undefined, notAnId)
  workplaceId?: string | null;

  @Field(() => WorkplaceKind, { nullable: true, description: 'VS14–VS16: the kind of place, or its id.' })
  workplaceKind?: WorkplaceKind | null;

  @Field(() => IdentityDocument, { nullable: true, description: 'VS20: the document.' })
  document?: IdentityDocument | null;
}

@InputType({ description: 'One of the services, agreed with her.' })
export class PlanServiceInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => String, {
    description: 'The code of the service, such as VS07. A return has a mutation of its own.',
  })
  @Length(1, 20)
  serviceCode!: string;

  @Field(() => ID, { description: 'The organisation that gives it.' })
  @IsUUID(undefined, notAnId)
  providerId!: string;

  @Field(() => GoalObjective, { description: 'What it is for.' })
  objective!: GoalObjective;

  @Field(() => GraphQLDate, { description: 'The day by which it is to be reached.' })
  dueOn!: string;

  @Field(() => GoalTermsInput, { nullable: true, description: 'What this service asks for beyond that.' })
  @ValidateNested()
  terms?: GoalTermsInput | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'An assisted return: VS02.' })
export class PlanReturnInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => ID, { description: 'The organisation that assists.' })
  @IsUUID(undefined, notAnId)
  providerId!: string;

  @Field(() => String, { description: 'The country to which she returns. ISO 3166-1 alpha-2, and XK.' })
  @Length(2, 2)
  country!: string;

  @Field(() => GraphQLDate, { description: 'The day of the journey.' })
  returnsOn!: string;

  @Field(() => Escort, { description: 'Who goes with her.' })
  escort!: Escort;

  @Field(() => [TravelDocument], { description: 'The documents for the journey.' })
  @ArrayMaxSize(6)
  @ArrayUnique()
  documents!: TravelDocument[];

  @Field(() => ID, { nullable: true, description: 'The receiving organisation, or what it is.' })
  @IsUUID(undefined, notAnId)
  receiverId?: string | null;

  @Field(() => ReceiverKind, {
    nullable: true,
    description: 'What the receiving organisation is, or its id.',
  })
  receiverKind?: ReceiverKind | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'What becomes of a goal: another status, another day, or both.' })
export class ChangeGoalInput {
  @Field(() => ID, { description: 'The goal.' })
  @IsUUID(undefined, notAnId)
  goalId!: string;

  @Field(() => GoalStatus, { nullable: true, description: 'Where it stands from now on.' })
  status?: GoalStatus | null;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The day by which it is to be reached from now on.',
  })
  dueOn?: string | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
