import { everyone } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Place } from '../place/place.entity';
import type { Services } from '../subgraph';
import { ServiceCoverage } from './service-map.entity';
import { ServiceMapArgs } from './service-map.inputs';

@Resolver(() => ServiceCoverage)
export class ServiceMapResolver {
  @Query(() => [ServiceCoverage], {
    nullable: true,
    description: 'The service map: who covers what where, and the gaps.',
  })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  serviceMap(
    @Args(() => ServiceMapArgs) args: ServiceMapArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<ServiceCoverage[]> {
    return services.serviceMap.coverage(args);
  }

  @FieldResolver(() => Place, { description: 'The place.' })
  async place(@Root() coverage: ServiceCoverage, @Ctx() { services }: Context<Services>): Promise<Place> {
    return (await services.places.byId(coverage.placeId))!;
  }
}
