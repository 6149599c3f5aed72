import { GraphQLDate, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { ConsentBundle, ConsentPurpose } from '../consent/consent.entity';
import type { Granted } from './part.rules';

@ObjectType({ description: 'What of a case is open to somebody by her consent, and not by their own work.' })
@Privacy('OWNER')
export class Grant implements Granted {
  @Field(() => [ConsentPurpose], { description: 'For what.' })
  purposes!: ConsentPurpose[];

  @Field(() => [ConsentBundle], { description: 'Which bundles of fields.' })
  bundles!: ConsentBundle[];

  @Field(() => GraphQLDate, {
    description: 'The last day on which all of this is open, unless it ends before.',
  })
  until!: string;
}
