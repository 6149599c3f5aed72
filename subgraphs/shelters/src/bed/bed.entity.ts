import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const BedStatus = enumOf(
  'BedStatus',
  'What a bed is now. It follows from the claims and is never stored.',
  {
    AVAILABLE: 'Free.',
    HELD: 'Kept for somebody.',
    OCCUPIED: 'Somebody stays.',
    BLOCKED: 'Empty and not to be given.',
  },
);
export type BedStatus = CodeOf<typeof BedStatus>;

@ObjectType({ description: 'A bed. For the shelter’s own staff.' })
@Directive('@key(fields: "id")')
@Privacy('OWNER')
@Entity('bed')
export class Bed extends Row {
  @Field(() => ID, { description: 'The bed’s id.' })
  override id!: string;

  @Index()
  @Column('uuid')
  roomId!: string;

  @Index()
  @Column('uuid')
  shelterId!: string;

  @Column('uuid')
  organisationId!: string;

  @Field(() => String, { description: 'What the staff call it.' })
  @Column('text')
  label!: string;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'An overflow bed is there until then, and given to nobody afterwards.',
  })
  @Column('timestamptz', { nullable: true })
  overflowUntil!: Date | null;
}
