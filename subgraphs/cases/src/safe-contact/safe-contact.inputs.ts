import { GraphQLUUID } from '@ura/vocabulary';
import { ArrayMaxSize, IsUUID, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { IsLanguage, IsLine } from '../survivor/words.inputs';
import { SafeChannel } from './safe-contact.entity';

const HOURS = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

@InputType({
  description:
    'How a survivor is reached safely, in her own words. It takes the place of what was recorded before.',
})
export class RecordSafeContactInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => SafeChannel, { description: 'By what.' })
  channel!: SafeChannel;

  @Field(() => String, { nullable: true, description: 'The number, the address or the place.' })
  @IsLine(200)
  reach?: string | null;

  @Field(() => String, { nullable: true, description: 'From and until when in the day: 09:00-16:30.' })
  @Matches(HOURS, { message: 'hours must be written 09:00-16:30' })
  hours?: string | null;

  @Field(() => String, { nullable: true, description: 'Who else may answer.' })
  @IsLine(200)
  whoMayAnswer?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The word by which both know that it is safe to talk.',
  })
  @IsLine(60)
  codeWord?: string | null;

  @Field(() => [String], { nullable: true, description: 'Languages in which she can be talked to: ISO 639.' })
  @ArrayMaxSize(10)
  @IsLanguage({ each: true })
  languages?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether a message may be left; not, unless she said so.',
  })
  mayLeaveMessage?: boolean | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
