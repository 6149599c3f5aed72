import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Organisation } from '../organisation/organisation.entity';
import { editsSomething } from '../organisation/organisation.rules';
import type { Services } from '../subgraph';
import { Agreement } from './agreement.entity';
import { AddAgreementInput } from './agreement.inputs';

type Asked = Context<Services>;

@Resolver(() => Agreement)
export class AgreementResolver {
  @Mutation(() => Agreement, { nullable: true, description: 'Adds an agreement.' })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  addAgreement(
    @Arg('input', () => AddAgreementInput, { description: 'The agreement.' }) input: AddAgreementInput,
    @Ctx() { services }: Asked,
  ): Promise<Agreement> {
    return services.agreements.add(input);
  }

  @FieldResolver(() => [Organisation], { description: 'Its parties, as they were named.' })
  async parties(@Root() agreement: Agreement, @Ctx() { services }: Asked): Promise<Organisation[]> {
    return services.organisations.byIds(await services.agreements.partyIdsOf(agreement.id));
  }
}

@Resolver(() => Organisation)
export class OrganisationAgreementsResolver {
  @FieldResolver(() => [Agreement], { nullable: true, description: 'The agreements that it is a party of.' })
  agreements(@Root() organisation: Organisation, @Ctx() { services }: Asked): Promise<Agreement[]> {
    return services.agreements.ofOrganisation(organisation.id);
  }
}
