import type { Context } from '@ura/subgraph';
import { connectionOf, GraphQLDateTimeISO, type Page, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { mayPlace } from '../availability/availability.rules';
import { BedHold } from '../hold/hold.entity';
import { Organisation } from '../organisation.reference';
import { Shelter } from '../shelter/shelter.entity';
import { isStaff } from '../shelter/shelter.rules';
import type { Services } from '../subgraph';
import { BedRequest } from './bed-request.entity';
import {
  AnswerOfferInput,
  BedRequestsArgs,
  CancelBedRequestInput,
  OfferBedInput,
  RequestBedInput,
} from './bed-request.inputs';

const BedRequestConn = connectionOf(BedRequest, 'BedRequest', 'PARTNER');

@Resolver(() => BedRequest)
export class BedRequestResolver {
  @Query(() => BedRequestConn, {
    nullable: true,
    description: 'The waiting list: what the viewer’s shelters could take, or what was asked for.',
  })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  bedRequests(
    @Args(() => BedRequestsArgs) args: BedRequestsArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<BedRequest>> {
    return services.bedRequestLists.list(args);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who asked.' })
  requestedBy(@Root() { organisationId }: BedRequest): Organisation {
    return { id: organisationId };
  }

  @FieldResolver(() => Shelter, {
    nullable: true,
    description: 'The shelter that offers, or that took them.',
  })
  async shelter(
    @Root() request: BedRequest,
    @Ctx() { services }: Context<Services>,
  ): Promise<Shelter | null> {
    const { offeredShelterId } = request;
    return isOffered(request) && offeredShelterId ? services.shelters.byId(offeredShelterId) : null;
  }

  @FieldResolver(() => BedHold, { nullable: true, description: 'The hold that the offer is.' })
  async hold(@Root() request: BedRequest, @Ctx() { services }: Context<Services>): Promise<BedHold | null> {
    return isOffered(request) && request.holdId ? services.holds.byId(request.holdId) : null;
  }

  @FieldResolver(() => GraphQLDateTimeISO, { nullable: true, description: 'Until when to answer the offer.' })
  answerBy(@Root() { status, answerBy }: BedRequest): Date | null {
    return status === 'OFFERED' ? answerBy : null;
  }

  @Mutation(() => BedRequest, {
    nullable: true,
    description: 'Puts a need on the waiting list, when nothing fits.',
  })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  requestBed(
    @Arg('input', () => RequestBedInput, { description: 'Who needs beds.' }) input: RequestBedInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedRequest> {
    return services.bedRequests.request(input);
  }

  @Mutation(() => BedRequest, { nullable: true, description: 'A shelter keeps beds for a need that waits.' })
  @Privacy('PARTNER')
  @Authorized(isStaff)
  offerBed(
    @Arg('input', () => OfferBedInput, { description: 'For whom, and where.' }) input: OfferBedInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedRequest> {
    return services.bedRequests.offer(input);
  }

  @Mutation(() => BedRequest, { nullable: true, description: 'Answers an offer: yes or no.' })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  answerOffer(
    @Arg('input', () => AnswerOfferInput, { description: 'Which, and yes or no.' }) input: AnswerOfferInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedRequest> {
    return services.bedRequests.answer(input);
  }

  @Mutation(() => BedRequest, { nullable: true, description: 'Takes a request back.' })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  cancelBedRequest(
    @Arg('input', () => CancelBedRequestInput, { description: 'Which, and why.' })
    input: CancelBedRequestInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedRequest> {
    return services.bedRequests.cancel(input);
  }
}

const isOffered = ({ status }: BedRequest): boolean => status === 'OFFERED' || status === 'PLACED';
