import { GraphQLDate, GraphQLUUID } from '@ura/vocabulary';
import { ArrayMaxSize, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { Currency, ServiceItemKind, ServiceRecipient } from './service-record.entity';

@InputType({ description: 'An amount of money.' })
export class MoneyInput {
  @Field(() => Int, { description: 'The amount in the minor unit of its currency: qindarka, cents.' })
  @Min(1)
  @Max(1_000_000_000)
  minorUnits!: number;

  @Field(() => Currency, { description: 'The currency.' })
  currency!: Currency;
}

@InputType({ description: 'Things that are handed over.' })
export class ServiceItemInput {
  @Field(() => ServiceItemKind, { description: 'What.' })
  kind!: ServiceItemKind;

  @Field(() => Int, { description: 'How many: 1 to 1000.' })
  @Min(1)
  @Max(1_000)
  count!: number;
}

@InputType({ description: 'A service that was given.' })
export class RecordServiceInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => String, { description: 'The code of the service, such as VS19.' })
  @Length(1, 20)
  serviceCode!: string;

  @Field(() => ID, { description: 'The organisation that gave it.' })
  @IsUUID(undefined, notAnId)
  providerId!: string;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The day on which it was given; today unless said.',
  })
  givenOn?: string | null;

  @Field(() => ServiceRecipient, { description: 'Who received it.' })
  recipient!: ServiceRecipient;

  @Field(() => MoneyInput, { nullable: true, description: 'What was paid for it or given in money.' })
  @ValidateNested()
  amount?: MoneyInput | null;

  @Field(() => [ServiceItemInput], { nullable: true, description: 'What was handed over.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  items?: ServiceItemInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The goal of the plan that it serves, which begins with it.',
  })
  @IsUUID(undefined, notAnId)
  goalId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the goal is reached with it.' })
  achieves?: boolean | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
