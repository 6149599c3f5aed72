import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksInCases } from '../case/case.rules';
import { Organisation } from '../organisation.reference';
import { open } from '../part/part.rules';
import { ServiceType } from '../service-type.reference';
import type { Services } from '../subgraph';
import { ChangeGoalInput, PlanReturnInput, PlanServiceInput } from './plan.inputs';
import { Plan, PlanGoal } from './plan-goal.entity';

@Resolver(() => Case)
export class PlanResolver {
  @FieldResolver(() => Plan, { nullable: true, description: 'What is agreed with her.' })
  @Privacy('OWNER')
  @Authorized(open('PROTECTION', 'HEALTH', 'REINTEGRATION'))
  plan(@Root() root: Case, @Ctx() { services }: Context<Services>): Promise<Plan> {
    return services.plans.of(root);
  }

  @Mutation(() => Case, { nullable: true, description: 'Agrees one of the services with her.' })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  planService(
    @Arg('input', () => PlanServiceInput, { description: 'Which service, by whom, what for, until when.' })
    input: PlanServiceInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.plans.plan(input);
  }

  @Mutation(() => Case, { nullable: true, description: 'Plans an assisted return.' })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  planReturn(
    @Arg('input', () => PlanReturnInput, { description: 'To where, when, with whom, to whom.' })
    input: PlanReturnInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.plans.planReturn(input);
  }

  @Mutation(() => Case, { nullable: true, description: 'Says what became of a goal, or moves its day.' })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  changeGoal(
    @Arg('input', () => ChangeGoalInput, { description: 'Which goal, and what becomes of it.' })
    input: ChangeGoalInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.plans.change(input);
  }
}

@Resolver(() => PlanGoal)
export class PlanGoalResolver {
  @FieldResolver(() => ServiceType, { nullable: true, description: 'The service.' })
  service(@Root() { serviceCode: code }: PlanGoal): ServiceType {
    return { code };
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The organisation that gives it.' })
  provider(@Root() { providerId: id }: PlanGoal): Organisation {
    return { id };
  }
}
