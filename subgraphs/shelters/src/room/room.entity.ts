import { Row } from '@ura/database';
import { Privacy } from '@ura/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

@ObjectType({ description: 'A room or unit of a shelter.' })
@Privacy('OWNER')
@Entity('room')
export class Room extends Row {
  @Field(() => ID, { description: 'The room’s id.' })
  override id!: string;

  @Index()
  @Column('uuid')
  shelterId!: string;

  @Column('uuid')
  organisationId!: string;

  @Field(() => String, { description: 'What the staff call it.' })
  @Column('text')
  label!: string;

  @Field(() => Boolean, { description: 'Whether it is for one household at a time.' })
  @Column('boolean', { default: false })
  familyUnit!: boolean;

  @Field(() => Boolean, { description: 'Whether a wheelchair gets in, and around.' })
  @Column('boolean', { default: false })
  accessible!: boolean;

  @Field(() => Boolean, { description: 'Whether it is on the ground floor.' })
  @Column('boolean', { default: false })
  groundFloor!: boolean;

  @Field(() => Int, { description: 'How many cots can be put up beside its beds.' })
  @Column('int', { default: 0 })
  cots!: number;
}
