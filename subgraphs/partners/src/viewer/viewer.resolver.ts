import { everyone, isAnonymous } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Organisation } from '../organisation/organisation.entity';
import type { Services } from '../subgraph';
import { Viewer } from './viewer.entity';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: 'Who the hub thinks is asking.' })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  viewer(@Ctx() { viewer }: Context<Services>): Viewer {
    return { ...viewer, anonymous: isAnonymous(viewer) };
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The person’s organisation.' })
  async organisation(
    @Root() viewer: Viewer,
    @Ctx() { services }: Context<Services>,
  ): Promise<Organisation | null> {
    return viewer.organisationId ? services.organisations.byId(viewer.organisationId) : null;
  }
}
