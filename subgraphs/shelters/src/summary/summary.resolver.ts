import { everyone } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Services } from '../subgraph';
import { BedSummary } from './summary.entity';

@Resolver(() => BedSummary)
export class SummaryResolver {
  @Query(() => [BedSummary], {
    nullable: true,
    description: 'How full the shelters of each country were last evening, in a word. For anybody.',
  })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  bedSummary(@Ctx() { services }: Context<Services>): Promise<BedSummary[]> {
    return services.summaries.latest();
  }
}
