import { Row } from '@ura/database';
import {
  AgeBand,
  type CodeOf,
  Country,
  enumOf,
  LocalizedText,
  Privacy,
  RiskLevel,
  Sex,
  Situation,
} from '@ura/vocabulary';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const ShelterKind = enumOf('ShelterKind', 'What a shelter is for.', {
  EMERGENCY: 'For the first nights.',
  TRANSITIONAL: 'For months, until somebody can live on their own.',
  REHABILITATION: 'A centre with a programme of rehabilitation and reintegration.',
  STATE_SECURE: 'A secured facility of the state.',
  RENTED_APARTMENT: 'An apartment rented for 3, 6 or 12 months.',
});
export type ShelterKind = CodeOf<typeof ShelterKind>;

export const ShelterProgramme = enumOf('ShelterProgramme', 'How a shelter helps.', {
  RESIDENTIAL: 'People live there.',
  DAILY: 'People come for the day.',
});
export type ShelterProgramme = CodeOf<typeof ShelterProgramme>;

export const ShelterRegime = enumOf('ShelterRegime', 'How freely people come and go.', {
  OPEN: 'They come and go as they like.',
  SEMI_OPEN: 'They go out by arrangement.',
  CLOSED: 'They go out accompanied, for their safety.',
});
export type ShelterRegime = CodeOf<typeof ShelterRegime>;

@ObjectType({ description: 'A licence to run a shelter.' })
@Privacy('PARTNER')
export class Licence {
  @Field(() => LocalizedText, { description: 'Who gave it.' })
  body!: LocalizedText;

  @Field(() => LocalizedText, { description: 'What it is for.' })
  title!: LocalizedText;
}

@ObjectType({ description: 'Whom a shelter accepts.' })
@Privacy('PARTNER')
export class Acceptance {
  @Field(() => [RiskLevel], { description: 'Assessed risks.' })
  risks!: RiskLevel[];

  @Field(() => [Sex], { description: 'Sexes of adults and girls.' })
  sexes!: Sex[];

  @Field(() => [AgeBand], { description: 'Ages.' })
  ageBands!: AgeBand[];

  @Field(() => [Situation], { description: 'What people need protection from.' })
  situations!: Situation[];

  @Field(() => Int, {
    nullable: true,
    description: 'Where men are not taken: up to which age boys are, included. Null takes none.',
  })
  oldestBoy!: number | null;
}

@ObjectType({ description: 'A house or apartment where people are safe. Nothing here says where it stands.' })
@Directive('@key(fields: "id")')
@Privacy('PARTNER')
@Entity('shelter')
export class Shelter extends Row {
  @Field(() => ID, { description: 'The shelter’s id.' })
  override id!: string;

  // The organisation that runs it; shown as `organisation`.
  @Index()
  @Column('uuid')
  organisationId!: string;

  @Column('text', { unique: true })
  slug!: string;

  @Field(() => Country, { description: 'The country it is in.' })
  @Column('text')
  country!: Country;

  // Shown as `publicArea`, to those who may know it.
  @Index()
  @Column('text')
  regionCode!: string;

  @Field(() => LocalizedText, { description: 'Its code name.' })
  @Column('jsonb')
  name!: LocalizedText;

  @Field(() => ShelterKind, { description: 'What it is for.' })
  @Column('text')
  kind!: ShelterKind;

  @Field(() => [ShelterProgramme], { description: 'Whether people live there, come for the day, or both.' })
  @Column('text', { array: true })
  programmes!: ShelterProgramme[];

  @Field(() => ShelterRegime, { description: 'How freely people come and go.' })
  @Column('text')
  regime!: ShelterRegime;

  @Column('text', { array: true })
  risks!: RiskLevel[];

  @Column('text', { array: true })
  sexes!: Sex[];

  @Column('text', { array: true })
  ageBands!: AgeBand[];

  @Column('text', { array: true })
  situations!: Situation[];

  @Column('int', { nullable: true })
  oldestBoy!: number | null;

  @Field(() => [String], { description: 'Languages that are spoken there, as ISO 639-1.' })
  @Column('text', { array: true })
  languages!: string[];

  @Field(() => Int, { nullable: true, description: 'For how many nights at most, where there is a limit.' })
  @Column('int', { nullable: true })
  maximumNights!: number | null;

  // The end of an apartment's lease.
  @Column('date', { nullable: true })
  leaseUntil!: string | null;

  @Field(() => [Licence], { nullable: true, description: 'Its licences.' })
  @Column('jsonb', { nullable: true })
  licences!: Licence[] | null;

  /** When its own staff last changed or confirmed the figures: what every answer is as of. */
  @Column('timestamptz', { default: () => 'now()' })
  confirmedAt!: Date;

  @Column('timestamptz', { nullable: true })
  closedFrom!: Date | null;

  @Column('timestamptz', { nullable: true })
  closedUntil!: Date | null;

  @Field(() => Boolean, { description: 'Whether it is invented, to show how the hub works.' })
  @Column('boolean', { default: false })
  demonstration!: boolean;

  /**
   * Set on the rows of an answer to a need with a case reference: figures beside a verdict would tell
   * a full shelter from one that is ruled out for another reason.
   */
  withholdsFigures?: boolean;
}
