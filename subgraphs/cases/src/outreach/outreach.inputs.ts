import { AgeBand, GraphQLDate, GraphQLUUID, Sex } from '@ura/vocabulary';
import { ArrayMaxSize, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { MaterialKind, OutreachSetting } from './outreach-visit.entity';

@InputType({ description: 'People of one sex and age whom the unit spoke with. A case is opened apart.' })
export class OutreachContactInput {
  @Field(() => Sex, { description: 'Their sex.' })
  sex!: Sex;

  @Field(() => AgeBand, { description: 'Their age.' })
  ageBand!: AgeBand;

  @Field(() => Int, { description: 'How many they were: 1 to 500.' })
  @Min(1)
  @Max(500)
  people!: number;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: 'Of how many there were signs that they may need protection.',
  })
  @Min(0)
  @Max(500)
  withIndications?: number | null;
}

@InputType({ description: 'What was given out.' })
export class GivenMaterialInput {
  @Field(() => MaterialKind, { description: 'What.' })
  kind!: MaterialKind;

  @Field(() => Int, { description: 'How many: 1 to 5000.' })
  @Min(1)
  @Max(5_000)
  pieces!: number;
}

@InputType({ description: 'A visit of a mobile unit. Nobody is named.' })
export class RecordOutreachInput {
  @Field(() => ID, { description: 'The mobile unit.' })
  @IsUUID(undefined, notAnId)
  mobileUnitId!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'The day; today unless said.' })
  visitedOn?: string | null;

  @Field(() => String, { description: 'The code of the region or municipality.' })
  @Length(1, 60)
  placeCode!: string;

  @Field(() => OutreachSetting, { description: 'Where it was.' })
  setting!: OutreachSetting;

  @Field(() => [OutreachContactInput], { description: 'Whom they spoke with; none, where nobody came.' })
  @ArrayMaxSize(28)
  @ValidateNested()
  contacts!: OutreachContactInput[];

  @Field(() => [GivenMaterialInput], { nullable: true, description: 'What they gave out.' })
  @ArrayMaxSize(7)
  @ValidateNested()
  materials?: GivenMaterialInput[] | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
