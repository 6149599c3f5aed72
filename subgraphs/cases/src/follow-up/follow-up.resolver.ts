import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksInCases, worksWithCases } from '../case/case.rules';
import { open } from '../part/part.rules';
import type { Services } from '../subgraph';
import { FollowUp } from './follow-up.entity';
import { FollowUpsDueArgs, RecordFollowUpInput, ScheduleFollowUpInput } from './follow-up.inputs';

const FollowUpConn = connectionOf(FollowUp, 'FollowUp', 'OWNER');

@Resolver(() => Case)
export class CaseFollowUpsResolver {
  @FieldResolver(() => [FollowUp], {
    nullable: true,
    description: 'How she is looked after, planned and made.',
  })
  @Privacy('OWNER')
  @Authorized(open('PROTECTION'))
  followUps(@Root() { id }: Case, @Ctx() { services }: Context<Services>): Promise<FollowUp[]> {
    return services.followUps.of(id);
  }

  @Query(() => FollowUpConn, {
    nullable: true,
    description: 'The follow-ups that are due in the cases that are open to you, the longest due first.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  followUpsDue(
    @Args(() => FollowUpsDueArgs) args: FollowUpsDueArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<FollowUp>> {
    return services.followUps.due(args);
  }

  @Mutation(() => Case, { nullable: true, description: 'Plans a follow-up.' })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  scheduleFollowUp(
    @Arg('input', () => ScheduleFollowUpInput, { description: 'When, and how.' })
    input: ScheduleFollowUpInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.followUps.schedule(input);
  }

  @Mutation(() => Case, { nullable: true, description: 'Records how a follow-up went, and plans the next.' })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  recordFollowUp(
    @Arg('input', () => RecordFollowUpInput, { description: 'How it went.' })
    input: RecordFollowUpInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.followUps.record(input);
  }
}

@Resolver(() => FollowUp)
export class FollowUpResolver {
  @FieldResolver(() => Case, { nullable: true, description: 'The case.' })
  case(@Root() { caseId }: FollowUp, @Ctx() { services }: Context<Services>): Promise<Case | null> {
    return services.cases.byId(caseId);
  }
}
