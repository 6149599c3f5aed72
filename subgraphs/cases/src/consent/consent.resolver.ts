import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { mayHearWithdrawal, worksWithCases } from '../case/case.rules';
import { Organisation } from '../organisation.reference';
import { open } from '../part/part.rules';
import type { Services } from '../subgraph';
import { Assent, Consent, GuardianConsent } from './consent.entity';
import { RecordConsentInput, RefuseConsentInput, WithdrawConsentInput } from './consent.inputs';

@Resolver(() => Consent)
export class ConsentResolver {
  @Mutation(() => Consent, {
    nullable: true,
    description: 'Records what she allows one recipient to know. It takes the place of the former one.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  recordConsent(
    @Arg('input', () => RecordConsentInput, { description: 'What she allows.' }) input: RecordConsentInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Consent> {
    return services.recordConsents.record(input);
  }

  @Mutation(() => Consent, {
    nullable: true,
    description: 'Records that she said no. Nothing is withheld from her because of it.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  refuseConsent(
    @Arg('input', () => RefuseConsentInput, { description: 'What was asked.' }) input: RefuseConsentInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Consent> {
    return services.recordConsents.refuse(input);
  }

  @Mutation(() => Consent, {
    nullable: true,
    description:
      'Takes a consent back, at once, with everything that stands on it. For anybody of the owner’s staff on duty; who is not of the team learns only that it is done.',
  })
  @Privacy('OWNER')
  @Authorized(mayHearWithdrawal)
  withdrawConsent(
    @Arg('input', () => WithdrawConsentInput, { description: 'Which consent.' })
    input: WithdrawConsentInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Consent> {
    return services.recordConsents.withdraw(input);
  }

  @FieldResolver(() => Case, { nullable: true, description: 'The case, where it is open to you.' })
  async case(@Root() { caseId }: Consent, @Ctx() { services }: Context<Services>): Promise<Case | null> {
    return caseId ? services.cases.byId(caseId) : null;
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The one organisation that it is for.' })
  recipient(@Root() { recipientId }: Consent): Organisation | null {
    return recipientId ? { id: recipientId } : null;
  }

  @FieldResolver(() => GuardianConsent, {
    nullable: true,
    description: 'For a child: the consent of whoever answers for them.',
  })
  guardian(
    @Root() { guardianRelation: relation, guardianConsentedOn: consentedOn }: Consent,
  ): GuardianConsent | null {
    return relation && consentedOn ? { relation, consentedOn } : null;
  }

  @FieldResolver(() => Assent, { nullable: true, description: 'For a child: their own yes.' })
  assent(@Root() { assentedOn }: Consent): Assent | null {
    return assentedOn ? { givenOn: assentedOn } : null;
  }
}

@Resolver(() => Case)
export class CaseConsentsResolver {
  @FieldResolver(() => [Consent], {
    nullable: true,
    description: 'What she allowed, refused and took back, the latest first.',
  })
  @Authorized(open('TEAM'))
  consents(@Root() { id }: Case, @Ctx() { services }: Context<Services>): Promise<Consent[]> {
    return services.consents.of(id);
  }
}
