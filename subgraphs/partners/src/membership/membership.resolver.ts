import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Organisation } from '../organisation/organisation.entity';
import { editsSomething } from '../organisation/organisation.rules';
import type { Services } from '../subgraph';
import { Membership } from './membership.entity';
import { AddMembershipInput } from './membership.inputs';

type Asked = Context<Services>;

@Resolver(() => Membership)
export class MembershipResolver {
  @Mutation(() => Organisation, {
    nullable: true,
    description: 'Says that an organisation belongs to a network.',
  })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  addMembership(
    @Arg('input', () => AddMembershipInput, { description: 'The membership.' }) input: AddMembershipInput,
    @Ctx() { services }: Asked,
  ): Promise<Organisation> {
    return services.memberships.add(input);
  }

  @FieldResolver(() => Organisation, { description: 'The network.' })
  async network(@Root() membership: Membership, @Ctx() { services }: Asked): Promise<Organisation> {
    return (await services.organisations.byId(membership.networkId))!;
  }
}

@Resolver(() => Organisation)
export class OrganisationMembershipsResolver {
  @FieldResolver(() => [Membership], { nullable: true, description: 'The networks that it belongs to.' })
  memberships(@Root() organisation: Organisation, @Ctx() { services }: Asked): Promise<Membership[]> {
    return services.memberships.ofOrganisation(organisation.id);
  }
}
