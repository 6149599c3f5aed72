import { Row } from '@ura/database';
import { GraphQLDate, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

@ObjectType({
  description: 'Somebody’s place in a shelter’s daily programme. For its own staff; it never says who.',
})
@Privacy('OWNER')
@Entity('enrolment')
export class Enrolment extends Row {
  @Field(() => ID, { description: 'The enrolment’s id.' })
  override id!: string;

  @Index()
  @Column('uuid')
  shelterId!: string;

  @Column('uuid')
  organisationId!: string;

  @Field(() => GraphQLDate, { description: 'The first day.' })
  @Column('date')
  startsOn!: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day, where it is over.' })
  @Column('date', { nullable: true })
  endsOn!: string | null;

  // A pseudonym that `cases` made for this subgraph; never shown.
  @Index()
  @Column('uuid', { nullable: true })
  caseRef!: string | null;
}
