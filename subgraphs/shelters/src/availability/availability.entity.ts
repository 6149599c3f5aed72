import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, Int, ObjectType } from 'type-graphql';

export const Freshness = enumOf('Freshness', 'How old the figures are.', {
  FRESH: 'Confirmed within two hours.',
  AGING: 'Confirmed within eight hours.',
  STALE: 'Older: call before you send anybody.',
});
export type Freshness = CodeOf<typeof Freshness>;

@ObjectType({ description: 'How many beds of a shelter are what, now. It follows from the claims.' })
@Privacy('PARTNER')
export class Availability {
  @Field(() => Int, { description: 'Beds that nobody has.' })
  freeBeds!: number;

  @Field(() => Int, { description: 'Beds that are kept for somebody.' })
  heldBeds!: number;

  @Field(() => Int, { description: 'Beds in which somebody stays.' })
  occupiedBeds!: number;

  @Field(() => Int, { description: 'Empty beds that are not to be given.' })
  blockedBeds!: number;

  @Field(() => GraphQLDateTimeISO, {
    description: 'When the shelter’s staff last changed or confirmed this.',
  })
  asOf!: Date;

  @Field(() => Freshness, { description: 'How old that is.' })
  freshness!: Freshness;
}
