import { Row } from '@ura/database';
import { Count, LocalizedText, PartialDate, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Generated, Index } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity';

@ObjectType({ description: 'A programme of an organisation.' })
@Privacy('PUBLIC')
@Entity('programme')
export class Programme extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @ForeignKey(() => Organisation)
  @Index()
  @Column('uuid')
  organisationId!: string;

  @Field(() => LocalizedText, { description: 'Its name.' })
  @Column('jsonb')
  name!: LocalizedText;

  @Field(() => PartialDate, { nullable: true, description: 'When it began.' })
  @Column('jsonb', { nullable: true })
  from!: PartialDate | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it ended; null of one that goes on.' })
  @Column('jsonb', { nullable: true })
  until!: PartialDate | null;

  @Field(() => Count, { nullable: true, description: 'How many people it has helped.' })
  @Column('jsonb', { nullable: true })
  beneficiaries!: Count | null;

  @Field(() => [LocalizedText], { nullable: true, description: 'Whom it is for.' })
  @Column('jsonb', { nullable: true })
  groups!: LocalizedText[] | null;

  @Column('uuid', { array: true, default: '{}' })
  funderIds!: string[];

  // The order in which they were written down.
  @Generated('increment')
  @Column('bigint')
  position!: string;
}
