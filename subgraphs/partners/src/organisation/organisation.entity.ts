import { Row } from '@ura/database';
import { type CodeOf, Country, enumOf, LocalizedText, PartialDate, Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

export const OrganisationKind = enumOf('OrganisationKind', 'What sort of organisation it is.', {
  NGO: 'A non-governmental organisation.',
  POLICE: 'Police.',
  PROSECUTION: 'A prosecution office.',
  COURT: 'A court.',
  MINISTRY: 'A ministry or one of its offices.',
  MUNICIPALITY: 'A municipality.',
  STATE_SOCIAL_SERVICE: 'A state social service or one of its centres.',
  CHILD_PROTECTION_UNIT: 'A child protection unit.',
  HEALTH: 'A health institution.',
  EDUCATION: 'An education institution.',
  LABOUR_INSPECTORATE: 'A labour inspectorate.',
  VOCATIONAL_CENTRE: 'A vocational training centre.',
  BUSINESS: 'A business.',
  NETWORK: 'A network, coalition, committee or mechanism of several.',
  IGO: 'An international organisation of states.',
  DONOR: 'A donor.',
});
export type OrganisationKind = CodeOf<typeof OrganisationKind>;

@ObjectType({ description: 'An organisation, institution or network of the directory.' })
@Directive('@key(fields: "id")')
@Privacy('PUBLIC')
@Entity('organisation')
export class Organisation extends Row {
  @Field(() => ID, { description: 'Its id, the same in the whole hub.' })
  override id!: string;

  @Field(() => String, { description: 'Its short name in addresses.' })
  @Index({ unique: true })
  @Column('text')
  slug!: string;

  @Field(() => LocalizedText, { description: 'Its name.' })
  @Column('jsonb')
  name!: LocalizedText;

  @Field(() => String, { nullable: true, description: 'Its acronym.' })
  @Column('text', { nullable: true })
  acronym!: string | null;

  @Field(() => OrganisationKind, { description: 'What sort of organisation it is.' })
  @Column('text')
  kind!: OrganisationKind;

  @Field(() => Country, { description: 'Where it is; of an international one, where it was named.' })
  @Column('text')
  country!: Country;

  @Field(() => LocalizedText, { nullable: true, description: 'What it is there for.' })
  @Column('jsonb', { nullable: true })
  mission!: LocalizedText | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it was founded.' })
  @Column('jsonb', { nullable: true })
  founded!: PartialDate | null;

  @Field(() => String, { nullable: true, description: 'Its website.' })
  @Column('text', { nullable: true })
  website!: string | null;

  @ForeignKey(() => Organisation)
  @Column('uuid', { nullable: true })
  parentId!: string | null;

  @Field(() => Boolean, { description: 'Whether this entry is invented, to be replaced.' })
  @Column('boolean', { default: false })
  demonstration!: boolean;

  // Its names, folded; indexed by trigrams in a migration of its own.
  @Index('organisation_search_text', { synchronize: false })
  @Column('text')
  searchText!: string;
}
