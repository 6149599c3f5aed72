import { GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { Alarm } from '../alarm/alarm.entity';
import { Freshness } from '../availability/availability.entity';
import { Bed } from '../bed/bed.entity';
import { BedHold } from '../hold/hold.entity';
import { Shelter } from '../shelter/shelter.entity';

@ObjectType({
  description: 'What the staff of a shelter look at: its beds now, who is expected, what is to be done.',
})
@Privacy('OWNER')
export class BedBoard {
  @Field(() => Shelter, { description: 'The shelter.' })
  shelter!: Shelter;

  @Field(() => GraphQLDateTimeISO, { description: 'When its staff last changed or confirmed its figures.' })
  asOf!: Date;

  @Field(() => Freshness, { description: 'How old that is.' })
  freshness!: Freshness;

  @Field(() => [Bed], { description: 'Every bed, room by room.' })
  beds!: Bed[];

  @Field(() => [BedHold], {
    description: 'Holds to answer and people who are expected; the most pressing first.',
  })
  arrivals!: BedHold[];

  @Field(() => [BedHold], { description: 'Those of them who should be there by now.' })
  lateArrivals!: BedHold[];

  @Field(() => [Alarm], { description: 'What wants attention, in words that name nobody.' })
  tasks!: Alarm[];
}
