import { Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'One of the kinds of service.' })
@Directive('@key(fields: "code", resolvable: false)')
@Privacy('PUBLIC')
export class ServiceType {
  @Field(() => ID, { description: 'The code, such as VS07.' })
  code!: string;
}
