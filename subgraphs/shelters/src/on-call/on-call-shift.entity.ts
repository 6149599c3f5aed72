import { Row } from '@ura/database';
import { type CodeOf, enumOf, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const OnCallTier = enumOf('OnCallTier', 'Who is asked, in this order.', {
  ON_CALL: 'Whoever is on call at the shelter: at once.',
  MANAGER: 'The shelter’s manager: when nobody answered.',
  COALITION: 'The coalition of shelters: when the manager did not answer either.',
});
export type OnCallTier = CodeOf<typeof OnCallTier>;

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

@ObjectType({ description: 'When somebody answers the phone of a shelter, by the clock on its wall.' })
@Privacy('OWNER')
@Entity('on_call_shift')
export class OnCallShift extends Row {
  @Field(() => ID, { description: 'The shift’s id.' })
  override id!: string;

  @Index()
  @Column('uuid')
  shelterId!: string;

  @Column('uuid')
  organisationId!: string;

  @Field(() => [Weekday], { description: 'The days on which it begins.' })
  @Column('text', { array: true })
  days!: Weekday[];

  @Field(() => String, { description: 'When it begins, as HH:MM.' })
  @Column('text')
  from!: string;

  @Field(() => String, { description: 'When it ends, as HH:MM; before `from` is over midnight.' })
  @Column('text')
  to!: string;

  @Field(() => String, { description: 'The number that is answered, in international form.' })
  @Column('text')
  phone!: string;

  @Field(() => OnCallTier, { description: 'Who answers.' })
  @Column('text')
  tier!: OnCallTier;
}
