import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import type { CasePart } from '../part/part.rules';

export const TimelineKind = enumOf('TimelineKind', 'What happened in a case.', {
  ASSESSED: 'A part of the case was assessed.',
  CASE_CLOSED: 'The case was closed; the detail says why.',
  CASE_OPENED: 'The case was opened.',
  CASE_REOPENED: 'The case was opened again; the detail says why.',
  CLOSURE_PROPOSED: 'Somebody of the team proposes to close the case.',
  CONSENT_RECORDED: 'She allowed something.',
  CONSENT_REFUSED: 'She was asked and said no.',
  CONSENT_WITHDRAWN: 'She took back what she allowed.',
  EMERGENCY_OPENED: 'One of the staff opened the case in an emergency; the detail says why.',
  EMERGENCY_REVIEWED: 'An emergency opening was reviewed; the detail says what was found.',
  FOLLOW_UP_CANCELLED: 'A follow-up that was planned will not be made.',
  FOLLOW_UP_MADE: 'She was followed up; the detail says how it went.',
  FOLLOW_UP_PLANNED: 'A follow-up was planned.',
  GOAL_CHANGED: 'A goal of the plan went on, or its day was moved.',
  GOAL_PLANNED: 'A service was planned.',
  IDENTIFICATION_ADVANCED: 'The identification went a step on.',
  IDENTITY_ERASED: 'Who she is was erased, for good.',
  IDENTITY_RECORDED: 'Who she is was recorded, or corrected.',
  LEGAL_HOLD_CHANGED: 'A legal hold was set or lifted; the detail says why.',
  NOTICE_ACKNOWLEDGED: 'A recipient has a mandatory notice.',
  NOTICE_DUE: 'A mandatory notice became due.',
  NOTICE_OVERDUE: 'A mandatory notice was not sent, or not acknowledged, in time.',
  NOTICE_SENT: 'A mandatory notice was sent.',
  POSSIBLE_MATCH: 'Another organisation may help her as well; the subject is that organisation.',
  REFERRAL_ANSWERED: 'The recipient of a referral answered.',
  REFERRAL_CLOSED: 'A referral ended on the owner’s side, or by the clock.',
  REFERRAL_SENT: 'Another organisation was asked to help.',
  SAFE_CONTACT_RECORDED: 'How she is reached safely was recorded.',
  SERVICE_GIVEN: 'A service was given.',
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
