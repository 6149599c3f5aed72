import type { Context } from '@ura/subgraph';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Place } from '../place/place.entity';
import type { Services } from '../subgraph';
import { Location } from './location.entity';

@Resolver(() => Location)
export class LocationResolver {
  @FieldResolver(() => Place, { nullable: true, description: 'The place that it is in.' })
  place(@Root() location: Location, @Ctx() { services }: Context<Services>): Promise<Place | null> {
    return services.places.byId(location.placeId);
  }
}
