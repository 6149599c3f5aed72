import { Row } from '@ura/database';
import { AgeBand, type CodeOf, enumOf, GraphQLDate, Privacy, Sex } from '@ura/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const OutreachSetting = enumOf('OutreachSetting', 'Where a mobile unit met people.', {
  STREET: 'In the street or a square.',
  SCHOOL: 'In a school.',
  HOME: 'In homes.',
  WORKPLACE: 'At workplaces.',
  HEALTH_CENTRE: 'In a hospital or health centre.',
  BORDER: 'At a border crossing or a port.',
  TRANSIT: 'At a bus or railway station.',
  SETTLEMENT: 'In an informal settlement.',
  RECEPTION_CENTRE: 'In a reception centre for migrants.',
  VENUE: 'In bars, hotels or clubs.',
  ONLINE: 'On the internet.',
  OTHER: 'Somewhere else.',
});
export type OutreachSetting = CodeOf<typeof OutreachSetting>;

export const MaterialKind = enumOf('MaterialKind', 'What was given to people.', {
  LEAFLET: 'A leaflet.',
  BROCHURE: 'A brochure.',
  POSTER: 'A poster.',
  HOTLINE_CARD: 'A small card with a helpline’s number.',
  HYGIENE_KIT: 'Things for hygiene.',
  FOOD: 'Food.',
  CLOTHING: 'Clothes.',
});
export type MaterialKind = CodeOf<typeof MaterialKind>;

@ObjectType({
  description:
    'People whom a mobile unit spoke with and of whom no case was opened: how many, of whom nothing is kept.',
})
@Privacy('OWNER')
export class OutreachContact {
  @Field(() => Sex, { description: 'Their sex.' })
  sex!: Sex;

  @Field(() => AgeBand, { description: 'Their age.' })
  ageBand!: AgeBand;

  @Field(() => Int, { description: 'How many they were.' })
  people!: number;

  @Field(() => Int, { description: 'Of how many there were signs that they may need protection.' })
  withIndications!: number;
}

@ObjectType({ description: 'What was given out.' })
@Privacy('OWNER')
export class GivenMaterial {
  @Field(() => MaterialKind, { description: 'What.' })
  kind!: MaterialKind;

  @Field(() => Int, { description: 'How many.' })
  pieces!: number;
}

@ObjectType({ description: 'A visit of a mobile unit to where people are. It names nobody.' })
@Privacy('OWNER')
@Entity('outreach_visit')
@Index(['organisationId', 'visitedOn', 'id'])
export class OutreachVisit extends Row {
  @Field(() => ID, { description: 'The visit’s id.' })
  override id!: string;

  @Column('uuid')
  organisationId!: string;

  @Column('uuid')
  mobileUnitId!: string;

  @Field(() => GraphQLDate, { description: 'The day.' })
  @Column('date')
  visitedOn!: string;

  /** A region or a municipality. */
  @Column('text')
  placeCode!: string;

  @Field(() => OutreachSetting, { description: 'Where it was.' })
  @Column('text')
  setting!: OutreachSetting;

  @Field(() => [OutreachContact], { description: 'Whom they spoke with, in numbers.' })
  @Column('jsonb', { default: [] })
  contacts!: OutreachContact[];

  @Field(() => [GivenMaterial], { description: 'What they gave out.' })
  @Column('jsonb', { default: [] })
  materials!: GivenMaterial[];

  @Column('uuid')
  recordedById!: string;
}
