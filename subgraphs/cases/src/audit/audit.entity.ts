import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';

export const AuditAction = enumOf('AuditAction', 'What somebody did, as the audit keeps it.', {
  READ: 'Looked at a part of a case.',
  READ_IDENTITY: 'Looked at who the survivor is, or how she is reached.',
  RECORD_IDENTITY: 'Recorded or corrected who she is.',
  SEARCH_IDENTITY: 'Searched for a name.',
  MATCH: 'Compared her with another organisation’s survivors, by her consent.',
  GRANT: 'Recorded a consent.',
  WITHDRAW: 'Recorded that she took a consent back.',
  ASSIGN: 'Gave somebody a place in the team.',
  UNASSIGN: 'Took a place in the team away.',
  TRANSFER: 'Handed the case over.',
  EMERGENCY_OPEN: 'Opened the case in an emergency.',
  EMERGENCY_REVIEW: 'Reviewed an emergency.',
  EXPORT: 'Took everything of the case out, for the survivor.',
  ERASE: 'Erased who she is.',
  LEGAL_HOLD: 'Set a legal hold.',
  LEGAL_HOLD_END: 'Lifted a legal hold.',
});
export type AuditAction = CodeOf<typeof AuditAction>;

export const AuditFault = enumOf('AuditFault', 'What is wrong with a chain of the audit.', {
  CHANGED: 'A line is not as it was written, or another is in its place.',
  MISSING: 'A line is gone, in the middle or at the end.',
  ADDED: 'A line came in by another door.',
  REWRITTEN: 'The chain holds in itself, and is not the one that was anchored.',
  ANCHORS: 'The chain holds, and lines of the file of anchors were taken out or changed.',
});
export type AuditFault = CodeOf<typeof AuditFault>;

@ObjectType({ description: 'That somebody looked at a case, or did something with it: never what they saw.' })
@Privacy('OWNER')
export class AccessEntry {
  @Field(() => Int, { description: 'Its place in the organisation’s chain.' })
  seq!: number;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  happenedAt!: Date;

  @Field(() => AuditAction, { description: 'What was done.' })
  action!: AuditAction;

  @Field(() => [String], { description: 'With which parts of the case, as codes.' })
  parts!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Why, as a code, where a reason was asked for.' })
  reason!: string | null;

  @Field(() => ID, { nullable: true, description: 'Who; null where it was the clock.' })
  workerId!: string | null;

  /** Of which organisation they are. */
  organisationId!: string | null;
}

@ObjectType('AuditVerification', {
  description: 'Whether your organisation’s chain of the audit is as it was written.',
})
@Privacy('OWNER')
export class AuditVerificationResult {
  @Field(() => Boolean, { description: 'Whether nothing is wrong.' })
  isIntact!: boolean;

  @Field(() => AuditFault, { nullable: true, description: 'What is wrong.' })
  fault!: AuditFault | null;

  @Field(() => Int, { nullable: true, description: 'The first line that is not to be trusted.' })
  brokenAtSeq!: number | null;

  @Field(() => Int, { description: 'How many lines were read.' })
  entries!: number;

  @Field(() => Int, { description: 'The number of the last line.' })
  headSeq!: number;

  @Field(() => String, { description: 'The hash of the last line: SHA-256 in hex.' })
  headHash!: string;

  @Field(() => Int, { nullable: true, description: 'The last line that was anchored outside the database.' })
  anchorSeq!: number | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was anchored.' })
  anchoredAt!: Date | null;
}
