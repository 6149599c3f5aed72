import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const EmergencyReason = enumOf('EmergencyReason', 'Why a case had to be opened at once.', {
  LIFE_IN_DANGER: 'Somebody’s life or health is in danger.',
  ARRIVED_IN_CRISIS: 'She stands at the door or is on the phone, and her team cannot be reached.',
  MISSING: 'She, or her child, is missing.',
  MEDICAL: 'A hospital needs to know something now.',
  THREAT: 'A threat against her or the house became known.',
});
export type EmergencyReason = CodeOf<typeof EmergencyReason>;

export const EmergencyFinding = enumOf('EmergencyFinding', 'What the review of an emergency access found.', {
  WAS_NEEDED: 'It was needed, and in time.',
  TEAM_COULD_BE_REACHED: 'Somebody of the team could have been asked.',
  WRONG_CASE: 'The wrong case was opened by mistake.',
  NO_REASON_FOUND: 'No reason for it was found.',
  PRIVATE_INTEREST: 'It was done out of curiosity, or for somebody else.',
});
export type EmergencyFinding = CodeOf<typeof EmergencyFinding>;

@ObjectType({
  description: 'One of the owner’s staff opened a case that is not theirs, for a short time. It is reviewed.',
})
@Privacy('OWNER')
@Entity('emergency_access')
@Index(['workerId', 'caseId'])
@Index(['organisationId', 'openedAt'])
export class EmergencyAccess extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Index()
  @Column('uuid')
  caseId!: string;

  @Column('uuid')
  organisationId!: string;

  @Field(() => ID, { description: 'Who opened it.' })
  @Column('uuid')
  workerId!: string;

  @Field(() => EmergencyReason, { description: 'Why.' })
  @Column('text')
  reason!: EmergencyReason;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was opened.' })
  @Column('timestamptz', { default: () => "date_trunc('milliseconds', now())" })
  openedAt!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'Until when the case is open to them.' })
  @Column('timestamptz')
  until!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was reviewed.' })
  @Column('timestamptz', { nullable: true })
  reviewedAt!: Date | null;

  @Field(() => ID, { nullable: true, description: 'Who reviewed it: never who opened it.' })
  @Column('uuid', { nullable: true })
  reviewedById!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the review found that it was right.' })
  @Column('boolean', { nullable: true })
  isJustified!: boolean | null;

  @Field(() => [EmergencyFinding], { description: 'What the review found.' })
  @Column('text', { array: true, default: '{}' })
  findings!: EmergencyFinding[];
}
