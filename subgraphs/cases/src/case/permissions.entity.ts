import { Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'What the viewer may do with a case as it stands: the rules that the mutations ask, for greying out buttons.',
})
@Privacy('PARTNER')
export class CasePermissions {
  @Field(() => Boolean, { description: 'Record the next step of the identification.' })
  advanceIdentification!: boolean;

  @Field(() => Boolean, { description: 'Give or take a place in the team.' })
  assign!: boolean;

  @Field(() => Boolean, { description: 'Read who the survivor is.' })
  readIdentity!: boolean;

  @Field(() => Boolean, { description: 'Send the notices that it owes.' })
  sendNotice!: boolean;
}
