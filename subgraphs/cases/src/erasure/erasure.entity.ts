import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { AccessEntry } from '../audit/audit.entity';

export const LegalHoldReason = enumOf('LegalHoldReason', 'Why a legal hold is set or lifted.', {
  COURT_PROCEEDINGS: 'A court may need it.',
  INVESTIGATION: 'An investigation may need it.',
  COMPLAINT: 'A complaint is being looked into.',
  INSPECTION: 'An inspection or an audit is under way.',
  NO_LONGER_NEEDED: 'What it was set for is over.',
});
export type LegalHoldReason = CodeOf<typeof LegalHoldReason>;

export const ErasureReason = enumOf('ErasureReason', 'Why it is erased who somebody is.', {
  SURVIVOR_REQUEST: 'She wants it.',
  RETENTION_ENDED: 'The time for which it may be kept is over.',
  NO_LONGER_NEEDED: 'It is not needed for anything any more.',
  NOT_LAWFUL: 'It should not have been kept.',
});
export type ErasureReason = CodeOf<typeof ErasureReason>;

@ObjectType({
  description: 'Everything that is kept of a survivor, for her: what is recorded, and who looked at it.',
})
@Privacy('IDENTITY')
export class SurvivorExport {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was taken out.' })
  exportedAt!: Date;

  @Field(() => String, {
    description:
      'Every record of the case, as JSON: a list for each table. Give it to her, and keep no copy.',
  })
  records!: string;

  @Field(() => [AccessEntry], { description: 'Who looked and what was done, the latest first.' })
  whoLooked!: AccessEntry[];
}
