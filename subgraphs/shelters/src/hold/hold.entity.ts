import { Row } from '@ura/database';
import {
  type AgeBand,
  type CodeOf,
  enumOf,
  GraphQLDateTimeISO,
  Privacy,
  RiskLevel,
  type Sex,
  Situation,
} from '@ura/vocabulary';
import { Authorized, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import { PersonWaiting } from '../bed-request/person-waiting.entity';
import { mayKnowPeople } from './hold.rules';

export const BedHoldStatus = enumOf('BedHoldStatus', 'Where a hold stands.', {
  HELD: 'The beds are kept until it expires.',
  CONFIRMED: 'The shelter expects them; only people free the beds now.',
  ARRIVED: 'They came, and stay.',
  EXPIRED: 'Its time ran out before the shelter confirmed it.',
  RELEASED: 'Whoever asked for it gave it back.',
  DECLINED: 'The shelter cannot take them, and says why.',
  NO_SHOW: 'They were expected and did not come.',
});
export type BedHoldStatus = CodeOf<typeof BedHoldStatus>;

export const DeclineReason = enumOf(
  'DeclineReason',
  'Why a shelter declines. Never papers, a police report, ethnicity, pregnancy or HIV.',
  {
    CAPACITY: 'The beds cannot be given after all.',
    STAFF: 'There are too few staff.',
    RISK: 'It cannot keep them safe at this risk.',
    HEALTH_FIRST: 'They need a hospital first.',
    MANDATE: 'It is not there for this.',
    UNSAFE_AREA: 'The area is not safe for them.',
  },
);
export type DeclineReason = CodeOf<typeof DeclineReason>;

/** What is kept of a person for whom a bed is held. Never an age, never a name. */
export interface HouseholdMember {
  readonly sex: Sex;
  readonly ageBand: AgeBand;
  readonly wheelchair: boolean;
  readonly cot: boolean;
}

@ObjectType({ description: 'Beds kept for somebody for a limited time. Nothing here says who they are.' })
@Directive('@key(fields: "id")')
@Privacy('PARTNER')
@Entity('bed_hold')
export class BedHold extends Row {
  @Field(() => ID, { description: 'The hold’s id.' })
  override id!: string;

  @Field(() => String, { description: 'Six characters to say on the phone.' })
  @Index({ unique: true })
  @Column('text')
  code!: string;

  @Index()
  @Column('uuid')
  shelterId!: string;

  // The organisation that runs the shelter.
  @Index()
  @Column('uuid')
  organisationId!: string;

  @Index()
  @Column('uuid')
  requestedByOrganisationId!: string;

  // The worker who asked: for caps and alarms, never shown.
  @Index()
  @Column('uuid')
  requestedById!: string;

  @Column('uuid', { nullable: true })
  onBehalfOfId!: string | null;

  /** As stored. A HELD hold whose time is over is EXPIRED: see `effectiveStatus`. */
  @Column('text')
  status!: BedHoldStatus;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was made.' })
  @Column('timestamptz')
  heldAt!: Date;

  // Shown while HELD.
  @Column('timestamptz')
  expiresAt!: Date;

  @Column('boolean', { default: false })
  extended!: boolean;

  @Column('timestamptz', { nullable: true })
  confirmedAt!: Date | null;

  // Shown while CONFIRMED.
  @Column('timestamptz', { nullable: true })
  arriveBy!: Date | null;

  @Field(() => DeclineReason, { nullable: true, description: 'Why the shelter declined, where it did.' })
  @Column('text', { nullable: true })
  decline!: DeclineReason | null;

  /** When it came to its end by people: arrived, released, declined, or not come. */
  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;

  @Authorized(mayKnowPeople)
  @Field(() => [PersonWaiting], {
    nullable: true,
    description: 'Who is to be placed together. For the shelter’s staff and those who asked.',
  })
  @Privacy('OWNER')
  @Column('jsonb')
  people!: HouseholdMember[];

  @Authorized(mayKnowPeople)
  @Field(() => RiskLevel, {
    nullable: true,
    description: 'The assessed risk. For the shelter’s staff and those who asked.',
  })
  @Privacy('OWNER')
  @Column('text')
  risk!: RiskLevel;

  @Authorized(mayKnowPeople)
  @Field(() => Situation, {
    nullable: true,
    description: 'What they need protection from. For the shelter’s staff and those who asked.',
  })
  @Privacy('OWNER')
  @Column('text', { nullable: true })
  situation!: Situation | null;

  @Authorized(mayKnowPeople)
  @Field(() => [String], {
    nullable: true,
    description: 'Languages they speak, as ISO 639-1. For the shelter’s staff and those who asked.',
  })
  @Privacy('OWNER')
  @Column('text', { array: true })
  languages!: string[];

  @Authorized(mayKnowPeople)
  @Field(() => Int, {
    nullable: true,
    description: 'For how many nights; open-ended without. For the shelter’s staff and those who asked.',
  })
  @Privacy('OWNER')
  @Column('int', { nullable: true })
  nights!: number | null;

  // A pseudonym that `cases` made for this subgraph; never shown.
  @Index()
  @Column('uuid', { nullable: true })
  caseRef!: string | null;
}

@ObjectType({ description: 'A bed of a hold.' })
export class HeldBed {
  @Field(() => ID, { description: 'The bed’s id.' })
  @Privacy('PARTNER')
  id!: string;

  // Whose label it is: the rule of `label` asks.
  organisationId!: string;

  bedLabel!: string;
}
