import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, PageArgs, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { mayClose, mayProposeClosure, mayReopen, nextStatuses } from '../closure/closure.rules';
import { mayFollowUp } from '../follow-up/follow-up.rules';
import { mayAdvanceIdentification } from '../identification/identification.rules';
import { MobileUnit } from '../mobile-unit.reference';
import { maySendNotice } from '../notice/notice.rules';
import { Organisation } from '../organisation.reference';
import { isGranted, open } from '../part/part.rules';
import { Place } from '../place.reference';
import { mayWorkOnSome } from '../plan/plan.rules';
import { Session } from '../session.reference';
import type { Services } from '../subgraph';
import { mayRecordIdentity } from '../survivor/survivor.rules';
import { TimelineEvent } from '../timeline/timeline-event.entity';
import { Case } from './case.entity';
import { CaseArgs, CasesArgs, OpenCaseInput } from './case.inputs';
import {
  mayAssign,
  mayOpenCase,
  mayRecordConsent,
  mayRefer,
  mayTransfer,
  worksWithCases,
} from './case.rules';
import { CasePermissions } from './permissions.entity';

const CaseConn = connectionOf(Case, 'Case', 'OWNER');
const CaseTimelineConn = connectionOf(TimelineEvent, 'CaseTimeline', 'OWNER');

@Resolver(() => Case)
export class CaseResolver {
  @Query(() => Case, {
    nullable: true,
    description: 'One case, by id or by code. Null where it is not open to you.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  case(@Args(() => CaseArgs) args: CaseArgs, @Ctx() { services }: Context<Services>): Promise<Case | null> {
    return services.cases.one(args);
  }

  @Query(() => CaseConn, { nullable: true, description: 'The cases that are open to you, the latest first.' })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  cases(@Args(() => CasesArgs) args: CasesArgs, @Ctx() { services }: Context<Services>): Promise<Page<Case>> {
    return services.cases.visible(args);
  }

  @Mutation(() => Case, {
    nullable: true,
    description: 'Opens a case. Whoever opens it is the first of its team.',
  })
  @Privacy('OWNER')
  @Authorized(mayOpenCase)
  openCase(
    @Arg('input', () => OpenCaseInput, { description: 'What is known of her situation.' })
    input: OpenCaseInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.openCases.open(input);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Whose case it is.' })
  owner(@Root() { organisationId }: Case): Organisation {
    return { id: organisationId };
  }

  @FieldResolver(() => Place, { nullable: true, description: 'The region in which she was found.' })
  @Authorized(open('BASICS'))
  async region(@Root() { regionCode }: Case, @Ctx() { services }: Context<Services>): Promise<Place | null> {
    const place = await services.places.byCode(regionCode);
    return place && { id: place.id };
  }

  @FieldResolver(() => MobileUnit, { nullable: true, description: 'The mobile unit that identified her.' })
  @Authorized(open('RECORD'))
  openedBy(@Root() { mobileUnitId }: Case): MobileUnit | null {
    return mobileUnitId ? { id: mobileUnitId } : null;
  }

  @FieldResolver(() => Session, {
    nullable: true,
    description: 'The informative session after which somebody reported.',
  })
  @Authorized(open('RECORD'))
  fromSession(@Root() { sessionId }: Case): Session | null {
    return sessionId ? { id: sessionId } : null;
  }

  @FieldResolver(() => [Case], {
    nullable: true,
    description: 'The cases of her children, where open to you.',
  })
  @Authorized(open('TEAM'))
  dependants(@Root() root: Case, @Ctx() { services }: Context<Services>): Promise<Case[]> {
    return services.cases.dependants(root);
  }

  @FieldResolver(() => Case, { nullable: true, description: 'The case of the parent, where open to you.' })
  @Authorized(open('TEAM'))
  async dependantOf(
    @Root() { dependantOfId }: Case,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case | null> {
    return dependantOfId ? services.cases.byId(dependantOfId) : null;
  }

  @FieldResolver(() => CaseTimelineConn, {
    nullable: true,
    description: 'Everything that happened, the latest first, as far as its parts are open to you.',
  })
  @Authorized(open('TEAM'))
  timeline(
    @Root() root: Case,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<TimelineEvent>> {
    return services.timelines.of(root, page);
  }

  @FieldResolver(() => CasePermissions, { description: 'What you may do with it as it stands.' })
  @Privacy('PARTNER')
  viewerMay(@Root() root: Case, @Ctx() { viewer }: Context<Services>): CasePermissions {
    return {
      assess: mayWorkOnSome(viewer, root),
      advanceIdentification: mayAdvanceIdentification(viewer, root),
      assign: mayAssign(viewer, root),
      close: mayClose(viewer, root),
      followUp: mayFollowUp(viewer, root),
      nextStatuses: nextStatuses(viewer, root),
      plan: mayWorkOnSome(viewer, root),
      proposeClosure: mayProposeClosure(viewer, root),
      readIdentity: !isGranted(root) && root.parts.includes('IDENTITY'),
      recordIdentity: mayRecordIdentity(viewer, root),
      recordService: mayWorkOnSome(viewer, root),
      reopen: mayReopen(viewer, root),
      sendNotice: maySendNotice(viewer, root),
      recordConsent: mayRecordConsent(viewer, root),
      refer: mayRefer(viewer, root),
      transfer: mayTransfer(viewer, root),
    };
  }
}
