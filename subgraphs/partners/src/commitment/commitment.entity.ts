import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDate, LocalizedText, Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity';

export const CommitmentStatus = enumOf('CommitmentStatus', 'Whether a promise was kept.', {
  OPEN: 'Not settled yet.',
  KEPT: 'Kept.',
  BROKEN: 'Not kept.',
});
export type CommitmentStatus = CodeOf<typeof CommitmentStatus>;

@ObjectType({ description: 'What an institution promised, such as at a round table.' })
@Directive('@key(fields: "id")')
@Privacy('PUBLIC')
@Entity('commitment')
@Index(['institutionId', 'status'])
export class Commitment extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @ForeignKey(() => Organisation)
  @Column('uuid')
  institutionId!: string;

  // Who wrote it down, and may settle it; nobody of first data.
  @ForeignKey(() => Organisation)
  @Column('uuid', { nullable: true })
  recordedById!: string | null;

  @Field(() => LocalizedText, { description: 'The round table or meeting where it was promised.' })
  @Column('jsonb')
  occasion!: LocalizedText;

  @Field(() => GraphQLDate, { description: 'When it was promised.' })
  @Column('date')
  madeOn!: string;

  @Field(() => LocalizedText, { description: 'What was promised.' })
  @Column('jsonb')
  promise!: LocalizedText;

  @Field(() => GraphQLDate, { nullable: true, description: 'Until when.' })
  @Column('date', { nullable: true })
  dueOn!: string | null;

  @Field(() => CommitmentStatus, { description: 'Whether it was kept.' })
  @Column('text')
  status!: CommitmentStatus;

  @Field(() => GraphQLDate, { nullable: true, description: 'When that was settled.' })
  @Column('date', { nullable: true })
  settledOn!: string | null;

  @Field(() => LocalizedText, { nullable: true, description: 'What came of it.' })
  @Column('jsonb', { nullable: true })
  outcome!: LocalizedText | null;

  @Field(() => Boolean, { description: 'Whether it is invented, to be replaced.' })
  @Column('boolean', { default: false })
  demonstration!: boolean;

  @Field(() => Boolean, {
    description: 'Whether it is open and past its date, by the institution’s calendar.',
  })
  overdue!: boolean;
}
