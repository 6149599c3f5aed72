import { GraphQLUUID } from '@ura/vocabulary';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

const notAnId = { message: 'this is not an id' };

@InputType({ description: 'Two people who must never be in one shelter.' })
export class KeepApartInput {
  @Field(() => ID, { description: 'The reference of the one case for this subgraph.' })
  @IsUUID(undefined, notAnId)
  caseRef!: string;

  @Field(() => ID, { description: 'The reference of the other case for this subgraph.' })
  @IsUUID(undefined, notAnId)
  otherCaseRef!: string;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'That two people need not be kept apart any more.' })
export class EndKeepApartInput {
  @Field(() => ID, { description: 'What `keepApart` answered.' })
  @IsUUID(undefined, notAnId)
  keepApartId!: string;
}
