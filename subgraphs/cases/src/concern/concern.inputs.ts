import { GraphQLUUID, Urgency } from '@ura/vocabulary';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsUUID, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { Indication, NoCaseReason, ReporterKind } from './concern.entity';

@InputType({ description: 'That somebody may need protection. Nothing here says who it is, or who said so.' })
export class ReportConcernInput {
  @Field(() => ID, { description: 'The organisation that is to take it up.' })
  @IsUUID(undefined, notAnId)
  organisationId!: string;

  @Field(() => ReporterKind, { description: 'What the person is who is concerned.' })
  reporterKind!: ReporterKind;

  @Field(() => ID, { nullable: true, description: 'The informative session after which they came.' })
  @IsUUID(undefined, notAnId)
  sessionId?: string | null;

  @Field(() => String, { description: 'The code of the region, such as AL-09.' })
  @Length(1, 60)
  regionCode!: string;

  @Field(() => [Indication], { description: 'What was noticed.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(18)
  @ArrayUnique()
  indications!: Indication[];

  @Field(() => Boolean, { nullable: true, description: 'Whether it is about a child, where that is known.' })
  child?: boolean | null;

  @Field(() => Urgency, { description: 'How soon somebody should look.' })
  urgency!: Urgency;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'That no case is opened for a concern. Opening one settles it too.' })
export class SettleConcernInput {
  @Field(() => ID, { description: 'The concern.' })
  @IsUUID(undefined, notAnId)
  concernId!: string;

  @Field(() => NoCaseReason, { description: 'Why not.' })
  reason!: NoCaseReason;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
