import { Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A country, region or municipality.' })
@Directive('@key(fields: "id", resolvable: false)')
@Privacy('PUBLIC')
export class Place {
  @Field(() => ID, { description: 'The place’s id.' })
  id!: string;
}
