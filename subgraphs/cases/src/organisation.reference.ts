import { Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'An organisation, institution or network.' })
@Directive('@key(fields: "id")')
export class Organisation {
  @Privacy('PUBLIC')
  @Field(() => ID, { description: 'The organisation’s id.' })
  id!: string;
}
