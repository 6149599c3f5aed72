import { GraphQLDate } from '@ura/vocabulary';
import { ArgsType, Field } from 'type-graphql';

@ArgsType()
export class UnmetNeedArgs {
  @Field(() => GraphQLDate, { description: 'The first day. Its whole month is answered.' })
  from!: string;

  @Field(() => GraphQLDate, { description: 'The last day. Its whole month is answered.' })
  to!: string;
}
