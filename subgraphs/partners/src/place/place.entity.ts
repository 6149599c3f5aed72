import { Row } from '@ura/database';
import { type CodeOf, Coordinates, Country, enumOf, LocalizedText, Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

export const PlaceLevel = enumOf('PlaceLevel', 'How wide a place is.', {
  COUNTRY: 'A country.',
  REGION: 'A qark of Albania or a district of Kosovo.',
  MUNICIPALITY: 'A municipality.',
});
export type PlaceLevel = CodeOf<typeof PlaceLevel>;

@ObjectType({ description: 'A country, a region or a municipality. Nothing here is finer.' })
@Directive('@key(fields: "id")')
@Privacy('PUBLIC')
@Entity('place')
@Index(['level', 'code'])
export class Place extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Field(() => String, { description: 'ISO 3166 where it has one, or else the hub’s own code.' })
  @Index({ unique: true })
  @Column('text')
  code!: string;

  @Field(() => String, { nullable: true, description: 'Its ISO 3166-1 or 3166-2 code, where it has one.' })
  @Column('text', { nullable: true })
  isoCode!: string | null;

  @Field(() => LocalizedText, { description: 'Its name.' })
  @Column('jsonb')
  name!: LocalizedText;

  @Field(() => [String], { description: 'Other names and spellings that people use.' })
  @Column('text', { array: true, default: '{}' })
  alternateNames!: string[];

  @Field(() => PlaceLevel, { description: 'How wide it is.' })
  @Column('text')
  level!: PlaceLevel;

  @Field(() => Country, { description: 'Its country.' })
  @Column('text')
  country!: Country;

  @ForeignKey(() => Place)
  @Column('uuid', { nullable: true })
  parentId!: string | null;

  // Itself and all that it lies in: what covers one of these covers it.
  @Column('uuid', { array: true })
  chain!: string[];

  @Column('double precision')
  latitude!: number;

  @Column('double precision')
  longitude!: number;

  @Field(() => Coordinates, {
    nullable: true,
    description: 'About its middle; of a municipality, its main town.',
  })
  get centroid(): Coordinates {
    return { latitude: this.latitude, longitude: this.longitude };
  }
}
