import { hasRole } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Services } from '../subgraph';
import { KeepApart } from './keep-apart.entity';
import { EndKeepApartInput, KeepApartInput } from './keep-apart.inputs';

@Resolver(() => KeepApart)
export class KeepApartResolver {
  @Mutation(() => KeepApart, {
    nullable: true,
    description: 'Two people are never placed in one shelter. For a case manager who holds both references.',
  })
  @Privacy('OWNER')
  @Authorized(hasRole('CASE_MANAGER'))
  keepApart(
    @Arg('input', () => KeepApartInput, { description: 'Who.' }) input: KeepApartInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<KeepApart> {
    return services.keptApart.keep(input);
  }

  @Mutation(() => KeepApart, {
    nullable: true,
    description: 'Ends it. For the organisation that recorded it.',
  })
  @Privacy('OWNER')
  @Authorized(hasRole('CASE_MANAGER'))
  endKeepApart(
    @Arg('input', () => EndKeepApartInput, { description: 'Which.' }) input: EndKeepApartInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<KeepApart> {
    return services.keptApart.end(input);
  }
}
