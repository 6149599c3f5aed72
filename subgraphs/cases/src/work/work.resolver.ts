import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { worksWithCases } from '../case/case.rules';
import { Organisation } from '../organisation.reference';
import type { Services } from '../subgraph';
import { Caseload, CasesInStatus, FollowUpsToMake, GoalsToReach, MyWork } from './my-work.entity';

@Resolver(() => MyWork)
export class MyWorkResolver {
  @Query(() => MyWork, { nullable: true, description: 'What waits for you.' })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  myWork(): MyWork {
    return {};
  }

  @FieldResolver(() => [CasesInStatus], { nullable: true, description: 'The cases in whose team you are.' })
  @Privacy('OWNER')
  cases(@Ctx() { services }: Context<Services>): Promise<CasesInStatus[]> {
    return services.work.byStatus();
  }

  @FieldResolver(() => FollowUpsToMake, {
    nullable: true,
    description: 'The follow-ups that are due in them.',
  })
  @Privacy('OWNER')
  followUps(@Ctx() { services }: Context<Services>): Promise<FollowUpsToMake> {
    return services.work.followUps();
  }

  @FieldResolver(() => GoalsToReach, { nullable: true, description: 'The goals whose day has come in them.' })
  @Privacy('OWNER')
  goals(@Ctx() { services }: Context<Services>): Promise<GoalsToReach> {
    return services.work.goals();
  }
}

@Resolver(() => Organisation)
export class CaseloadResolver {
  @FieldResolver(() => Caseload, {
    nullable: true,
    description: 'How many cases it has and where they stand, for its own people; null for everybody else.',
  })
  @Privacy('OWNER')
  caseload(@Root() { id }: Organisation, @Ctx() { services }: Context<Services>): Promise<Caseload | null> {
    return services.work.caseload(id);
  }
}
