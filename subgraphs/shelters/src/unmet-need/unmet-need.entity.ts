import { Row } from '@ura/database';
import { type CodeOf, Count, Country, enumOf, GraphQLDate, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const UnmetReason = enumOf('UnmetReason', 'What a need failed on, at the shelter that came nearest.', {
  NO_BED: 'There was no free bed, or the shelter was closed.',
  RISK: 'The risk was too high, or of another kind than they can protect from.',
  HOUSEHOLD: 'The household was not of a kind that they take, or could not be housed together.',
  ACCESS: 'There was no room for a wheelchair or a cot.',
  PLACE: 'The shelters that could were in a place to avoid.',
  WAITED: 'It waited on the list, and nobody could take them.',
});
export type UnmetReason = CodeOf<typeof UnmetReason>;

/** One need that found nobody. It names no person, and in what is published no organisation. */
@Entity('turned_away')
@Index(['createdAt'])
export class TurnedAway extends Row {
  /** Whose worker asked: for the row-level policies alone. */
  @Column('uuid')
  organisationId!: string;

  @Column('text', { nullable: true })
  country!: Country | null;

  @Column('text')
  reason!: UnmetReason;

  /** One need is counted once an hour however often it is asked; forgotten after a day. */
  @Column('text', { unique: true, nullable: true })
  key!: string | null;
}

@ObjectType({
  description:
    'How many needs (a person, or people to be placed together) were turned away in a month. Small numbers are not told, and nor is what would give them away.',
})
@Privacy('PARTNER')
export class UnmetNeed {
  @Field(() => GraphQLDate, { description: 'The month’s first day.' })
  from!: string;

  @Field(() => GraphQLDate, { description: 'The month’s last day.' })
  to!: string;

  @Field(() => Country, { nullable: true, description: 'The country asked for; null where any would do.' })
  country!: Country | null;

  @Field(() => UnmetReason, { nullable: true, description: 'What they failed on; null for the total.' })
  reason!: UnmetReason | null;

  @Field(() => Count, {
    nullable: true,
    description:
      'How many. Null where it is fewer than 11, none included, or would give such a number away. While the month lasts it is told in steps of 11.',
  })
  needs!: Count | null;
}
