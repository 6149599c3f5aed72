import { member } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, PageArgs, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { Place } from '../place.reference';
import { Session } from '../session.reference';
import type { Services } from '../subgraph';
import { Concern } from './concern.entity';
import { ReportConcernInput, SettleConcernInput } from './concern.inputs';
import { goesOut, readsConcern } from './concern.rules';

const ConcernConn = connectionOf(Concern, 'Concern', 'OWNER');

@Resolver(() => Concern)
export class ConcernResolver {
  @Query(() => ConcernConn, {
    nullable: true,
    description: 'What was reported to your organisation, the latest first.',
  })
  @Privacy('OWNER')
  @Authorized(goesOut)
  concerns(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<Concern>> {
    return services.concerns.visible(page);
  }

  @Mutation(() => Concern, {
    nullable: true,
    description:
      'Tells an organisation that somebody may need protection. Whoever reports it learns that it was received.',
  })
  @Privacy('PARTNER')
  @Authorized(member)
  reportConcern(
    @Arg('input', () => ReportConcernInput, { description: 'What was noticed, and where.' })
    input: ReportConcernInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Concern> {
    return services.concerns.report(input);
  }

  @Mutation(() => Concern, {
    nullable: true,
    description: 'Says that no case is opened for a concern, and why. Opening a case for it settles it too.',
  })
  @Privacy('OWNER')
  @Authorized(goesOut)
  settleConcern(
    @Arg('input', () => SettleConcernInput, { description: 'Which, and why.' }) input: SettleConcernInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Concern> {
    return services.concerns.settle(input);
  }

  @FieldResolver(() => Place, { nullable: true, description: 'The region.' })
  @Privacy('OWNER')
  @Authorized(readsConcern)
  async region(
    @Root() { regionCode }: Concern,
    @Ctx() { services }: Context<Services>,
  ): Promise<Place | null> {
    const place = await services.places.byCode(regionCode);
    return place && { id: place.id };
  }

  @FieldResolver(() => Session, {
    nullable: true,
    description: 'The informative session after which somebody came.',
  })
  @Privacy('OWNER')
  @Authorized(readsConcern)
  fromSession(@Root() { sessionId }: Concern): Session | null {
    return sessionId ? { id: sessionId } : null;
  }

  @FieldResolver(() => Case, { nullable: true, description: 'The case that it became, where open to you.' })
  @Privacy('OWNER')
  @Authorized(readsConcern)
  async case(@Root() { caseId }: Concern, @Ctx() { services }: Context<Services>): Promise<Case | null> {
    return caseId ? services.cases.byId(caseId) : null;
  }
}
