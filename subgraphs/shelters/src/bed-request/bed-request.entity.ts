import { Row } from '@ura/database';
import {
  type CodeOf,
  Country,
  enumOf,
  GraphQLDateTimeISO,
  Privacy,
  RiskLevel,
  Situation,
  Urgency,
} from '@ura/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import { PersonWaiting } from './person-waiting.entity';

export const BedRequestStatus = enumOf('BedRequestStatus', 'Where a request on the waiting list stands.', {
  OPEN: 'It waits for a shelter.',
  OFFERED: 'A shelter keeps beds for it, and waits for the answer.',
  PLACED: 'The offer was accepted.',
  CANCELLED: 'Whoever asked took it back.',
  UNMET: 'Nobody could take them.',
});
export type BedRequestStatus = CodeOf<typeof BedRequestStatus>;

@ObjectType({ description: 'A need that waits until a shelter can take it. Nothing here says for whom.' })
@Privacy('PARTNER')
@Entity('bed_request')
@Index(['status', 'createdAt'])
export class BedRequest extends Row {
  @Field(() => ID, { description: 'The request’s id.' })
  override id!: string;

  @Field(() => GraphQLDateTimeISO, { name: 'requestedAt', description: 'Since when it waits.' })
  override createdAt!: Date;

  // Who asked; shown as `requestedBy`.
  @Index()
  @Column('uuid')
  organisationId!: string;

  @Column('uuid')
  requestedById!: string;

  /** As stored. An offer that was not answered in time is OPEN again: see `effectiveRequestStatus`. */
  @Field(() => BedRequestStatus, { description: 'Where it stands.' })
  @Column('text')
  status!: BedRequestStatus;

  @Field(() => [PersonWaiting], { description: 'Who is to be placed together.' })
  @Column('jsonb')
  people!: PersonWaiting[];

  @Field(() => RiskLevel, { description: 'The assessed risk.' })
  @Column('text')
  risk!: RiskLevel;

  @Field(() => Situation, { nullable: true, description: 'What they need protection from.' })
  @Column('text', { nullable: true })
  situation!: Situation | null;

  @Field(() => Urgency, { description: 'How soon.' })
  @Column('text')
  urgency!: Urgency;

  @Field(() => Country, { nullable: true, description: 'The country, where only one will do.' })
  @Column('text', { nullable: true })
  country!: Country | null;

  // Where they would rather be, and where they must not be: neither is shown to anybody.
  @Column('text', { nullable: true })
  regionCode!: string | null;

  @Column('text', { array: true })
  avoidPlaceCodes!: string[];

  @Field(() => [String], { description: 'Languages they speak, as ISO 639-1.' })
  @Column('text', { array: true })
  languages!: string[];

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'From when, where not at once.' })
  @Column('timestamptz', { nullable: true })
  from!: Date | null;

  @Field(() => Int, { nullable: true, description: 'For how many nights; open-ended without.' })
  @Column('int', { nullable: true })
  nights!: number | null;

  // A pseudonym that `cases` made for this subgraph; never shown.
  @Column('uuid', { nullable: true })
  caseRef!: string | null;

  // The shelter that offers, its organisation, and the hold it made.
  @Column('uuid', { nullable: true })
  offeredShelterId!: string | null;

  @Column('uuid', { nullable: true })
  offeredByOrganisationId!: string | null;

  @Index()
  @Column('uuid', { nullable: true })
  holdId!: string | null;

  // Shown while OFFERED.
  @Column('timestamptz', { nullable: true })
  answerBy!: Date | null;

  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;
}
