import { type CodeOf, enumOf, GraphQLDateTimeISO, Phone, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { Freshness } from '../availability/availability.entity';
import { Shelter } from '../shelter/shelter.entity';

export const BedVerdict = enumOf('BedVerdict', 'Whether a shelter could take all of them.', {
  YES: 'Yes: hold the beds.',
  CALL_FIRST: 'Perhaps: call before you send anybody.',
  NO: 'No, for the reasons given.',
});
export type BedVerdict = CodeOf<typeof BedVerdict>;

export const BedReason = enumOf('BedReason', 'Why a shelter cannot take them, or why to call first.', {
  NOT_AVAILABLE: 'It cannot take them just now.',
  RISK: 'It does not take this risk, or the risk is not assessed.',
  SEX: 'It does not take this sex, or wants to be asked.',
  AGE: 'It does not take this age, or a boy may be too old.',
  SITUATION: 'It is not there for this.',
  FAMILY_UNIT: 'It has no unit for a household of this size.',
  ACCESS: 'A wheelchair does not get in.',
  COT: 'It has not enough cots.',
  PLACE: 'It is in a region that they avoid.',
  CLOSED: 'It takes nobody for the time being.',
  STALE: 'Its figures are old.',
  LANGUAGE: 'Nobody there speaks their language.',
  NIGHTS: 'It cannot promise all the nights.',
});
export type BedReason = CodeOf<typeof BedReason>;

@ObjectType({
  description: 'Whether one shelter could take the whole household. It never says how many beds there are.',
})
@Privacy('PARTNER')
export class BedOffer {
  @Field(() => Shelter, { description: 'The shelter.' })
  shelter!: Shelter;

  @Field(() => BedVerdict, { description: 'Yes, call first, or no.' })
  verdict!: BedVerdict;

  @Field(() => [BedReason], { description: 'Every reason that applies; none where it is a plain yes.' })
  reasons!: BedReason[];

  @Field(() => GraphQLDateTimeISO, { description: 'When the shelter’s staff last confirmed its figures.' })
  asOf!: Date;

  @Field(() => Freshness, { description: 'How old that is.' })
  freshness!: Freshness;

  @Field(() => Phone, { nullable: true, description: 'Whom to call now.' })
  phone!: Phone | null;
}
