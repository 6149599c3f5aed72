import { GraphQLUUID } from '@ura/vocabulary';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';

@InputType({ description: 'Who is compared with the survivors of the organisations that her consents name.' })
export class FindPossibleMatchesInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
