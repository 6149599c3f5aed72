import { everyone } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, Privacy } from '@ura/vocabulary';
import { Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Services } from '../subgraph';
import { Place } from './place.entity';
import { PlaceArgs, PlacesArgs } from './place.inputs';

export const PlaceConn = connectionOf(Place, 'Place', 'PUBLIC');

@Resolver(() => Place)
export class PlaceResolver {
  @Query(() => Place, { nullable: true, description: 'One place, by id or by code.' })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  place(
    @Args(() => PlaceArgs) args: PlaceArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Place | null> {
    return services.places.one(args);
  }

  @Query(() => PlaceConn, { nullable: true, description: 'Places, by code.' })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  places(
    @Args(() => PlacesArgs) args: PlacesArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<Place>> {
    return services.places.visible(args);
  }

  @FieldResolver(() => Place, {
    nullable: true,
    description: 'The place that it lies in; null of a country.',
  })
  async parent(@Root() place: Place, @Ctx() { services }: Context<Services>): Promise<Place | null> {
    return place.parentId ? services.places.byId(place.parentId) : null;
  }
}
