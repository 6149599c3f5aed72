import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, PageArgs, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { MobileUnit } from '../mobile-unit/mobile-unit.entity';
import { Organisation } from '../organisation/organisation.entity';
import { editsSomething, mayEdit } from '../organisation/organisation.rules';
import { Service } from '../service/service.entity';
import type { Services } from '../subgraph';
import { PhoneChange } from './phone-change.entity';
import { ApprovePhoneInput, ProposePhoneInput } from './phone-change.inputs';

export const PhoneChangeConn = connectionOf(PhoneChange, 'PhoneChange', 'PARTNER');

type Asked = Context<Services>;

@Resolver(() => PhoneChange)
export class PhoneChangeResolver {
  @Mutation(() => PhoneChange, { nullable: true, description: 'Proposes a change of a public number.' })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  proposePhone(
    @Arg('input', () => ProposePhoneInput, { description: 'The change.' }) input: ProposePhoneInput,
    @Ctx() { services }: Asked,
  ): Promise<PhoneChange> {
    return services.phoneChanges.propose(input);
  }

  @Mutation(() => PhoneChange, {
    nullable: true,
    description: 'Approves a change of a public number, as a second person who has called the old one.',
  })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  approvePhone(
    @Arg('input', () => ApprovePhoneInput, { description: 'The approval.' }) input: ApprovePhoneInput,
    @Ctx() { services }: Asked,
  ): Promise<PhoneChange> {
    return services.phoneChanges.approve(input);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Whose number it is.' })
  organisation(@Root() change: PhoneChange, @Ctx() { services }: Asked): Promise<Organisation | null> {
    return services.organisations.byId(change.organisationId);
  }

  @FieldResolver(() => Service, { nullable: true, description: 'The service that it is for.' })
  async service(@Root() change: PhoneChange, @Ctx() { services }: Asked): Promise<Service | null> {
    return change.serviceId ? services.services.byId(change.serviceId) : null;
  }

  @FieldResolver(() => MobileUnit, { nullable: true, description: 'The mobile unit that it is for.' })
  async mobileUnit(@Root() change: PhoneChange, @Ctx() { services }: Asked): Promise<MobileUnit | null> {
    return change.mobileUnitId ? services.mobileUnits.byId(change.mobileUnitId) : null;
  }
}

@Resolver(() => Organisation)
export class OrganisationPhoneChangesResolver {
  @FieldResolver(() => PhoneChangeConn, {
    nullable: true,
    description: 'Changes of its public numbers, the latest first; for who may edit its entries.',
  })
  @Privacy('PARTNER')
  @Authorized(mayEdit)
  phoneChanges(
    @Root() organisation: Organisation,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { services }: Asked,
  ): Promise<Page<PhoneChange>> {
    return services.phoneChanges.of(organisation.id, args);
  }
}
