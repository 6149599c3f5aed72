import { Row } from '@ura/database';
import { type CodeOf, Coordinates, enumOf, LocalizedText, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity';
import { Place } from '../place/place.entity';

export const LocationVisibility = enumOf('LocationVisibility', 'How much of a location may be said.', {
  PUBLIC: 'All that is here.',
  REGION_ONLY: 'The region, and nothing finer.',
  HIDDEN: 'Nothing. Distances are to the middle of its region.',
});
export type LocationVisibility = CodeOf<typeof LocationVisibility>;

@ObjectType({ description: 'Where a service is. Only public locations are ever shown; none has a street.' })
@Privacy('PUBLIC')
@Entity('location')
@Check('location_confidential', `visibility = 'PUBLIC' or (latitude is null and longitude is null)`)
export class Location extends Row {
  @ForeignKey(() => Organisation)
  @Index()
  @Column('uuid')
  organisationId!: string;

  @Field(() => LocalizedText, { nullable: true, description: 'What it is called.' })
  @Column('jsonb', { nullable: true })
  name!: LocalizedText | null;

  @Column('text')
  visibility!: LocationVisibility;

  @ForeignKey(() => Place)
  @Column('uuid')
  placeId!: string;

  @Column('double precision', { nullable: true })
  latitude!: number | null;

  @Column('double precision', { nullable: true })
  longitude!: number | null;

  @Field(() => Coordinates, { nullable: true, description: 'The point itself, where it is known.' })
  get coordinates(): Coordinates | null {
    const { latitude, longitude } = this;
    return latitude === null || longitude === null ? null : { latitude, longitude };
  }

  @Field(() => Boolean, { description: 'Whether this location is invented, to be replaced.' })
  @Column('boolean', { default: false })
  demonstration!: boolean;
}
