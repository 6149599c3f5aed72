import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksInCases } from '../case/case.rules';
import { open } from '../part/part.rules';
import type { Services } from '../subgraph';
import { Survivor } from './survivor.entity';
import { FindSurvivorsArgs, RecordIdentityInput } from './survivor.inputs';

@Resolver(() => Case)
export class SurvivorResolver {
  @FieldResolver(() => Survivor, {
    nullable: true,
    description:
      'Who she is. Null where it is not recorded, was erased, or is not open to you: all the same.',
  })
  @Privacy('IDENTITY')
  @Authorized(open('IDENTITY'))
  survivor(@Root() { id }: Case, @Ctx() { services }: Context<Services>): Promise<Survivor | null> {
    return services.survivors.of(id);
  }

  @Query(() => [Case], {
    nullable: true,
    description:
      'Your organisation’s cases of somebody of this name, where who it is about is open to you. Each search is a line in the audit.',
  })
  @Privacy('IDENTITY')
  @Authorized(worksInCases)
  findSurvivors(
    @Args(() => FindSurvivorsArgs) args: FindSurvivorsArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case[]> {
    return services.survivors.find(args);
  }

  @Mutation(() => Case, {
    nullable: true,
    description:
      'Records who a survivor is, or corrects it: what is said anew takes the former’s place, unless a legal hold keeps it.',
  })
  @Privacy('IDENTITY')
  @Authorized(worksInCases)
  recordIdentity(
    @Arg('input', () => RecordIdentityInput, { description: 'Who she is.' }) input: RecordIdentityInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.survivors.record(input);
  }
}
