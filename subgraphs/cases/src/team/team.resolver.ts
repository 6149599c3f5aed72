import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { mayOpenCase } from '../case/case.rules';
import { open } from '../part/part.rules';
import type { Services } from '../subgraph';
import { AssignWorkerInput } from './team.inputs';
import { TeamMember } from './team-member.entity';

@Resolver(() => Case)
export class TeamResolver {
  @FieldResolver(() => [TeamMember], { nullable: true, description: 'Who works on it, and who did.' })
  @Privacy('OWNER')
  @Authorized(open('TEAM'))
  team(@Root() { id }: Case, @Ctx() { services }: Context<Services>): Promise<TeamMember[]> {
    return services.teams.of(id);
  }

  @Mutation(() => Case, {
    nullable: true,
    description:
      'Gives somebody of your staff a place in the team of a case, or takes it away: for who works on the whole case, or opened it. Null where it was your own and nothing of the case is open to you any more.',
  })
  @Privacy('OWNER')
  @Authorized(mayOpenCase)
  assignWorker(
    @Arg('input', () => AssignWorkerInput, { description: 'Who, and what they do.' })
    input: AssignWorkerInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case | null> {
    return services.teams.assign(input);
  }
}
