import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Organisation } from '../organisation/organisation.entity';
import { editsSomething } from '../organisation/organisation.rules';
import type { Services } from '../subgraph';
import { AdvocacyActivity } from './advocacy.entity';
import { AddAdvocacyInput } from './advocacy.inputs';

type Asked = Context<Services>;

@Resolver(() => AdvocacyActivity)
export class AdvocacyResolver {
  @Mutation(() => Organisation, { nullable: true, description: 'Records what an organisation asked for.' })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  addAdvocacy(
    @Arg('input', () => AddAdvocacyInput, { description: 'What was asked.' }) input: AddAdvocacyInput,
    @Ctx() { services }: Asked,
  ): Promise<Organisation> {
    return services.advocacy.add(input);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Of whom it was asked.' })
  async addressedTo(
    @Root() activity: AdvocacyActivity,
    @Ctx() { services }: Asked,
  ): Promise<Organisation | null> {
    return activity.addressedToId ? services.organisations.byId(activity.addressedToId) : null;
  }
}

@Resolver(() => Organisation)
export class OrganisationAdvocacyResolver {
  @FieldResolver(() => [AdvocacyActivity], { nullable: true, description: 'What it asked for, and where.' })
  advocacy(@Root() organisation: Organisation, @Ctx() { services }: Asked): Promise<AdvocacyActivity[]> {
    return services.advocacy.ofOrganisation(organisation.id);
  }
}
