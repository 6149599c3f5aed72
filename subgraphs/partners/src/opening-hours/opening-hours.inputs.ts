import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Matches } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Weekday } from './opening-hours.entity';

@InputType({ description: 'When a service is open, by the clock of its country.' })
export class OpeningHoursInput {
  @Field(() => [Weekday], { description: 'The days on which it opens.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  days!: Weekday[];

  @Field(() => String, { description: 'When it opens, as HH:MM.' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'opens must be a time as HH:MM' })
  opens!: string;

  @Field(() => String, {
    description: 'When it closes, as HH:MM, up to 24:00. Before `opens`: on the next day.',
  })
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: 'closes must be a time as HH:MM, up to 24:00' })
  closes!: string;
}
