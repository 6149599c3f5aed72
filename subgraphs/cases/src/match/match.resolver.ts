import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksInCases } from '../case/case.rules';
import { Organisation } from '../organisation.reference';
import { open } from '../part/part.rules';
import type { Services } from '../subgraph';
import { PossibleMatch } from './match.entity';
import { FindPossibleMatchesInput } from './match.inputs';

@Resolver(() => Case)
export class CaseMatchesResolver {
  @FieldResolver(() => [PossibleMatch], {
    nullable: true,
    description: 'Organisations that may help the same person.',
  })
  @Privacy('OWNER')
  @Authorized(open('TEAM'))
  possibleMatches(@Root() { id }: Case, @Ctx() { services }: Context<Services>): Promise<PossibleMatch[]> {
    return services.matches.of(id);
  }

  @Mutation(() => Case, {
    nullable: true,
    description:
      'Asks whether organisations that her consents for DEDUP name help her already. Both sides learn to talk to each other’s focal point, and nothing else.',
  })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  findPossibleMatches(
    @Arg('input', () => FindPossibleMatchesInput, { description: 'Who is compared.' })
    input: FindPossibleMatchesInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.matches.find(input);
  }
}

@Resolver(() => PossibleMatch)
export class PossibleMatchResolver {
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The organisation whose focal point is to be talked to.',
  })
  contact(@Root() { withOrganisationId }: PossibleMatch): Organisation {
    return { id: withOrganisationId };
  }
}
