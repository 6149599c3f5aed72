import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import type { CasePart } from '../part/part.rules';

export const TimelineKind = enumOf('TimelineKind', 'What happened in a case.', {
  CASE_OPENED: 'The case was opened.',
  CONSENT_RECORDED: 'She allowed something.',
  CONSENT_REFUSED: 'She was asked and said no.',
  CONSENT_WITHDRAWN: 'She took back what she allowed.',
  REFERRAL_ANSWERED: 'The recipient of a referral answered.',
  REFERRAL_CLOSED: 'A referral ended on the owner’s side, or by the clock.',
  REFERRAL_SENT: 'Another organisation was asked to help.',
  STATUS_CHANGED: 'The case went on to another status.',
  TRANSFER_ANSWERED: 'The recipient of a transfer answered.',
  TRANSFER_OFFERED: 'The whole case was offered to another organisation.',
  TRANSFER_WITHDRAWN: 'The offer of the case ended on the owner’s side.',
  WORKER_ASSIGNED: 'Somebody joined the team, or left it.',
});
export type TimelineKind = CodeOf<typeof TimelineKind>;

@ObjectType('CaseTimelineEntry', { description: 'One thing that happened in a case. It says what, not why.' })
@Privacy('OWNER')
@Entity('timeline_event')
@Index(['caseId', 'happenedAt', 'id'])
export class TimelineEvent extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Column('uuid')
  caseId!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it happened, or was recorded.' })
  @Column('timestamptz', { default: () => "date_trunc('milliseconds', now())" })
  happenedAt!: Date;

  @Field(() => TimelineKind, { description: 'What happened.' })
  @Column('text')
  kind!: TimelineKind;

  /** Which part of the case it belongs to: whoever does not see that part does not see this. */
  @Column('text')
  part!: CasePart;

  @Field(() => String, {
    nullable: true,
    description: 'A code that says more: the new status, the service, the recipient’s answer.',
  })
  @Column('text', { nullable: true })
  detail!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The thing that it is about: a consent, a referral, a goal.',
  })
  @Column('uuid', { nullable: true })
  subjectId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Who did it; null where it was the clock.' })
  @Column('uuid', { nullable: true })
  actorId!: string | null;
}
