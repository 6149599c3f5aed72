import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Args, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Services } from '../subgraph';
import { UnmetNeed } from './unmet-need.entity';
import { UnmetNeedArgs } from './unmet-need.inputs';
import { mayReadUnmetNeed } from './unmet-need.rules';

@Resolver(() => UnmetNeed)
export class UnmetNeedResolver {
  @Query(() => [UnmetNeed], {
    nullable: true,
    description:
      'How many needs found nobody, by month, country and reason. For coordinators and analysts; no organisation is named.',
  })
  @Privacy('PARTNER')
  @Authorized(mayReadUnmetNeed)
  unmetNeed(
    @Args(() => UnmetNeedArgs) args: UnmetNeedArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<UnmetNeed[]> {
    return services.unmetNeeds.of(args);
  }
}
