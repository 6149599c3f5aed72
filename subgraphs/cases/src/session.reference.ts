import { Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A training or informative session.' })
@Directive('@key(fields: "id", resolvable: false)')
@Privacy('PUBLIC')
export class Session {
  @Field(() => ID, { description: 'The session’s id.' })
  id!: string;
}
