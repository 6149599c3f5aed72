import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy, Urgency } from '@ura/vocabulary';
import { Authorized, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import { readsConcern } from './concern.rules';

export const ConcernStatus = enumOf('ConcernStatus', 'Where a concern stands.', {
  NEW: 'It was received.',
  BECAME_CASE: 'A case was opened for it.',
  NO_CASE: 'It was looked at, and no case was opened.',
});
export type ConcernStatus = CodeOf<typeof ConcernStatus>;

export const ReporterKind = enumOf('ReporterKind', 'What the person is who was concerned.', {
  AUDIENCE_MEMBER: 'Somebody who was at an informative session.',
  SELF: 'The person herself.',
  FAMILY: 'Somebody of the family.',
  FRIEND: 'A friend or a schoolmate.',
  NEIGHBOUR: 'A neighbour.',
  TEACHER: 'A teacher or another worker of a school.',
  HEALTH_WORKER: 'A doctor, nurse or another health worker.',
  SOCIAL_WORKER: 'A social worker.',
  POLICE_OFFICER: 'A police officer.',
  LABOUR_INSPECTOR: 'A labour inspector.',
  EMPLOYER_OR_COLLEAGUE: 'An employer or a colleague.',
  ANONYMOUS: 'Somebody who did not say.',
  OTHER: 'Somebody else.',
});
export type ReporterKind = CodeOf<typeof ReporterKind>;

export const Indication = enumOf('Indication', 'A sign that somebody may need protection.', {
  VIOLENCE_SEEN: 'Violence was seen or heard.',
  INJURIES: 'There are injuries.',
  THREATS: 'She is threatened, or her family is.',
  FEAR: 'She is afraid of somebody near her.',
  CONTROLLED: 'Somebody speaks for her or goes with her everywhere.',
  LOCKED_IN: 'She may not leave.',
  DOCUMENTS_TAKEN: 'Somebody keeps her documents.',
  EARNINGS_TAKEN: 'Somebody keeps what she earns.',
  DEBT: 'She works off a debt.',
  FORCED_WORK: 'She is made to work.',
  FORCED_BEGGING: 'She is made to beg.',
  SEXUAL_EXPLOITATION: 'She is exploited sexually.',
  FORCED_MARRIAGE: 'A marriage is forced, or she is a child.',
  FALSE_PROMISES: 'She was promised work, study or love elsewhere.',
  ONLINE_RECRUITMENT: 'A stranger approached her on the internet.',
  OUT_OF_SCHOOL: 'A child stays away from school.',
  MISSING: 'She has disappeared.',
  OTHER: 'Something else.',
});
export type Indication = CodeOf<typeof Indication>;

export const NoCaseReason = enumOf('NoCaseReason', 'Why a concern did not become a case.', {
  NO_INDICATIONS: 'It was looked into, and nothing was found.',
  NOT_FOUND: 'Whom it is about could not be found.',
  HELP_DECLINED: 'She wants no help now. She may come back.',
  ALREADY_A_CASE: 'There is a case already.',
  OTHER_ORGANISATION: 'Another organisation or authority took it up.',
  MISTAKEN: 'It was sent by mistake.',
});
export type NoCaseReason = CodeOf<typeof NoCaseReason>;

@ObjectType({
  description:
    'That somebody may need protection, as a third person said, in codes alone. The organisation that it was said to takes it up.',
})
@Privacy('OWNER')
@Entity('concern')
@Index(['organisationId', 'reportedAt', 'id'])
export class Concern extends Row {
  @Field(() => ID, { description: 'The concern’s id.' })
  @Privacy('PARTNER')
  override id!: string;

  /** The organisation that is to take it up. */
  @Column('uuid')
  organisationId!: string;

  @Field(() => ConcernStatus, {
    description: 'Where it stands; for whoever reported it, always NEW: that it was received.',
  })
  @Privacy('PARTNER')
  @Column('text')
  status!: ConcernStatus;

  @Authorized(readsConcern)
  @Field(() => ReporterKind, { nullable: true, description: 'What the person is who was concerned.' })
  @Column('text')
  reporterKind!: ReporterKind;

  @Column('uuid')
  reportedById!: string;

  @Column('uuid')
  reportedByOrganisationId!: string;

  @Column('uuid', { nullable: true })
  sessionId!: string | null;

  @Column('text')
  regionCode!: string;

  @Authorized(readsConcern)
  @Field(() => [Indication], { nullable: true, description: 'What was noticed.' })
  @Column('text', { array: true })
  indications!: Indication[];

  @Authorized(readsConcern)
  @Field(() => Boolean, { nullable: true, description: 'Whether it is about a child, where that is known.' })
  @Column('boolean', { nullable: true })
  child!: boolean | null;

  @Authorized(readsConcern)
  @Field(() => Urgency, { nullable: true, description: 'How soon somebody should look.' })
  @Column('text')
  urgency!: Urgency;

  @Authorized(readsConcern)
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was reported.' })
  @Column('timestamptz', { default: () => "date_trunc('milliseconds', now())" })
  reportedAt!: Date;

  @Authorized(readsConcern)
  @Field(() => NoCaseReason, { nullable: true, description: 'Why it did not become a case.' })
  @Column('text', { nullable: true })
  noCaseReason!: NoCaseReason | null;

  @Column('uuid', { nullable: true })
  caseId!: string | null;

  @Column('uuid', { nullable: true })
  settledById!: string | null;

  @Authorized(readsConcern)
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it became a case, or did not.' })
  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;
}
