import { hasRole } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, Directive, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { open } from '../part/part.rules';
import { Stay } from '../stay.reference';
import type { Services } from '../subgraph';
import { Case } from './case.entity';
import { worksWithCases } from './case.rules';
import { RefAudience } from './case-reference.inputs';

@Resolver(() => Case)
export class CaseReferenceResolver {
  @FieldResolver(() => ID, {
    nullable: true,
    description: 'A pseudonym of the case for one subgraph. Two of them say nothing of each other.',
  })
  @Privacy('OWNER')
  @Authorized(open('TEAM'))
  caseRef(
    @Root() { sheltersRef, legalRef }: Case,
    @Arg('for', () => RefAudience, { description: 'The subgraph that is to know the case by it.' })
    audience: RefAudience,
  ): string {
    return audience === 'SHELTERS' ? sheltersRef : legalRef;
  }
}

@Resolver(() => Stay)
export class StayResolver {
  @FieldResolver(() => Case, { nullable: true, description: 'The case, for who may see it.' })
  @Directive('@requires(fields: "caseRef")')
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  async case(@Root() { caseRef }: Stay, @Ctx() { services }: Context<Services>): Promise<Case | null> {
    return caseRef ? services.cases.byReference('shelters_ref', caseRef) : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether the case behind the stay has ended. For the staff of shelters, and no more than this.',
  })
  @Directive('@requires(fields: "caseRef")')
  @Privacy('OWNER')
  @Authorized(hasRole('SHELTER_STAFF', 'SHELTER_MANAGER'))
  async caseHasEnded(
    @Root() { caseRef }: Stay,
    @Ctx() { services }: Context<Services>,
  ): Promise<boolean | null> {
    return caseRef ? services.cases.hasEnded(caseRef) : null;
  }
}
