import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';

export const SafeChannel = enumOf('SafeChannel', 'How a survivor is reached safely.', {
  CALL: 'By telephone.',
  TEXT_MESSAGE: 'By a text message.',
  MESSENGER: 'By a messenger on her telephone.',
  EMAIL: 'By e-mail.',
  IN_PERSON: 'Only in person, at a place that she named.',
  THROUGH_SOMEBODY: 'Through somebody whom she trusts.',
});
export type SafeChannel = CodeOf<typeof SafeChannel>;

@ObjectType({
  description:
    'How a survivor is reached without danger to her. Nobody calls her without it. It is stored sealed.',
})
@Privacy('IDENTITY')
export class SafeContact {
  @Field(() => SafeChannel, { description: 'By what.' })
  channel!: SafeChannel;

  @Field(() => String, { nullable: true, description: 'The number, the address or the place.' })
  reach!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'From and until when in the day: 09:00-16:30, where she is.',
  })
  hours!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who else may answer, and may hear nothing. Whoever is not named: end the call.',
  })
  whoMayAnswer!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The word by which both know that it is safe to talk.',
  })
  codeWord!: string | null;

  @Field(() => [String], { description: 'Languages in which she can be talked to: ISO 639.' })
  languages!: string[];

  @Field(() => Boolean, { description: 'Whether a message may be left.' })
  mayLeaveMessage!: boolean;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was recorded.' })
  recordedAt!: Date;
}
