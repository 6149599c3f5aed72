import { Row } from '@ura/database';
import { type CodeOf, Country, enumOf, GraphQLDateTimeISO, LocalizedText, Privacy } from '@ura/vocabulary';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Eligibility } from '../eligibility/eligibility.entity';
import { Location } from '../location/location.entity';
import { OpeningHours } from '../opening-hours/opening-hours.entity';
import { Organisation } from '../organisation/organisation.entity';
import { ServiceType } from '../service-type/service-type.entity';

export const ServiceStatus = enumOf('ServiceStatus', 'Whether a service is there, as in HSDS.', {
  ACTIVE: 'It is offered.',
  INACTIVE: 'It is not offered now.',
  DEFUNCT: 'It has ended.',
  TEMPORARILY_CLOSED: 'It is closed for a time.',
});
export type ServiceStatus = CodeOf<typeof ServiceStatus>;

export const ServiceSetting = enumOf('ServiceSetting', 'Where a service is given.', {
  SHELTER: 'In a shelter.',
  COMMUNITY: 'Where people live.',
  CLINIC: 'In a clinic.',
  TRANSIT: 'On the way.',
  ONLINE: 'Online or by telephone.',
});
export type ServiceSetting = CodeOf<typeof ServiceSetting>;

@ObjectType({ description: 'A licence or accreditation of a service.' })
@Privacy('PUBLIC')
export class Accreditation {
  @Field(() => LocalizedText, { description: 'Who gave it.' })
  body!: LocalizedText;

  @Field(() => LocalizedText, { nullable: true, description: 'What for.' })
  title?: LocalizedText | null;
}

@ObjectType({ description: 'A service that an organisation offers.' })
@Directive('@key(fields: "id")')
@Privacy('PUBLIC')
@Entity('service')
@Index(['typeCode', 'id'])
export class Service extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @ForeignKey(() => ServiceType)
  @Column('text')
  typeCode!: string;

  @ForeignKey(() => Organisation)
  @Index()
  @Column('uuid')
  organisationId!: string;

  // Its organisation's, whose clock the opening hours follow.
  @Column('text')
  country!: Country;

  @Field(() => LocalizedText, { description: 'Its name.' })
  @Column('jsonb')
  name!: LocalizedText;

  @Field(() => LocalizedText, { nullable: true, description: 'What it does.' })
  @Column('jsonb', { nullable: true })
  description!: LocalizedText | null;

  @Field(() => ServiceStatus, { description: 'Whether it is there.' })
  @Column('text')
  status!: ServiceStatus;

  @Field(() => [ServiceSetting], { description: 'Where it is given.' })
  @Column('text', { array: true })
  settings!: ServiceSetting[];

  @Field(() => Eligibility, { description: 'Whom it is for.' })
  @Column('jsonb')
  eligibility!: Eligibility;

  @Field(() => [String], { description: 'The languages that are spoken there, ISO 639-1.' })
  @Column('text', { array: true })
  languages!: string[];

  @Field(() => [OpeningHours], { description: 'When it is open; empty where that is not known.' })
  @Column('jsonb')
  schedule!: OpeningHours[];

  @Field(() => Boolean, { description: 'Whether the opening hours are invented, to be replaced.' })
  @Column('boolean', { default: false })
  demonstrationSchedule!: boolean;

  @Field(() => [Int], {
    nullable: true,
    description: 'For how many months it can be had, where that is fixed.',
  })
  @Column('integer', { array: true, nullable: true })
  durationsInMonths!: number[] | null;

  @Field(() => [Accreditation], { nullable: true, description: 'Its licences and accreditations.' })
  @Column('jsonb', { nullable: true })
  accreditations!: Accreditation[] | null;

  @ForeignKey(() => Location)
  @Column('uuid', { nullable: true })
  locationId!: string | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When somebody of the organisation last said that all this is still true.',
  })
  @Column('timestamptz', { nullable: true })
  verifiedAt!: Date | null;

  // What is searched, folded; indexed by trigrams in a migration of its own.
  @Index('service_search_text', { synchronize: false })
  @Column('text', { default: '' })
  searchText!: string;

  // The database's clock when the row was read: what `openNow` and `stale` go by.
  asOf!: Date;

  @Field(() => Float, {
    nullable: true,
    description:
      'Kilometres from `near` of the search, as the crow flies; null without it. Where the location is not public: to the middle of its region. Of a service without a location: to the nearest middle of a place that it covers.',
  })
  distanceKm?: number | null;
}
