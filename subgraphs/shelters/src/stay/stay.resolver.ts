import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Bed } from '../bed/bed.entity';
import { Shelter } from '../shelter/shelter.entity';
import { isStaff } from '../shelter/shelter.rules';
import type { Services } from '../subgraph';
import { ExitApproval } from './exit-approval.entity';
import { Stay } from './stay.entity';
import {
  ApproveExitInput,
  ArriveFromHoldInput,
  BeginStayInput,
  ComeBackInput,
  EndStayInput,
  ExtendStayInput,
  LeaveForNowInput,
  RequestExitInput,
  StartStayInput,
  StaysArgs,
} from './stay.inputs';

const StayConn = connectionOf(Stay, 'Stay', 'OWNER');

@Resolver(() => Stay)
export class StayResolver {
  @Query(() => Stay, { nullable: true, description: 'One stay. For the shelter’s own staff.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  stay(
    @Arg('id', () => ID, { description: 'The stay’s id.' }) id: string,
    @Ctx() { services }: Context<Services>,
  ): Promise<Stay | null> {
    return services.stays.byId(id);
  }

  @Query(() => StayConn, { nullable: true, description: 'The stays of a shelter. For its own staff.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  stays(
    @Args(() => StaysArgs) args: StaysArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<Stay> | null> {
    return services.stays.ofShelter(args);
  }

  @FieldResolver(() => Shelter, { nullable: true, description: 'Where they stay.' })
  shelter(@Root() { shelterId }: Stay, @Ctx() { services }: Context<Services>): Promise<Shelter | null> {
    return services.shelters.byId(shelterId);
  }

  @FieldResolver(() => [Bed], {
    nullable: true,
    description: 'Their beds. A child in a cot has none of its own.',
  })
  beds(@Root() { id }: Stay, @Ctx() { services }: Context<Services>): Promise<Bed[]> {
    return services.stays.beds(id);
  }

  @FieldResolver(() => [ExitApproval], {
    nullable: true,
    description: 'The approvals to leave for good that were recorded.',
  })
  exitApprovals(@Root() { id }: Stay, @Ctx() { services }: Context<Services>): Promise<ExitApproval[]> {
    return services.stays.approvals(id);
  }

  @Mutation(() => [Stay], {
    nullable: true,
    description: 'They came: the held beds become theirs, and beds that nobody took are free.',
  })
  @Privacy('OWNER')
  @Authorized(isStaff)
  arriveFromHold(
    @Arg('input', () => ArriveFromHoldInput, { description: 'Who came.' }) input: ArriveFromHoldInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Stay[]> {
    return services.arrivals.fromHold(input);
  }

  @Mutation(() => Stay, {
    nullable: true,
    description: 'A stay without a hold, at once or from a coming day.',
  })
  @Privacy('OWNER')
  @Authorized(isStaff)
  startStay(
    @Arg('input', () => StartStayInput, { description: 'The bed, and for how long.' }) input: StartStayInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Stay> {
    return services.arrivals.start(input);
  }

  @Mutation(() => Stay, { nullable: true, description: 'Somebody for whom a bed was reserved is there.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  beginStay(
    @Arg('input', () => BeginStayInput, { description: 'Which stay.' }) input: BeginStayInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Stay> {
    return services.stays.begin(input);
  }

  @Mutation(() => Stay, { nullable: true, description: 'Changes the planned end, and nothing else.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  extendStay(
    @Arg('input', () => ExtendStayInput, { description: 'Until when.' }) input: ExtendStayInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Stay> {
    return services.stays.extend(input);
  }

  @Mutation(() => Stay, { nullable: true, description: 'Somebody leaves for now; the bed is kept.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  leaveForNow(
    @Arg('input', () => LeaveForNowInput, { description: 'Until when it is kept.' }) input: LeaveForNowInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Stay> {
    return services.stays.leaveForNow(input);
  }

  @Mutation(() => Stay, { nullable: true, description: 'Somebody who left for now is back.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  comeBack(
    @Arg('input', () => ComeBackInput, { description: 'Which stay.' }) input: ComeBackInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Stay> {
    return services.stays.comeBack(input);
  }

  @Mutation(() => Stay, {
    nullable: true,
    description: 'Somebody is about to leave; at high risk, two approvals are asked for.',
  })
  @Privacy('OWNER')
  @Authorized(isStaff)
  requestExit(
    @Arg('input', () => RequestExitInput, { description: 'Which stay.' }) input: RequestExitInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Stay> {
    return services.stays.requestExit(input);
  }

  @Mutation(() => Stay, { nullable: true, description: 'Records an approval that was given on paper.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  approveExit(
    @Arg('input', () => ApproveExitInput, { description: 'The paper.' }) input: ApproveExitInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Stay> {
    return services.stays.approveExit(input);
  }

  @Mutation(() => Stay, {
    nullable: true,
    description: 'Somebody left for good. Never refused; at high risk without both approvals it is flagged.',
  })
  @Privacy('OWNER')
  @Authorized(isStaff)
  endStay(
    @Arg('input', () => EndStayInput, { description: 'Why, and where to.' }) input: EndStayInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Stay> {
    return services.stays.end(input);
  }
}
