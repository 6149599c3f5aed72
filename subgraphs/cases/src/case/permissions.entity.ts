import { Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { CaseStatus } from './case.entity';

@ObjectType({
  description:
    'What the viewer may do with a case as it stands: the rules that the mutations ask, for greying out buttons.',
})
@Privacy('PARTNER')
export class CasePermissions {
  @Field(() => Boolean, { description: 'Record the next step of the identification.' })
  advanceIdentification!: boolean;

  @Field(() => Boolean, { description: 'Record what was found, of one part at least.' })
  assess!: boolean;

  @Field(() => Boolean, { description: 'Give or take a place in the team.' })
  assign!: boolean;

  @Field(() => Boolean, { description: 'Close it.' })
  close!: boolean;

  @Field(() => Boolean, { description: 'Plan and record follow-ups.' })
  followUp!: boolean;

  @Field(() => [CaseStatus], { description: 'Take it on to one of these statuses.' })
  nextStatuses!: CaseStatus[];

  @Field(() => Boolean, { description: 'Plan services and say what became of them, of one part at least.' })
  plan!: boolean;

  @Field(() => Boolean, { description: 'Propose to close it.' })
  proposeClosure!: boolean;

  @Field(() => Boolean, { description: 'Read who the survivor is.' })
  readIdentity!: boolean;

  @Field(() => Boolean, { description: 'Record what she allows, or that she does not.' })
  recordConsent!: boolean;

  @Field(() => Boolean, { description: 'Record who the survivor is, and how she is reached safely.' })
  recordIdentity!: boolean;

  @Field(() => Boolean, { description: 'Record services that were given, of one part at least.' })
  recordService!: boolean;

  @Field(() => Boolean, { description: 'Ask another organisation to help, with a consent.' })
  refer!: boolean;

  @Field(() => Boolean, { description: 'Open it again.' })
  reopen!: boolean;

  @Field(() => Boolean, { description: 'Send the notices that it owes.' })
  sendNotice!: boolean;

  @Field(() => Boolean, { description: 'Offer the whole case to another organisation, with a consent.' })
  transfer!: boolean;
}
