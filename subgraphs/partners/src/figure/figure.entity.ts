import { Row } from '@ura/database';
import { Count, LocalizedText, PartialDate, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Generated, Index } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity';

@ObjectType({ description: 'A number that an organisation publishes about its work.' })
@Privacy('PUBLIC')
@Entity('figure')
export class Figure extends Row {
  @ForeignKey(() => Organisation)
  @Index()
  @Column('uuid')
  organisationId!: string;

  @Field(() => LocalizedText, { description: 'What was counted.' })
  @Column('jsonb')
  label!: LocalizedText;

  @Field(() => Count, { description: 'The number, and how exact it is.' })
  @Column('jsonb')
  count!: Count;

  @Field(() => PartialDate, { nullable: true, description: 'From when on it was counted.' })
  @Column('jsonb', { nullable: true })
  from!: PartialDate | null;

  @Field(() => PartialDate, { nullable: true, description: 'Until when it was counted.' })
  @Column('jsonb', { nullable: true })
  until!: PartialDate | null;

  @Field(() => String, { nullable: true, description: 'Who says so.' })
  @Column('text', { nullable: true })
  source!: string | null;

  // The order in which they were written down.
  @Generated('increment')
  @Column('bigint')
  position!: string;
}
