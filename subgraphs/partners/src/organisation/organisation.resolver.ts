import { everyone } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, PageArgs, Phone, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Change } from '../change/change.entity';
import { ChangeConn } from '../change/change.resolver';
import { Figure } from '../figure/figure.entity';
import { Programme } from '../programme/programme.entity';
import { Publication } from '../publication/publication.entity';
import type { Services } from '../subgraph';
import { Organisation } from './organisation.entity';
import {
  AddOrganisationInput,
  ChangeOrganisationInput,
  OrganisationArgs,
  OrganisationsArgs,
} from './organisation.inputs';
import { editsSomething, mayEdit } from './organisation.rules';

export const OrganisationConn = connectionOf(Organisation, 'Organisation', 'PUBLIC');

type Asked = Context<Services>;

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Query(() => Organisation, { nullable: true, description: 'One organisation, by id or by slug.' })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  organisation(
    @Args(() => OrganisationArgs) args: OrganisationArgs,
    @Ctx() { services }: Asked,
  ): Promise<Organisation | null> {
    return services.organisations.one(args);
  }

  @Query(() => OrganisationConn, { nullable: true, description: 'The directory, by slug.' })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  organisations(
    @Args(() => OrganisationsArgs) args: OrganisationsArgs,
    @Ctx() { services }: Asked,
  ): Promise<Page<Organisation>> {
    return services.organisations.visible(args);
  }

  @Mutation(() => Organisation, { nullable: true, description: 'Adds an entry to the directory.' })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  addOrganisation(
    @Arg('input', () => AddOrganisationInput, { description: 'The entry.' }) input: AddOrganisationInput,
    @Ctx() { services }: Asked,
  ): Promise<Organisation> {
    return services.organisations.add(input);
  }

  @Mutation(() => Organisation, { nullable: true, description: 'Changes an entry of the directory.' })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  changeOrganisation(
    @Arg('input', () => ChangeOrganisationInput, { description: 'What changes.' })
    input: ChangeOrganisationInput,
    @Ctx() { services }: Asked,
  ): Promise<Organisation> {
    return services.organisations.change(input);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'What it is a part of.' })
  async parent(@Root() organisation: Organisation, @Ctx() { services }: Asked): Promise<Organisation | null> {
    return organisation.parentId ? services.organisations.byId(organisation.parentId) : null;
  }

  @FieldResolver(() => [Phone], { nullable: true, description: 'All its public numbers.' })
  phones(@Root() organisation: Organisation, @Ctx() { services }: Asked): Promise<Phone[]> {
    return services.phones.ofOrganisation(organisation.id);
  }

  @FieldResolver(() => [Programme], { nullable: true, description: 'Its programmes.' })
  programmes(@Root() organisation: Organisation, @Ctx() { services }: Asked): Promise<Programme[]> {
    return services.programmes.ofOrganisation(organisation.id);
  }

  @FieldResolver(() => [Figure], { nullable: true, description: 'Numbers that it publishes.' })
  figures(@Root() organisation: Organisation, @Ctx() { services }: Asked): Promise<Figure[]> {
    return services.figures.ofOrganisation(organisation.id);
  }

  @FieldResolver(() => [Publication], { nullable: true, description: 'Its publications.' })
  publications(@Root() organisation: Organisation, @Ctx() { services }: Asked): Promise<Publication[]> {
    return services.publications.ofOrganisation(organisation.id);
  }

  @FieldResolver(() => ChangeConn, {
    nullable: true,
    description: 'Who changed what of its entries, the latest first; for who may edit them.',
  })
  @Privacy('PARTNER')
  @Authorized(mayEdit)
  history(
    @Root() organisation: Organisation,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { services }: Asked,
  ): Promise<Page<Change>> {
    return services.changes.of(organisation.id, args);
  }
}
