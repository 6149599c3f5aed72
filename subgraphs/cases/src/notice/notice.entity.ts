import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy, Urgency } from '@ura/vocabulary';
import { Authorized, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import { isOfCase } from './notice.rules';

export const NoticeRecipient = enumOf('NoticeRecipient', 'Whom the law wants to be told of a case.', {
  POLICE: 'The anti-trafficking sector of the police of the region.',
  RESPONSIBLE_AUTHORITY: 'The Responsible Authority for identification and referral.',
  CHILD_PROTECTION_UNIT: 'The unit that protects children where the child is.',
});
export type NoticeRecipient = CodeOf<typeof NoticeRecipient>;

export const NoticeStatus = enumOf('NoticeStatus', 'Where a mandatory notice stands at this moment.', {
  DUE: 'It is owed and not sent yet.',
  SENT: 'It was sent; the recipient has not answered.',
  ACKNOWLEDGED: 'The recipient has it, and said so.',
  OVERDUE: 'It was not sent, or not acknowledged, in time.',
  NOT_REQUIRED: 'Somebody thought of it: here it is not owed.',
});
export type NoticeStatus = CodeOf<typeof NoticeStatus>;

export const NotInformedReason = enumOf(
  'NotInformedReason',
  'Why a survivor was not told of a notice before it was sent.',
  {
    UNSAFE: 'Telling her then would have endangered her or somebody else.',
    NOT_REACHABLE: 'She could not be reached in time.',
    NOT_ABLE_TO_UNDERSTAND: 'Her age, health or state did not allow it then.',
    NO_INTERPRETER: 'There was no interpreter in time.',
  },
);
export type NotInformedReason = CodeOf<typeof NotInformedReason>;

export const NotRequiredReason = enumOf('NotRequiredReason', 'Why a notice is not owed.', {
  ADULT: 'It is for children only.',
  AGE_NOT_KNOWN: 'It is for children, and her age is not known. Look again when it is.',
  NOT_TRAFFICKING: 'It is for trafficking only.',
  OWNER_IS_RECIPIENT: 'The owner of the case is who would have to be told.',
  SURVIVOR_DECIDES: 'An adult decides herself whether they are told: that is a referral, with her consent.',
});
export type NotRequiredReason = CodeOf<typeof NotRequiredReason>;

@ObjectType({
  description:
    'What the law wants an authority to be told of a case. It needs no consent, and so carries a fixed minimum: code, region, child or not, urgency.',
})
@Privacy('OWNER')
@Entity('notice')
@Index(['caseId', 'to'], { unique: true, where: "status <> 'NOT_REQUIRED'" })
@Index(['caseId'])
@Index(['organisationId', 'dueAt', 'id'])
@Index(['recipientId', 'sentAt', 'id'], { where: 'sent_at is not null' })
@Index(['overdueAt'], { where: "status in ('DUE', 'SENT') and alarmed_at is null" })
export class Notice extends Row {
  @Field(() => ID, { description: 'The notice’s id.' })
  override id!: string;

  @Column('uuid')
  caseId!: string;

  /** The owner of the case when the notice came to be owed: whose notice it is. */
  @Column('uuid')
  organisationId!: string;

  @Field(() => String, { nullable: true, description: 'The case’s code, which says nothing of anybody.' })
  @Column('text')
  caseCode!: string;

  @Column('uuid', { nullable: true })
  recipientId!: string | null;

  @Field(() => NoticeRecipient, { description: 'What the recipient is.' })
  @Column('text')
  to!: NoticeRecipient;

  /** As it was last written. OVERDUE is never written: the clock says it. */
  @Field(() => NoticeStatus, { description: 'Where it stands.' })
  @Column('text')
  status!: NoticeStatus;

  @Field(() => GraphQLDateTimeISO, { description: 'By when it has to be sent.' })
  @Column('timestamptz')
  dueAt!: Date;

  /** When it becomes OVERDUE, unless it goes on before. */
  @Column('timestamptz')
  overdueAt!: Date;

  /** When the clock said aloud that it is OVERDUE. */
  @Column('timestamptz', { nullable: true })
  alarmedAt!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was sent.' })
  @Column('timestamptz', { nullable: true })
  sentAt!: Date | null;

  @Column('uuid', { nullable: true })
  sentById!: string | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When the recipient said that they have it.',
  })
  @Column('timestamptz', { nullable: true })
  acknowledgedAt!: Date | null;

  @Column('uuid', { nullable: true })
  acknowledgedById!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Under which number the recipient keeps it, on the phone or on paper too.',
  })
  @Column('text', { nullable: true })
  protocolNumber!: string | null;

  @Column('text')
  regionCode!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is about a child. Null where the age is not known.',
  })
  @Column('boolean', { nullable: true })
  child!: boolean | null;

  @Field(() => Urgency, { description: 'How soon somebody must act.' })
  @Column('text')
  urgency!: Urgency;

  @Authorized(isOfCase)
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether she was told of it before it was sent. For those who see the case.',
  })
  @Column('boolean', { nullable: true })
  survivorInformed!: boolean | null;

  @Authorized(isOfCase)
  @Field(() => NotInformedReason, {
    nullable: true,
    description: 'Why she was not told. For those who see the case.',
  })
  @Column('text', { nullable: true })
  notInformedReason!: NotInformedReason | null;

  @Authorized(isOfCase)
  @Field(() => NotRequiredReason, { nullable: true, description: 'Why it is not owed, where it is not.' })
  @Column('text', { nullable: true })
  notRequiredReason!: NotRequiredReason | null;

  /** The rule that it came from, as it was then: rules that come later change nothing here. */
  @Column('uuid')
  ruleId!: string;

  @Column('int')
  hoursUntilAcknowledged!: number;

  /** Whether the viewer sees it as one of those to whom the case is open; of no column. */
  isOfCase!: boolean;
}
