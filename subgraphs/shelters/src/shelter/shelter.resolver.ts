import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Availability } from '../availability/availability.entity';
import { mayPlace } from '../availability/availability.rules';
import { Organisation } from '../organisation.reference';
import { Place } from '../place.reference';
import { AddBedsInput } from '../room/room.inputs';
import type { Services } from '../subgraph';
import { ChangeShelterInput } from './change-shelter.inputs';
import { Acceptance, Shelter } from './shelter.entity';
import {
  AddShelterInput,
  CloseShelterInput,
  ConfirmAvailabilityInput,
  ReopenShelterInput,
  SheltersArgs,
} from './shelter.inputs';
import { isManager, isStaff, mayKnowShelters, ownStaff } from './shelter.rules';
import { ShelterAddress } from './shelter-address.entity';

const ShelterConn = connectionOf(Shelter, 'Shelter', 'PARTNER');

@Resolver(() => Shelter)
export class ShelterResolver {
  @Query(() => Shelter, { nullable: true, description: 'One shelter. For members.' })
  @Privacy('PARTNER')
  @Authorized(mayKnowShelters)
  shelter(
    @Arg('id', () => ID, { description: 'The shelter’s id.' }) id: string,
    @Ctx() { services }: Context<Services>,
  ): Promise<Shelter | null> {
    return services.shelters.one(id);
  }

  @Query(() => ShelterConn, { nullable: true, description: 'All shelters, or some. For members.' })
  @Privacy('PARTNER')
  @Authorized(mayKnowShelters)
  shelters(
    @Args(() => SheltersArgs) args: SheltersArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<Shelter>> {
    return services.shelters.visible(args);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who runs it.' })
  organisation(@Root() { organisationId }: Shelter): Organisation {
    return { id: organisationId };
  }

  @FieldResolver(() => Place, {
    nullable: true,
    description: 'Its country, or its region for those who place people. Never anything finer.',
  })
  async publicArea(
    @Root() shelter: Shelter,
    @Ctx() { services, viewer }: Context<Services>,
  ): Promise<Place | null> {
    const code = mayPlace(viewer, shelter) ? shelter.regionCode : shelter.country;
    const place = await services.places.byCode(code);
    return place && { id: place.id };
  }

  @FieldResolver(() => Acceptance, { description: 'Whom it accepts.' })
  accepts(@Root() { risks, sexes, ageBands, situations, oldestBoy }: Shelter): Acceptance {
    return { risks, sexes, ageBands, situations, oldestBoy };
  }

  @FieldResolver(() => Availability, {
    nullable: true,
    description: 'How many beds are free. For those who place people; not beside an answer for a named case.',
  })
  @Authorized(mayPlace)
  async availability(
    @Root() shelter: Shelter,
    @Ctx() { services }: Context<Services>,
  ): Promise<Availability | null> {
    return shelter.withholdsFigures ? null : services.availability.ofShelter(shelter);
  }

  @FieldResolver(() => ShelterAddress, {
    nullable: true,
    description: 'Where it stands. For its own staff only.',
  })
  @Privacy('OWNER')
  @Authorized(ownStaff)
  address(@Root() shelter: Shelter, @Ctx() { services }: Context<Services>): Promise<ShelterAddress | null> {
    return services.shelters.addressOf(shelter);
  }

  @Mutation(() => Shelter, { nullable: true, description: 'Adds a shelter with its rooms and beds.' })
  @Privacy('OWNER')
  @Authorized(isManager)
  addShelter(
    @Arg('input', () => AddShelterInput, { description: 'The shelter.' }) input: AddShelterInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Shelter> {
    return services.shelterChanges.add(input);
  }

  @Mutation(() => Shelter, { nullable: true, description: 'Changes what a shelter is, or whom it accepts.' })
  @Privacy('OWNER')
  @Authorized(isManager)
  changeShelter(
    @Arg('input', () => ChangeShelterInput, { description: 'What changes.' }) input: ChangeShelterInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Shelter> {
    return services.shelterChanges.change(input);
  }

  @Mutation(() => Shelter, { nullable: true, description: 'Adds rooms, and beds to rooms.' })
  @Privacy('OWNER')
  @Authorized(isManager)
  addBeds(
    @Arg('input', () => AddBedsInput, { description: 'The rooms and beds.' }) input: AddBedsInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Shelter> {
    return services.shelterChanges.addBeds(input);
  }

  @Mutation(() => Shelter, {
    nullable: true,
    description: 'Takes nobody new until then: no new holds. Who is there, or expected, stays.',
  })
  @Privacy('OWNER')
  @Authorized(isManager)
  closeShelter(
    @Arg('input', () => CloseShelterInput, { description: 'Until when.' }) input: CloseShelterInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Shelter> {
    return services.shelterChanges.close(input);
  }

  @Mutation(() => Shelter, { nullable: true, description: 'Takes people again before that time.' })
  @Privacy('OWNER')
  @Authorized(isManager)
  reopenShelter(
    @Arg('input', () => ReopenShelterInput, { description: 'Which shelter.' }) input: ReopenShelterInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Shelter> {
    return services.shelterChanges.reopen(input);
  }

  @Mutation(() => Shelter, {
    nullable: true,
    description: 'Says that the figures of a shelter are right, now.',
  })
  @Privacy('OWNER')
  @Authorized(isStaff)
  confirmAvailability(
    @Arg('input', () => ConfirmAvailabilityInput, { description: 'Which shelter.' })
    input: ConfirmAvailabilityInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Shelter> {
    return services.shelterChanges.confirm(input);
  }
}

@Resolver(() => Organisation)
export class OrganisationResolver {
  @FieldResolver(() => [Shelter], { nullable: true, description: 'The shelters that it runs. For members.' })
  @Privacy('PARTNER')
  shelters(@Root() { id }: Organisation, @Ctx() { services }: Context<Services>): Promise<Shelter[]> {
    return services.shelters.ofOrganisation(id);
  }
}
