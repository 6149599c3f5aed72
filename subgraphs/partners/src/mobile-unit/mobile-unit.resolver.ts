import { everyone } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { Phone, Privacy } from '@ura/vocabulary';
import { Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Agreement } from '../agreement/agreement.entity';
import { Organisation } from '../organisation/organisation.entity';
import { Place } from '../place/place.entity';
import type { Services } from '../subgraph';
import { MobileUnit } from './mobile-unit.entity';
import { MobileUnitsArgs } from './mobile-unit.inputs';

type Asked = Context<Services>;

@Resolver(() => MobileUnit)
export class MobileUnitResolver {
  @Query(() => [MobileUnit], { nullable: true, description: 'The mobile units, by code.' })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  mobileUnits(
    @Args(() => MobileUnitsArgs) args: MobileUnitsArgs,
    @Ctx() { services }: Asked,
  ): Promise<MobileUnit[]> {
    return services.mobileUnits.visible(args);
  }

  @FieldResolver(() => Organisation, { description: 'Whose it is.' })
  async organisation(@Root() unit: MobileUnit, @Ctx() { services }: Asked): Promise<Organisation> {
    return (await services.organisations.byId(unit.organisationId))!;
  }

  @FieldResolver(() => Place, { description: 'The region that it works in.' })
  async region(@Root() unit: MobileUnit, @Ctx() { services }: Asked): Promise<Place> {
    return (await services.places.byId(unit.regionId))!;
  }

  @FieldResolver(() => Agreement, {
    nullable: true,
    description: 'The agreement with the police of the region.',
  })
  async policeAgreement(@Root() unit: MobileUnit, @Ctx() { services }: Asked): Promise<Agreement | null> {
    return unit.policeAgreementId ? services.agreements.byId(unit.policeAgreementId) : null;
  }

  @FieldResolver(() => [Phone], { nullable: true, description: 'Its numbers.' })
  phones(@Root() unit: MobileUnit, @Ctx() { services }: Asked): Promise<Phone[]> {
    return services.phones.ofMobileUnit(unit.id);
  }
}

@Resolver(() => Organisation)
export class OrganisationMobileUnitsResolver {
  @FieldResolver(() => [MobileUnit], { nullable: true, description: 'Its mobile units, by code.' })
  mobileUnits(@Root() organisation: Organisation, @Ctx() { services }: Asked): Promise<MobileUnit[]> {
    return services.mobileUnits.ofOrganisation(organisation.id);
  }
}
