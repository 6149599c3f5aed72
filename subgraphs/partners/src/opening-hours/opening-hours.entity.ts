import { type CodeOf, enumOf, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';

export const Weekday = enumOf('Weekday', 'A day of the week.', {
  MONDAY: 'Monday.',
  TUESDAY: 'Tuesday.',
  WEDNESDAY: 'Wednesday.',
  THURSDAY: 'Thursday.',
  FRIDAY: 'Friday.',
  SATURDAY: 'Saturday.',
  SUNDAY: 'Sunday.',
});
export type Weekday = CodeOf<typeof Weekday>;

@ObjectType({ description: 'When a service is open, by the clock of its country.' })
@Privacy('PUBLIC')
export class OpeningHours {
  @Field(() => [Weekday], { description: 'The days on which it opens.' })
  days!: Weekday[];

  @Field(() => String, { description: 'When it opens, as HH:MM.' })
  opens!: string;

  @Field(() => String, {
    description:
      'When it closes, as HH:MM; 24:00 is the end of the day. Before `opens`: on the next day, over midnight.',
  })
  closes!: string;
}
