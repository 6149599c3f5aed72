import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDate, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const FollowUpChannel = enumOf('FollowUpChannel', 'How she is followed up.', {
  PHONE: 'By telephone.',
  MESSAGE: 'By a message.',
  VISIT: 'By a visit to her.',
  OFFICE: 'She comes to the office.',
});
export type FollowUpChannel = CodeOf<typeof FollowUpChannel>;

export const FollowUpStatus = enumOf('FollowUpStatus', 'Where a follow-up stands.', {
  PLANNED: 'It is to be made.',
  MADE: 'It was made, or tried.',
  CANCELLED: 'It will not be made.',
});
export type FollowUpStatus = CodeOf<typeof FollowUpStatus>;

export const FollowUpOutcome = enumOf('FollowUpOutcome', 'How a follow-up went.', {
  WELL: 'She is safe and well.',
  NEEDS_HELP: 'She is safe, and needs help.',
  IN_DANGER: 'She is in danger.',
  NOT_REACHED: 'She was not reached.',
  NOT_WANTED: 'She does not want to be followed up.',
});
export type FollowUpOutcome = CodeOf<typeof FollowUpOutcome>;

@ObjectType({ description: 'A look at how somebody is, planned or made.' })
@Privacy('OWNER')
@Entity('follow_up')
@Index(['caseId', 'dueOn'])
@Index(['dueOn', 'id'], { where: "status = 'PLANNED'" })
export class FollowUp extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Column('uuid')
  caseId!: string;

  @Field(() => GraphQLDate, { description: 'The day on which it is to be made.' })
  @Column('date')
  dueOn!: string;

  @Field(() => FollowUpChannel, { description: 'How.' })
  @Column('text')
  channel!: FollowUpChannel;

  @Field(() => FollowUpStatus, { description: 'Where it stands.' })
  @Column('text', { default: 'PLANNED' })
  status!: FollowUpStatus;

  @Field(() => FollowUpOutcome, { nullable: true, description: 'How it went.' })
  @Column('text', { nullable: true })
  outcome!: FollowUpOutcome | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'The day on which it was made, or tried.' })
  @Column('date', { nullable: true })
  madeOn!: string | null;

  @Field(() => ID, { nullable: true, description: 'Who made it.' })
  @Column('uuid', { nullable: true })
  madeById!: string | null;
}
