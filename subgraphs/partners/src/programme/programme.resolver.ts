import type { Context } from '@ura/subgraph';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Organisation } from '../organisation/organisation.entity';
import type { Services } from '../subgraph';
import { Programme } from './programme.entity';

@Resolver(() => Programme)
export class ProgrammeResolver {
  @FieldResolver(() => [Organisation], { nullable: true, description: 'Who pays for it.' })
  fundedBy(@Root() programme: Programme, @Ctx() { services }: Context<Services>): Promise<Organisation[]> {
    return services.organisations.byIds(programme.funderIds);
  }
}
