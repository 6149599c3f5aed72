import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksInCases } from '../case/case.rules';
import { open } from '../part/part.rules';
import type { Services } from '../subgraph';
import { Closure } from './closure.entity';
import {
  ChangeCaseStatusInput,
  CloseCaseInput,
  ProposeClosureInput,
  ReopenCaseInput,
} from './closure.inputs';

@Resolver(() => Case)
export class ClosureResolver {
  @FieldResolver(() => Closure, { nullable: true, description: 'How it was closed, or is proposed to be.' })
  @Privacy('OWNER')
  @Authorized(open('RECORD'))
  closure(@Root() root: Case, @Ctx() { services }: Context<Services>): Closure | null {
    return services.closures.of(root);
  }

  @Mutation(() => Case, { nullable: true, description: 'Takes a case on to another status.' })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  changeStatus(
    @Arg('input', () => ChangeCaseStatusInput, { description: 'Which case, and to which status.' })
    input: ChangeCaseStatusInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.closures.changeStatus(input);
  }

  @Mutation(() => Case, {
    nullable: true,
    description:
      'Proposes to close a case; a supervisor, or another case manager of the team as deputy, closes it.',
  })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  proposeClosure(
    @Arg('input', () => ProposeClosureInput, { description: 'Which case, and why.' })
    input: ProposeClosureInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.closures.propose(input);
  }

  @Mutation(() => Case, {
    nullable: true,
    description:
      'Closes a case, and with it the referrals and offers that are open. A supervisor closes it, or a case manager of its team as deputy, where somebody else of the team has proposed it.',
  })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  closeCase(
    @Arg('input', () => CloseCaseInput, { description: 'Which case, and why.' })
    input: CloseCaseInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.closures.close(input);
  }

  @Mutation(() => Case, { nullable: true, description: 'Opens a closed case again.' })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  reopenCase(
    @Arg('input', () => ReopenCaseInput, { description: 'Which case, and why.' })
    input: ReopenCaseInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.closures.reopen(input);
  }
}
