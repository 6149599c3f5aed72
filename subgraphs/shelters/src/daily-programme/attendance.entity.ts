import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDate, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Unique } from 'typeorm';

export const Presence = enumOf('Presence', 'Whether somebody came on a day.', {
  PRESENT: 'They came.',
  EXCUSED: 'They said that they would not come.',
  ABSENT: 'They did not come.',
});
export type Presence = CodeOf<typeof Presence>;

@ObjectType({ description: 'One day of somebody’s daily programme.' })
@Privacy('OWNER')
@Entity('daily_attendance')
@Unique(['enrolmentId', 'on'])
export class DailyAttendance extends Row {
  @Column('uuid')
  enrolmentId!: string;

  @Column('uuid')
  organisationId!: string;

  @Field(() => GraphQLDate, { description: 'The day.' })
  @Column('date')
  on!: string;

  @Field(() => Presence, { description: 'Whether they came.' })
  @Column('text')
  presence!: Presence;
}
