import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksInCases } from '../case/case.rules';
import { open } from '../part/part.rules';
import type { Services } from '../subgraph';
import { SafeContact } from './safe-contact.entity';
import { RecordSafeContactInput } from './safe-contact.inputs';

@Resolver(() => Case)
export class SafeContactResolver {
  @FieldResolver(() => SafeContact, {
    nullable: true,
    description: 'How she is reached safely. Nobody calls her without it.',
  })
  @Privacy('IDENTITY')
  @Authorized(open('IDENTITY'))
  safeContact(@Root() { id }: Case, @Ctx() { services }: Context<Services>): Promise<SafeContact | null> {
    return services.safeContacts.of(id);
  }

  @Mutation(() => Case, { nullable: true, description: 'Records how a survivor is reached safely.' })
  @Privacy('IDENTITY')
  @Authorized(worksInCases)
  recordSafeContact(
    @Arg('input', () => RecordSafeContactInput, { description: 'How, when and by whom.' })
    input: RecordSafeContactInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.safeContacts.record(input);
  }
}
