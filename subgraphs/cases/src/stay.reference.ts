import { Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Somebody’s time in a shelter.' })
@Directive('@key(fields: "id")')
export class Stay {
  @Field(() => ID, { description: 'The stay’s id.' })
  @Privacy('PARTNER')
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The pseudonym of the case, which the planner carries.' })
  @Directive('@external')
  @Privacy('PARTNER')
  caseRef!: string | null;
}
