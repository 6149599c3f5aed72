import { everyone } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Services } from '../subgraph';
import { ServiceType } from './service-type.entity';

@Resolver(() => ServiceType)
export class ServiceTypeResolver {
  @Query(() => [ServiceType], { nullable: true, description: 'The taxonomy of services, by code.' })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  serviceTypes(@Ctx() { services }: Context<Services>): Promise<ServiceType[]> {
    return services.serviceTypes.all();
  }
}
