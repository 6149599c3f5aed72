import type { Changed, Context } from '@ura/subgraph';
import { connectionOf, type Page, Privacy } from '@ura/vocabulary';
import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksWithCases } from '../case/case.rules';
import { Organisation } from '../organisation.reference';
import { open } from '../part/part.rules';
import { Place } from '../place.reference';
import type { Services } from '../subgraph';
import { Notice } from './notice.entity';
import { NoticesArgs, RecordAcknowledgementInput, SendNoticeInput } from './notice.inputs';

const NoticeConn = connectionOf(Notice, 'Notice', 'OWNER');

@Resolver(() => Notice)
export class NoticeResolver {
  @Query(() => NoticeConn, {
    nullable: true,
    description:
      'Mandatory notices, the latest first: those that were sent to your organisation, or those of the cases whose protection part is open to you, and the basics with it.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  notices(
    @Args(() => NoticesArgs) args: NoticesArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<Notice>> {
    return services.noticeLists.list(args);
  }

  @Subscription(() => Notice, {
    nullable: true,
    description:
      'A notice that waits for you, as it comes to: your cases owe it or it is overdue, or it was sent to your organisation.',
    subscribe: ({ context }: { context: Context<Services> }) =>
      context.stream!.ofAll('notice', () => context.services.noticeLists.allDue()),
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  noticeDue(@Root() { id }: Changed, @Ctx() { services }: Context<Services>): Promise<Notice | null> {
    return services.noticeLists.due(id);
  }

  @Mutation(() => Notice, {
    nullable: true,
    description:
      'Sends a notice that a case owes. It needs no consent; say whether she was told of it beforehand.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  sendNotice(
    @Arg('input', () => SendNoticeInput, { description: 'Which, and whether she was told.' })
    input: SendNoticeInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Notice> {
    return services.notices.send(input);
  }

  @Mutation(() => Notice, {
    nullable: true,
    description:
      'The recipient has it: the recipient says so, or the sender with the number that they were told on the phone or have on paper.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  recordAcknowledgement(
    @Arg('input', () => RecordAcknowledgementInput, { description: 'Which, and under which number.' })
    input: RecordAcknowledgementInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Notice> {
    return services.notices.acknowledge(input);
  }

  @FieldResolver(() => Case, { nullable: true, description: 'The case, for who may see it.' })
  @Privacy('OWNER')
  case(@Root() { caseId }: Notice, @Ctx() { services }: Context<Services>): Promise<Case | null> {
    return services.cases.byId(caseId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Whose notice it is.' })
  @Privacy('OWNER')
  from(@Root() { organisationId }: Notice): Organisation {
    return { id: organisationId };
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'Who gets it. Null where nobody is known who takes it for the region.',
  })
  @Privacy('OWNER')
  recipient(@Root() { recipientId }: Notice): Organisation | null {
    return recipientId ? { id: recipientId } : null;
  }

  @FieldResolver(() => Place, { nullable: true, description: 'The region in which she was found.' })
  @Privacy('OWNER')
  async region(
    @Root() { regionCode }: Notice,
    @Ctx() { services }: Context<Services>,
  ): Promise<Place | null> {
    const place = await services.places.byCode(regionCode);
    return place && { id: place.id };
  }
}

@Resolver(() => Case)
export class CaseNoticesResolver {
  @FieldResolver(() => [Notice], {
    nullable: true,
    description: 'What the law wants authorities to be told of it, and what it does not.',
  })
  @Privacy('OWNER')
  @Authorized(open('PROTECTION'), open('BASICS'))
  notices(@Root() { id }: Case, @Ctx() { services }: Context<Services>): Promise<Notice[]> {
    return services.notices.of(id);
  }
}
