import { GraphQLUUID } from '@ura/vocabulary';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { TeamFunction } from './team-member.entity';

@InputType({ description: 'A place in the team of a case.' })
export class AssignWorkerInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => ID, { description: 'The worker, as your organisation’s sign-in knows them.' })
  @IsUUID(undefined, notAnId)
  workerId!: string;

  @Field(() => TeamFunction, { description: 'What they do. It says which parts are open to them.' })
  function!: TeamFunction;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True takes the place away: from then on nothing of the case is open to them.',
  })
  ends?: boolean | null;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
