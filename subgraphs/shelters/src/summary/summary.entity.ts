import { Row } from '@ura/database';
import { type CodeOf, Country, enumOf, GraphQLDate, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Unique } from 'typeorm';

export const FreeBeds = enumOf('FreeBeds', 'How many beds are free in a whole country, in a word.', {
  NONE: 'None.',
  FEW: 'A few.',
  SOME: 'Some.',
});
export type FreeBeds = CodeOf<typeof FreeBeds>;

/** Written once an evening for each country, and never again: an arrival cannot be seen in it. */
@ObjectType({ description: 'How full the shelters of a country were last evening at 20:00, in a word.' })
@Privacy('PUBLIC')
@Entity('bed_summary')
@Unique(['country', 'asOf'])
export class BedSummary extends Row {
  @Field(() => Country, { description: 'The country.' })
  @Column('text')
  country!: Country;

  @Field(() => FreeBeds, { description: 'How many beds were free, in a word.' })
  @Column('text')
  free!: FreeBeds;

  @Field(() => GraphQLDate, { description: 'The evening that it is of.' })
  @Column('date')
  asOf!: string;
}
