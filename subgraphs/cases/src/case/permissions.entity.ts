import { Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'What the viewer may do with a case as it stands: the rules that the mutations ask, for greying out buttons.',
})
@Privacy('PARTNER')
export class CasePermissions {
  @Field(() => Boolean, { description: 'Give or take a place in the team.' })
  assign!: boolean;

  @Field(() => Boolean, { description: 'Read who the survivor is.' })
  readIdentity!: boolean;

  @Field(() => Boolean, { description: 'Record what she allows, or that she does not.' })
  recordConsent!: boolean;

  @Field(() => Boolean, { description: 'Ask another organisation to help, with a consent.' })
  refer!: boolean;

  @Field(() => Boolean, { description: 'Offer the whole case to another organisation, with a consent.' })
  transfer!: boolean;
}
