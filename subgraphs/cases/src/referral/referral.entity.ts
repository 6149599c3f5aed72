import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy, Urgency } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const ReferralStatus = enumOf('ReferralStatus', 'Where a referral stands.', {
  SENT: 'Sent; nobody has looked yet.',
  ACKNOWLEDGED: 'The recipient has it.',
  ACCEPTED: 'The recipient will help.',
  DECLINED: 'The recipient cannot help.',
  IN_SERVICE: 'Help has begun.',
  COMPLETED: 'Help was given.',
  NOT_ATTENDED: 'She did not come.',
  EXPIRED: 'Nobody answered in time.',
  CLOSED_BY_SENDER: 'The sender ended it; it does not say why.',
});
export type ReferralStatus = CodeOf<typeof ReferralStatus>;

export const DeclineReferralReason = enumOf(
  'DeclineReferralReason',
  'Why a recipient cannot help. No reason says that somebody is already known.',
  {
    NO_CAPACITY: 'There is no room or no time.',
    NOT_OUR_SERVICE: 'The service is not given there.',
    OUT_OF_AREA: 'It is too far.',
    CRITERIA: 'The service is for others.',
    OTHER: 'Another reason.',
  },
);
export type DeclineReferralReason = CodeOf<typeof DeclineReferralReason>;

/** What ends an exchange on the owner's side. */
export type EndReason = 'CANCELLED' | 'REVOKED' | 'CASE_CLOSED' | 'CASE_TRANSFERRED';

@ObjectType({
  description: 'One organisation asks another to help. It stands on a consent, and ends with it.',
})
@Directive('@key(fields: "id")')
@Privacy('OWNER')
@Entity('referral')
@Index(['fromOrganisationId', 'sentAt', 'id'])
@Index(['toOrganisationId', 'sentAt', 'id'])
@Index(['toOrganisationId', 'status'])
@Index(['status', 'answerBy'])
export class Referral extends Row {
  @Field(() => ID, { description: 'The referral’s id.' })
  @Privacy('PARTNER')
  override id!: string;

  @Index()
  @Column('uuid')
  caseId!: string;

  @Index()
  @Column('uuid')
  consentId!: string;

  @Column('uuid')
  fromOrganisationId!: string;

  @Column('uuid')
  toOrganisationId!: string;

  /** The people whom the consent names, kept here as it named them when this was sent. */
  @Column('uuid', { array: true, default: '{}' })
  recipientPeople!: string[];

  @Column('uuid', { array: true, default: '{}' })
  exceptPeople!: string[];

  /** As it stands when it is read: a service judges the clock and the consent. */
  @Field(() => ReferralStatus, { description: 'Where it stands.' })
  @Column('text')
  status!: ReferralStatus;

  /** Why its sender ended it. No field has it: cancelled and revoked look alike to both sides. */
  @Column('text', { nullable: true })
  endedBecause!: EndReason | null;

  @Column('text', { array: true, default: '{}' })
  serviceCodes!: string[];

  @Field(() => Urgency, { description: 'How soon it is needed.' })
  @Privacy('OWNER')
  @Column('text')
  urgency!: Urgency;

  /** In whole milliseconds, as a cursor has it. */
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was sent.' })
  @Column('timestamptz', { default: () => "date_trunc('milliseconds', now())" })
  sentAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'By when an answer is wanted.' })
  @Column('timestamptz')
  answerBy!: Date;

  @Field(() => DeclineReferralReason, { nullable: true, description: 'Why the recipient cannot help.' })
  @Column('text', { nullable: true })
  decline!: DeclineReferralReason | null;
}
