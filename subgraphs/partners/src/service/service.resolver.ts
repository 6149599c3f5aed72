import { everyone } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, PageArgs, Phone, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Location } from '../location/location.entity';
import { isOpenAt } from '../opening-hours/opening-hours.service';
import { Organisation } from '../organisation/organisation.entity';
import { editsSomething } from '../organisation/organisation.rules';
import { Place } from '../place/place.entity';
import { present } from '../rows/rows.rules';
import { ServicesArgs } from '../service-search/service-search.inputs';
import { ServiceType } from '../service-type/service-type.entity';
import type { Services } from '../subgraph';
import { Service } from './service.entity';
import { AddServiceInput, ChangeServiceInput, ServiceArgs, VerifyServiceInput } from './service.inputs';
import { isStale } from './service.rules';

export const ServiceConn = connectionOf(Service, 'Service', 'PUBLIC');

type Asked = Context<Services>;

@Resolver(() => Service)
export class ServiceResolver {
  @Query(() => ServiceConn, {
    nullable: true,
    description: 'Services to turn to: the nearest first when the search says where, otherwise by type.',
  })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  services(@Args(() => ServicesArgs) args: ServicesArgs, @Ctx() { services }: Asked): Promise<Page<Service>> {
    return services.search.find(args);
  }

  @Query(() => Service, { nullable: true, description: 'One service.' })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  service(@Args(() => ServiceArgs) { id }: ServiceArgs, @Ctx() { services }: Asked): Promise<Service | null> {
    return services.services.byId(id);
  }

  @Mutation(() => Service, { nullable: true, description: 'Adds a service.' })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  addService(
    @Arg('input', () => AddServiceInput, { description: 'The service.' }) input: AddServiceInput,
    @Ctx() { services }: Asked,
  ): Promise<Service> {
    return services.services.add(input);
  }

  @Mutation(() => Service, { nullable: true, description: 'Changes a service.' })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  changeService(
    @Arg('input', () => ChangeServiceInput, { description: 'What changes.' }) input: ChangeServiceInput,
    @Ctx() { services }: Asked,
  ): Promise<Service> {
    return services.services.change(input);
  }

  @Mutation(() => Service, {
    nullable: true,
    description: 'Says that a service is still as it is described.',
  })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  verifyService(
    @Arg('input', () => VerifyServiceInput, { description: 'Which.' }) input: VerifyServiceInput,
    @Ctx() { services }: Asked,
  ): Promise<Service> {
    return services.services.verify(input);
  }

  @FieldResolver(() => ServiceType, { description: 'Its type.' })
  async type(@Root() service: Service, @Ctx() { services }: Asked): Promise<ServiceType> {
    return (await services.serviceTypes.byCode(service.typeCode))!;
  }

  @FieldResolver(() => Organisation, { description: 'Who offers it.' })
  async organisation(@Root() service: Service, @Ctx() { services }: Asked): Promise<Organisation> {
    return (await services.organisations.byId(service.organisationId))!;
  }

  @FieldResolver(() => [Place], { description: 'The places that it covers, with all that lies in them.' })
  async areas(@Root() service: Service, @Ctx() { services }: Asked): Promise<Place[]> {
    const ids = await services.services.areaIdsOf(service.id);
    return present(await Promise.all(ids.map(id => services.places.byId(id))));
  }

  @FieldResolver(() => [Phone], { description: 'Its numbers; where it has none, its organisation’s.' })
  phones(@Root() service: Service, @Ctx() { services }: Asked): Promise<Phone[]> {
    return services.phones.ofService(service);
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where it is; null where that is confidential.',
  })
  async location(@Root() service: Service, @Ctx() { services }: Asked): Promise<Location | null> {
    return service.locationId ? services.locations.byId(service.locationId) : null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is active and open at this moment.' })
  openNow(@Root() { status, schedule, country, asOf }: Service): boolean {
    return status === 'ACTIVE' && isOpenAt(schedule, country, asOf);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether nobody has said for 180 days that it is still true.',
  })
  stale(@Root() service: Service): boolean {
    return isStale(service);
  }
}

@Resolver(() => Organisation)
export class OrganisationServicesResolver {
  @FieldResolver(() => ServiceConn, {
    nullable: true,
    description: 'All its services, by type, those too that are not offered now.',
  })
  services(
    @Root() organisation: Organisation,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { services }: Asked,
  ): Promise<Page<Service>> {
    return services.services.ofOrganisation(organisation.id, args);
  }
}
