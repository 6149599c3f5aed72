import type { Changed, Context } from '@ura/subgraph';
import { connectionOf, type Page, Privacy } from '@ura/vocabulary';
import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksWithCases } from '../case/case.rules';
import type { Services } from '../subgraph';
import { EmergencyAccessesArgs, OpenInEmergencyInput, ReviewEmergencyInput } from './emergency.inputs';
import { mayOpenInEmergency, reviewsEmergencies } from './emergency.rules';
import { EmergencyAccess } from './emergency-access.entity';

const EmergencyAccessConn = connectionOf(EmergencyAccess, 'EmergencyAccess', 'OWNER');

@Resolver(() => EmergencyAccess)
export class EmergencyResolver {
  @Query(() => EmergencyAccessConn, {
    nullable: true,
    description:
      'Emergency accesses, the latest first: your own, those to cases of your teams, and for the data officer all of the organisation.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  emergencyAccesses(
    @Args(() => EmergencyAccessesArgs) args: EmergencyAccessesArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<EmergencyAccess>> {
    return services.emergencies.visible(args);
  }

  @Mutation(() => EmergencyAccess, {
    nullable: true,
    description:
      'Opens a case of your own organisation that is not open to you, for reading, restricted cases too. Its team and the data officer see it at once, and it is reviewed.',
  })
  @Privacy('OWNER')
  @Authorized(mayOpenInEmergency)
  openInEmergency(
    @Arg('input', () => OpenInEmergencyInput, { description: 'Which case, and why.' })
    input: OpenInEmergencyInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<EmergencyAccess> {
    return services.emergencies.open(input);
  }

  @Mutation(() => EmergencyAccess, {
    nullable: true,
    description: 'Reviews an emergency access that somebody else opened.',
  })
  @Privacy('OWNER')
  @Authorized(reviewsEmergencies)
  reviewEmergency(
    @Arg('input', () => ReviewEmergencyInput, { description: 'What was found.' })
    input: ReviewEmergencyInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<EmergencyAccess> {
    return services.emergencies.review(input);
  }

  @Subscription(() => EmergencyAccess, {
    nullable: true,
    description:
      'An emergency access that concerns you, as it is opened or reviewed: to a case of your teams, or as the data officer.',
    subscribe: ({ context }: { context: Context<Services> }) =>
      context.stream!.ofAll('emergency', () => context.services.emergencies.waiting()),
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  emergencyOpened(
    @Root() { id }: Changed,
    @Ctx() { services }: Context<Services>,
  ): Promise<EmergencyAccess | null> {
    return services.emergencies.byId(id);
  }

  @FieldResolver(() => Case, { nullable: true, description: 'The case, as far as it is open to you.' })
  case(@Root() { caseId }: EmergencyAccess, @Ctx() { services }: Context<Services>): Promise<Case | null> {
    return services.cases.byId(caseId);
  }
}
