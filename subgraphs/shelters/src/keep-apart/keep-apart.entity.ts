import { Row } from '@ura/database';
import { GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';

/**
 * The pair is stored both ways round as one row, the smaller reference first, so that it is symmetric.
 * It is only ever read through the door `kept_apart_shelters`, which answers with shelters alone.
 */
@ObjectType({
  description:
    'That two people must never be in one shelter. It is the same whether or not either of them is in one.',
})
@Privacy('OWNER')
@Entity('keep_apart')
@Index(['organisationId', 'caseRef', 'otherCaseRef'], { unique: true, where: 'ended_at is null' })
@Check('keep_apart_in_order', 'case_ref < other_case_ref')
export class KeepApart extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Field(() => GraphQLDateTimeISO, { name: 'since', description: 'Since when.' })
  override createdAt!: Date;

  @Column('uuid')
  organisationId!: string;

  @Index({ where: 'ended_at is null' })
  @Column('uuid')
  caseRef!: string;

  @Index({ where: 'ended_at is null' })
  @Column('uuid')
  otherCaseRef!: string;

  @Column('uuid')
  recordedById!: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was ended, where it was.' })
  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}
