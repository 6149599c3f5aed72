import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import { OnCallTier } from '../on-call/on-call-shift.entity';

export const AlarmKind = enumOf('AlarmKind', 'What wants a person’s attention.', {
  HOLD_UNANSWERED: 'A hold waits for the shelter’s answer.',
  LATE_ARRIVAL: 'Somebody who was expected has not come yet.',
  AWAY_OVERDUE: 'Somebody who left for now is not back yet.',
  FIGURES_DUE: 'It is evening, and nobody has confirmed the figures for hours.',
  LEASE_ENDING: 'The lease of a rented apartment ends.',
  PLACEMENT_REVIEW: 'A placement is to be reviewed.',
  EXIT_UNAPPROVED: 'A stay at high risk ended without both approvals.',
  PROBING: 'A worker searched with very many case references.',
  HOLD_LOOP: 'A worker held and released beds again and again.',
});
export type AlarmKind = CodeOf<typeof AlarmKind>;

@ObjectType({ description: 'Something that wants a person’s attention. It never says whom it is about.' })
@Privacy('OWNER')
@Entity('alarm')
export class Alarm extends Row {
  @Field(() => ID, { description: 'The alarm’s id.' })
  override id!: string;

  @Field(() => GraphQLDateTimeISO, { name: 'raisedAt', description: 'When it was raised.' })
  override createdAt!: Date;

  @Field(() => AlarmKind, { description: 'What it is about.' })
  @Column('text')
  kind!: AlarmKind;

  @Field(() => OnCallTier, { description: 'Who is to act.' })
  @Column('text')
  tier!: OnCallTier;

  /** Whose it is: the shelter's organisation, or that of the worker it is about. */
  @Index()
  @Column('uuid')
  organisationId!: string;

  @Index()
  @Column('uuid', { nullable: true })
  shelterId!: string | null;

  @Index()
  @Column('uuid', { nullable: true })
  holdId!: string | null;

  @Column('uuid', { nullable: true })
  stayId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The worker it is about; for the data officer.' })
  @Column('uuid', { nullable: true })
  workerId!: string | null;

  /** What it is raised once for. */
  @Column('text', { unique: true })
  key!: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was settled, where it was.' })
  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;
}
