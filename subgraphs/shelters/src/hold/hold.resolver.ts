import { Invalid } from '@ura/errors';
import type { Context } from '@ura/subgraph';
import { connectionOf, GraphQLDateTimeISO, type Page, Privacy } from '@ura/vocabulary';
import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { mayPlace } from '../availability/availability.rules';
import { Organisation } from '../organisation.reference';
import { Shelter } from '../shelter/shelter.entity';
import { isStaff, ownStaff } from '../shelter/shelter.rules';
import type { Services } from '../subgraph';
import { BedHold, BedHoldStatus, HeldBed } from './hold.entity';
import {
  ConfirmHoldInput,
  DeclineHoldInput,
  ExtendHoldInput,
  HoldBedsInput,
  MarkNoShowInput,
  ReleaseHoldInput,
} from './hold.inputs';
import { BedHoldArgs, BedHoldsArgs } from './hold-list.inputs';

const BedHoldConn = connectionOf(BedHold, 'BedHold', 'PARTNER');

@Resolver(() => BedHold)
export class HoldResolver {
  @Query(() => BedHold, {
    nullable: true,
    description: 'One hold, by id or by code. For the organisation that asked and the shelter’s staff.',
  })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  async bedHold(
    @Args(() => BedHoldArgs) { id, code }: BedHoldArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedHold | null> {
    if (Boolean(id) === Boolean(code)) throw new Invalid('id', 'Say the id or the code, one of the two.');
    return id ? services.holds.byId(id) : services.holds.byCode(code!);
  }

  @Query(() => BedHoldConn, {
    nullable: true,
    description: 'The holds at your shelters, or those that your organisation asked for; the newest first.',
  })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  async bedHolds(
    @Args(() => BedHoldsArgs) args: BedHoldsArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<BedHold>> {
    return services.holdLists.list(args);
  }

  @Subscription(() => BedHold, {
    nullable: true,
    description:
      'One hold: at once as it is, and again whenever the hold itself changes what is asked for. What is asked beside it, such as the figures of its shelter, is as it is then, and its changes alone are not told: follow `bedsChanged` for these. For the organisation that asked and the shelter’s staff; null, and the end, where it is hidden, missing or erased.',
    subscribe: ({ args, context }: { args: { id: string }; context: Context<Services> }) =>
      context.stream!.ofOne('hold', args.id),
  })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  holdChanged(
    @Arg('id', () => ID, { description: 'The hold’s id.' }) id: string,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedHold | null> {
    return services.holds.byId(id);
  }

  @FieldResolver(() => BedHoldStatus, { description: 'Where it stands.' })
  status(@Root() { status }: BedHold): BedHoldStatus {
    return status;
  }

  @FieldResolver(() => Shelter, { description: 'The shelter.' })
  async shelter(@Root() { shelterId }: BedHold, @Ctx() { services }: Context<Services>): Promise<Shelter> {
    return (await services.shelters.byId(shelterId))!;
  }

  @FieldResolver(() => [HeldBed], { description: 'The beds that are kept.' })
  beds(@Root() { id }: BedHold, @Ctx() { services }: Context<Services>): Promise<HeldBed[]> {
    return services.holds.beds(id);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The organisation that asked for it.' })
  requestedBy(@Root() { requestedByOrganisationId }: BedHold): Organisation {
    return { id: requestedByOrganisationId };
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'For whom it was asked, where that is another: a hospital, a municipality.',
  })
  onBehalfOf(@Root() { onBehalfOfId }: BedHold): Organisation | null {
    return onBehalfOfId ? { id: onBehalfOfId } : null;
  }

  @FieldResolver(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When it ends by itself, while HELD.',
  })
  expiresAt(@Root() { status, expiresAt }: BedHold): Date | null {
    return status === 'HELD' ? expiresAt : null;
  }

  @FieldResolver(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Until when they are expected, while CONFIRMED. Being late costs nobody a bed.',
  })
  arriveBy(@Root() { status, arriveBy }: BedHold): Date | null {
    return status === 'CONFIRMED' ? arriveBy : null;
  }

  @Mutation(() => BedHold, { nullable: true, description: 'Keeps beds for all of them, or none.' })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  holdBeds(
    @Arg('input', () => HoldBedsInput, { description: 'Where, and for whom.' }) input: HoldBedsInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedHold> {
    return services.holds.hold(input);
  }

  @Mutation(() => BedHold, { nullable: true, description: 'Keeps the beds a little longer, once.' })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  extendHold(
    @Arg('input', () => ExtendHoldInput, { description: 'By how long.' }) input: ExtendHoldInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedHold> {
    return services.holds.extend(input);
  }

  @Mutation(() => BedHold, { nullable: true, description: 'Gives the beds back.' })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  releaseHold(
    @Arg('input', () => ReleaseHoldInput, { description: 'Which hold.' }) input: ReleaseHoldInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedHold> {
    return services.holds.release(input);
  }

  @Mutation(() => BedHold, {
    nullable: true,
    description:
      'The shelter expects them, after its safety screening. From now on only people free the beds.',
  })
  @Privacy('OWNER')
  @Authorized(isStaff)
  confirmHold(
    @Arg('input', () => ConfirmHoldInput, { description: 'Until when they are expected.' })
    input: ConfirmHoldInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedHold> {
    return services.holds.confirm(input);
  }

  @Mutation(() => BedHold, { nullable: true, description: 'The shelter cannot take them, and says why.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  declineHold(
    @Arg('input', () => DeclineHoldInput, { description: 'Why.' }) input: DeclineHoldInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedHold> {
    return services.holds.decline(input);
  }

  @Mutation(() => BedHold, {
    nullable: true,
    description: 'They were expected and did not come. Nobody is blamed.',
  })
  @Privacy('OWNER')
  @Authorized(isStaff)
  markNoShow(
    @Arg('input', () => MarkNoShowInput, { description: 'Which hold.' }) input: MarkNoShowInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedHold> {
    return services.holds.markNoShow(input);
  }
}

@Resolver(() => HeldBed)
export class HeldBedResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the shelter’s staff call it. For them only.',
  })
  @Privacy('OWNER')
  @Authorized(ownStaff)
  label(@Root() { bedLabel }: HeldBed): string {
    return bedLabel;
  }
}
