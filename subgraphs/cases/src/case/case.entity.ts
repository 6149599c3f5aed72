import { Row } from '@ura/database';
import {
  AgeBand,
  type CodeOf,
  enumOf,
  GraphQLDate,
  Privacy,
  RiskLevel,
  Sex,
  Situation,
} from '@ura/vocabulary';
import { Authorized, Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import type { ClosureReason } from '../closure/closure.entity';
import { Grant } from '../part/grant.entity';
import { type CasePart, open } from '../part/part.rules';

export const CaseStatus = enumOf('CaseStatus', 'Where a case stands.', {
  INTAKE: 'It was opened. HTCDS: Active.',
  ASSESSMENT: 'Needs and risks are being assessed. HTCDS: Active.',
  PLANNING: 'A plan is being made with her. HTCDS: Active.',
  ACTIVE: 'The plan is being carried out. HTCDS: Active.',
  FOLLOW_UP: 'She is followed up. HTCDS: FollowUp.',
  CLOSED: 'It is closed. HTCDS: Closed.',
  REOPENED: 'It was closed and is open again. HTCDS: Active.',
  TRANSFERRED: 'Another organisation owns it now. HTCDS: ClosedReferred.',
});
export type CaseStatus = CodeOf<typeof CaseStatus>;

@ObjectType({
  description:
    'One person’s way from the first sign to the last follow-up. The owner’s team sees it; another organisation sees what a consent grants it.',
})
@Directive('@key(fields: "id")')
@Privacy('OWNER')
@Entity('case')
@Index(['organisationId', 'openedAt', 'id'])
@Index(['organisationId', 'status'])
export class Case extends Row {
  @Field(() => ID, { description: 'The case’s id.' })
  @Privacy('PARTNER')
  override id!: string;

  /** The owner. */
  @Column('uuid')
  organisationId!: string;

  @Authorized(open('RECORD', 'BASICS'))
  @Field(() => String, {
    nullable: true,
    description: 'What people call it. It is random, and says nothing.',
  })
  @Index({ unique: true })
  @Column('text')
  code!: string;

  @Authorized(open('RECORD', 'BASICS'))
  @Field(() => CaseStatus, { nullable: true, description: 'Where it stands.' })
  @Column('text')
  status!: CaseStatus;

  @Authorized(open('BASICS'))
  @Field(() => Situation, { nullable: true, description: 'What she needs protection from.' })
  @Column('text')
  kind!: Situation;

  @Authorized(open('BASICS'))
  @Field(() => RiskLevel, { nullable: true, description: 'The assessed risk.' })
  @Column('text', { default: 'NOT_ASSESSED' })
  risk!: RiskLevel;

  @Authorized(open('BASICS'))
  @Field(() => AgeBand, { nullable: true, description: 'Her age, in a band.' })
  @Column('text')
  ageBand!: AgeBand;

  @Authorized(open('BASICS'))
  @Field(() => Sex, { nullable: true, description: 'Sex.' })
  @Column('text')
  sex!: Sex;

  @Column('text')
  country!: string;

  @Column('text')
  regionCode!: string;

  @Authorized(open('RECORD', 'BASICS'))
  @Field(() => GraphQLDate, { nullable: true, description: 'The day on which it was opened.' })
  @Column('date')
  openedOn!: string;

  /** In whole milliseconds, as a cursor has it. */
  @Column('timestamptz', { default: () => "date_trunc('milliseconds', now())" })
  openedAt!: Date;

  @Column('uuid')
  openedById!: string;

  @Column('uuid', { nullable: true })
  mobileUnitId!: string | null;

  @Column('uuid', { nullable: true })
  sessionId!: string | null;

  @Index()
  @Column('uuid', { nullable: true })
  dependantOfId!: string | null;

  @Authorized(open('TEAM'))
  @Field(() => Boolean, { nullable: true, description: 'Whether even supervisors need a place in the team.' })
  @Column('boolean', { default: false })
  restricted!: boolean;

  @Authorized(open('RECORD'))
  @Field(() => Boolean, { nullable: true, description: 'Whether nothing of it may be erased for now.' })
  @Column('boolean', { default: false })
  legalHold!: boolean;

  /** The pseudonyms under which two other subgraphs know it; neither says anything, nor the one of the other. */
  @Index({ unique: true })
  @Column('uuid')
  sheltersRef!: string;

  @Authorized(open('TEAM'))
  @Field(() => ID, {
    nullable: true,
    description: 'A pseudonym of the case, made for the legal clinic alone; only the planner carries it.',
  })
  @Directive('@inaccessible')
  @Privacy('PARTNER')
  @Index({ unique: true })
  @Column('uuid')
  legalRef!: string;

  /** Since when it is recorded how she is reached safely; nobody calls her before. */
  @Column('timestamptz', { nullable: true })
  safeContactAt!: Date | null;

  /** Why it is closed, or is to be. */
  @Column('text', { nullable: true })
  closureReason!: ClosureReason | null;

  @Column('uuid', { nullable: true })
  closureProposedById!: string | null;

  @Column('uuid', { nullable: true })
  closedById!: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;
  @Field(() => Grant, {
    nullable: true,
    description: 'For a recipient: what may be seen, for what, and until when. Null for the owner’s people.',
  })
  grant!: Grant | null;

  /** The cases of her children that are open to the viewer who loaded it, the first first; of no column. */
  dependantIds!: readonly string[];

  /** What of it is open to the viewer who loaded it; of no column. */
  parts!: readonly CasePart[];

  /** On what of it they work; of no column. */
  works!: readonly CasePart[];
}
