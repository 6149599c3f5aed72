import type { Changed, Context } from '@ura/subgraph';
import { connectionOf, type Page, Privacy } from '@ura/vocabulary';
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
import { Case } from '../case/case.entity';
import { worksWithCases } from '../case/case.rules';
import { Organisation } from '../organisation.reference';
import { isReceiver, open } from '../part/part.rules';
import { ServiceType } from '../service-type.reference';
import type { Services } from '../subgraph';
import { Referral } from './referral.entity';
import {
  AnswerReferralInput,
  CancelReferralInput,
  CompleteReferralInput,
  ReferralsArgs,
  SendReferralInput,
} from './referral.inputs';

const ReferralConn = connectionOf(Referral, 'Referral', 'OWNER');

@Resolver(() => Referral)
export class ReferralResolver {
  @Query(() => Referral, { nullable: true, description: 'One referral. Null where it is not open to you.' })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  referral(
    @Arg('id', () => ID, { description: 'The referral’s id.' }) id: string,
    @Ctx() { services }: Context<Services>,
  ): Promise<Referral | null> {
    return services.referrals.byId(id);
  }

  @Query(() => ReferralConn, {
    nullable: true,
    description: 'What is asked of your organisation, or what it asks of others; the latest first.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  referrals(
    @Args(() => ReferralsArgs) args: ReferralsArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<Referral>> {
    return services.referrals.list(args);
  }

  @Subscription(() => Referral, {
    nullable: true,
    description:
      'A referral to you that came or changed, as it is now. When its sender or the clock ends it, or she takes her consent back, its case is null.',
    subscribe: ({ context }: { context: Context<Services> }) =>
      context.stream!.ofAll('referral', () => context.services.referrals.underWay()),
  })
  @Privacy('OWNER')
  @Authorized(isReceiver)
  referralReceived(
    @Root() changed: Changed,
    @Ctx() { services }: Context<Services>,
  ): Promise<Referral | null> {
    return services.referrals.received(changed.id);
  }

  @Mutation(() => Referral, {
    nullable: true,
    description: 'Asks another organisation to help. Only with a consent that names it and the purpose.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  sendReferral(
    @Arg('input', () => SendReferralInput, { description: 'Who is asked, and for what.' })
    input: SendReferralInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Referral> {
    return services.referralWork.send(input);
  }

  @Mutation(() => Referral, { nullable: true, description: 'The recipient says what becomes of it.' })
  @Privacy('OWNER')
  @Authorized(isReceiver)
  answerReferral(
    @Arg('input', () => AnswerReferralInput, { description: 'The answer.' }) input: AnswerReferralInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Referral> {
    return services.referralWork.answer(input);
  }

  @Mutation(() => Referral, { nullable: true, description: 'The recipient says that help was given.' })
  @Privacy('OWNER')
  @Authorized(isReceiver)
  completeReferral(
    @Arg('input', () => CompleteReferralInput, { description: 'Which referral.' })
    { referralId }: CompleteReferralInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Referral> {
    return services.referralWork.complete(referralId);
  }

  @Mutation(() => Referral, {
    nullable: true,
    description: 'The sender ends it, at any time. The recipient does not learn why.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  cancelReferral(
    @Arg('input', () => CancelReferralInput, { description: 'Which referral.' })
    { referralId }: CancelReferralInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Referral> {
    return services.referralWork.cancel(referralId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who asks.' })
  from(@Root() { fromOrganisationId }: Referral): Organisation {
    return { id: fromOrganisationId };
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who is asked.' })
  to(@Root() { toOrganisationId }: Referral): Organisation {
    return { id: toOrganisationId };
  }

  @FieldResolver(() => [ServiceType], { nullable: 'itemsAndList', description: 'For which services.' })
  services(@Root() { serviceCodes }: Referral): ServiceType[] {
    return serviceCodes.map(code => ({ code }));
  }

  @FieldResolver(() => Case, {
    nullable: true,
    description: 'The case, as far as it is open to you: to the recipient while the consent and this hold.',
  })
  case(@Root() { caseId }: Referral, @Ctx() { services }: Context<Services>): Promise<Case | null> {
    return services.cases.byId(caseId);
  }
}

@Resolver(() => Case)
export class CaseReferralsResolver {
  @FieldResolver(() => [Referral], {
    nullable: true,
    description: 'Who was asked to help, the latest first.',
  })
  @Privacy('OWNER')
  @Authorized(open('TEAM'))
  referrals(@Root() { id }: Case, @Ctx() { services }: Context<Services>): Promise<Referral[]> {
    return services.referrals.of(id);
  }
}
