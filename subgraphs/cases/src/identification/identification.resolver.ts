import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksWithCases } from '../case/case.rules';
import { open } from '../part/part.rules';
import type { Services } from '../subgraph';
import { FormalInterview, Identification, ReflectionPeriod } from './identification.entity';
import { AdvanceIdentificationInput } from './identification.inputs';
import { interviewOf, reflectionOf } from './identification.rules';

@Resolver(() => Case)
export class CaseIdentificationResolver {
  @FieldResolver(() => Identification, {
    nullable: true,
    description:
      'Whether she is a victim of trafficking, as far as it is known. Null where nothing points to it.',
  })
  @Privacy('OWNER')
  @Authorized(open('PROTECTION'))
  identification(
    @Root() { id }: Case,
    @Ctx() { services }: Context<Services>,
  ): Promise<Identification | null> {
    return services.identifications.of(id);
  }

  @Mutation(() => Case, { nullable: true, description: 'Records the next step of an identification.' })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  advanceIdentification(
    @Arg('input', () => AdvanceIdentificationInput, { description: 'What happened.' })
    input: AdvanceIdentificationInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.identifications.advance(input);
  }
}

@Resolver(() => Identification)
export class IdentificationResolver {
  @FieldResolver(() => FormalInterview, {
    nullable: true,
    description: 'The formal interview, where it was held.',
  })
  @Privacy('OWNER')
  formalInterview(@Root() root: Identification): FormalInterview | null {
    return interviewOf(root);
  }

  @FieldResolver(() => ReflectionPeriod, {
    nullable: true,
    description: 'Her time to recover and to think, once it has begun.',
  })
  @Privacy('OWNER')
  reflectionPeriod(@Root() root: Identification): ReflectionPeriod | null {
    return reflectionOf(root);
  }
}
