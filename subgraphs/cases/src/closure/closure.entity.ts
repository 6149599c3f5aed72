import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';

export const ClosureReason = enumOf('ClosureReason', 'Why a case is closed.', {
  GOALS_MET: 'What was agreed with her is reached.',
  SURVIVOR_REQUEST: 'She wants it.',
  TRANSFERRED: 'An organisation outside the hub has taken it over.',
  LOST_CONTACT: 'She could not be reached, though it was tried on three days.',
  RETURN_ABROAD: 'She has returned to another country.',
  DECEASED: 'She is dead.',
  NOT_A_VICTIM_DECISION: 'It was decided that she is no victim. Services need not stop for that.',
  OTHER: 'Another reason.',
  DECLINED: 'At intake: she does not want help.',
  NOT_ELIGIBLE: 'At intake: the help here is for others.',
});
export type ClosureReason = CodeOf<typeof ClosureReason>;

export const ReopenReason = enumOf('ReopenReason', 'Why a case is opened again.', {
  ASKED_FOR_HELP: 'She asks for help again.',
  NEW_DANGER: 'There is a new danger.',
  NEW_FACTS: 'Something became known.',
  CLOSED_BY_MISTAKE: 'It was closed by mistake.',
});
export type ReopenReason = CodeOf<typeof ReopenReason>;

@ObjectType({ description: 'How a case was closed, or is proposed to be.' })
@Privacy('OWNER')
export class Closure {
  @Field(() => ClosureReason, { description: 'Why.' })
  reason!: ClosureReason;

  @Field(() => ID, { nullable: true, description: 'Who of the team proposed it, where somebody did.' })
  proposedBy!: string | null;

  @Field(() => ID, { nullable: true, description: 'Who approved it; null while it is proposed.' })
  approvedBy!: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was closed.' })
  closedAt!: Date | null;
}
