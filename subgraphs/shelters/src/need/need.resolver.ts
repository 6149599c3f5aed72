import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import { mayPlace } from '../availability/availability.rules';
import type { Services } from '../subgraph';
import { BedOffer } from './need.entity';
import { BedNeed } from './need.inputs';

@Resolver(() => BedOffer)
export class NeedResolver {
  @Query(() => [BedOffer], {
    nullable: true,
    description: 'Which shelters could take all of them, best first. For those who place people.',
  })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  findBeds(
    @Arg('need', () => BedNeed, { description: 'Who needs beds.' }) need: BedNeed,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedOffer[]> {
    return services.needs.find(need);
  }
}
