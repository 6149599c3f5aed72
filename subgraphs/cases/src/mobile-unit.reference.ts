import { Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A mobile unit of an organisation.' })
@Directive('@key(fields: "id", resolvable: false)')
@Privacy('PUBLIC')
export class MobileUnit {
  @Field(() => ID, { description: 'The unit’s id.' })
  id!: string;
}
