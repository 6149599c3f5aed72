import { Row } from '@ura/database';
import { GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Generated, Index } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity';

@ObjectType({ description: 'One change of the directory: who changed what, when. Kept for good.' })
@Privacy('PARTNER')
@Entity('change')
@Index(['organisationId', 'position'])
export class Change extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  get changedAt(): Date {
    return this.createdAt;
  }

  // The order in which changes were made: the clock alone would leave two of one transaction equal.
  @Generated('increment')
  @Column('bigint')
  position!: string;

  // Whose entry was changed.
  @ForeignKey(() => Organisation)
  @Column('uuid')
  organisationId!: string;

  @Field(() => String, { description: 'What sort of thing was changed, such as Service.' })
  @Column('text')
  entity!: string;

  @Field(() => ID, { description: 'The id of the thing.' })
  @Column('uuid')
  entityId!: string;

  @Field(() => [String], { description: 'Which of its fields.' })
  @Column('text', { array: true })
  fields!: string[];

  @Field(() => ID, { description: 'Who changed it: the id of a person.' })
  @Column('uuid')
  changedBy!: string;

  @Column('uuid')
  changedByOrganisationId!: string;

  @Column('jsonb')
  was!: Record<string, unknown>;

  @Column('jsonb')
  became!: Record<string, unknown>;
}
