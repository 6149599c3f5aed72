import { GraphQLDate, GraphQLUUID, LocalizedTextInput, PageArgs } from '@ura/vocabulary';
import { IsIn, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { HasWords, IsId } from '../checks/checks.inputs';
import { CommitmentStatus } from './commitment.entity';

@ArgsType()
export class CommitmentsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only of this institution.' })
  @IsId()
  institutionId?: string | null;

  @Field(() => CommitmentStatus, { nullable: true, description: 'Only with this status.' })
  status?: CommitmentStatus | null;
}

@InputType({ description: 'What an institution promised.' })
export class AddCommitmentInput {
  @Field(() => GraphQLUUID, { description: 'Made by the caller; the same again makes nothing new.' })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The institution or network that promised it.' })
  @IsId()
  institutionId!: string;

  @Field(() => LocalizedTextInput, { description: 'The round table or meeting where it was promised.' })
  @ValidateNested()
  @HasWords(300)
  occasion!: LocalizedTextInput;

  @Field(() => GraphQLDate, { description: 'When it was promised. Not in the future.' })
  madeOn!: string;

  @Field(() => LocalizedTextInput, { description: 'What was promised.' })
  @ValidateNested()
  @HasWords(1_000)
  promise!: LocalizedTextInput;

  @Field(() => GraphQLDate, { nullable: true, description: 'Until when.' })
  dueOn?: string | null;
}

@InputType({ description: 'Whether a promise was kept.' })
export class SettleCommitmentInput {
  @Field(() => ID, { description: 'The commitment.' })
  @IsId()
  commitmentId!: string;

  @Field(() => CommitmentStatus, { description: 'KEPT or BROKEN.' })
  @IsIn(['KEPT', 'BROKEN'], { message: 'status must be KEPT or BROKEN' })
  status!: CommitmentStatus;

  @Field(() => LocalizedTextInput, { description: 'What came of it.' })
  @ValidateNested()
  @HasWords(1_000)
  outcome!: LocalizedTextInput;
}
