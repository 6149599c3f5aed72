import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy, RiskLevel } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const StayStatus = enumOf('StayStatus', 'Where a stay stands.', {
  RESERVED: 'The bed is reserved for a coming day.',
  ACTIVE: 'They are there.',
  AWAY: 'They left for now, and the bed is kept.',
  EXIT_PENDING: 'They are about to leave.',
  EXITED: 'They left.',
});
export type StayStatus = CodeOf<typeof StayStatus>;

export const StayEndReason = enumOf('StayEndReason', 'Why a stay ended.', {
  PLANNED: 'As it was planned.',
  TRANSFERRED: 'They moved to another place of safety.',
  LEFT_AGAINST_ADVICE: 'They left, against advice.',
  DID_NOT_RETURN: 'They left for now and did not come back.',
  DID_NOT_ARRIVE: 'The bed was reserved and they did not come.',
  LEASE_ENDED: 'The lease of the apartment ended.',
  HOSPITAL: 'They were admitted to a hospital.',
  ARRESTED: 'They were arrested.',
  DIED: 'They died.',
});
export type StayEndReason = CodeOf<typeof StayEndReason>;

export const StayDestination = enumOf('StayDestination', 'Where somebody went after a stay.', {
  OWN_HOME: 'A home of their own.',
  FAMILY: 'Family.',
  FRIENDS: 'Friends.',
  RENTED_APARTMENT: 'A rented apartment.',
  SOCIAL_HOUSING: 'Social housing.',
  OTHER_SHELTER: 'Another shelter.',
  SECURE_FACILITY: 'A secured facility of the state.',
  RETURN_ABROAD: 'Their country of origin, or another country.',
  HOSPITAL: 'A hospital.',
  DETENTION: 'Police custody or a prison.',
  NO_FIXED_PLACE: 'No fixed place.',
  DECEASED: 'They died.',
  NOT_SAID: 'They preferred not to say.',
  UNKNOWN: 'Nobody knows.',
});
export type StayDestination = CodeOf<typeof StayDestination>;

@ObjectType({ description: 'Somebody’s time in a shelter. For the shelter’s own staff; it never says who.' })
@Directive('@key(fields: "id")')
@Privacy('OWNER')
@Entity('stay')
export class Stay extends Row {
  @Field(() => ID, { description: 'The stay’s id.' })
  @Privacy('PARTNER')
  override id!: string;

  @Index()
  @Column('uuid')
  shelterId!: string;

  @Column('uuid')
  organisationId!: string;

  @Index()
  @Column('uuid', { nullable: true })
  holdId!: string | null;

  @Field(() => StayStatus, { description: 'Where it stands.' })
  @Privacy('PARTNER')
  @Column('text')
  status!: StayStatus;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it began, or is to begin.' })
  @Column('timestamptz')
  from!: Date;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Until when it is planned. The bed is theirs until they leave.',
  })
  @Column('timestamptz', { nullable: true })
  until!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Until when the bed is kept, while away.' })
  @Column('timestamptz', { nullable: true })
  awayUntil!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When they left, where they did.' })
  @Column('timestamptz', { nullable: true })
  exitedAt!: Date | null;

  @Field(() => StayDestination, { nullable: true, description: 'Where they went.' })
  @Column('text', { nullable: true })
  destination!: StayDestination | null;

  @Field(() => StayEndReason, { nullable: true, description: 'Why it ended.' })
  @Column('text', { nullable: true })
  endReason!: StayEndReason | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it ended as it was planned.' })
  @Column('boolean', { nullable: true })
  planned!: boolean | null;

  @Field(() => RiskLevel, { nullable: true, description: 'The assessed risk.' })
  @Column('text')
  risk!: RiskLevel;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it ended at high risk without the prosecutor’s and the police’s approval.',
  })
  @Column('boolean', { default: false })
  flagged!: boolean;

  @Field(() => StayEndReason, { nullable: true, description: 'Where it is flagged: why they left.' })
  @Column('text', { nullable: true })
  flaggedWhy!: StayEndReason | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A pseudonym of the case, made for this subgraph alone; only the planner carries it.',
  })
  @Directive('@inaccessible')
  @Privacy('PARTNER')
  @Index()
  @Column('uuid', { nullable: true })
  caseRef!: string | null;
}
