import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { leadsCases, worksWithCases } from '../case/case.rules';
import { Organisation } from '../organisation.reference';
import { open } from '../part/part.rules';
import type { Services } from '../subgraph';
import { Transfer } from './transfer.entity';
import { AnswerTransferInput, OfferTransferInput, TransfersArgs } from './transfer.inputs';

const TransferConn = connectionOf(Transfer, 'Transfer', 'OWNER');

@Resolver(() => Transfer)
export class TransferResolver {
  @Query(() => TransferConn, {
    nullable: true,
    description: 'The cases that are offered to your organisation, or by it; the latest first.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  transfers(
    @Args(() => TransfersArgs) args: TransfersArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<Transfer>> {
    return services.transfers.list(args);
  }

  @Mutation(() => Transfer, {
    nullable: true,
    description: 'Offers the whole case to another organisation, which sees of it what she allows.',
  })
  @Privacy('OWNER')
  @Authorized(leadsCases)
  offerTransfer(
    @Arg('input', () => OfferTransferInput, { description: 'Which case, to whom.' })
    input: OfferTransferInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Transfer> {
    return services.transferWork.offer(input);
  }

  @Mutation(() => Transfer, {
    nullable: true,
    description: 'The recipient takes the case, or leaves it. The ownership moves in one step.',
  })
  @Privacy('OWNER')
  @Authorized(leadsCases)
  answerTransfer(
    @Arg('input', () => AnswerTransferInput, { description: 'The answer.' }) input: AnswerTransferInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Transfer> {
    return services.transferWork.answer(input);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who offers it.' })
  from(@Root() { fromOrganisationId }: Transfer): Organisation {
    return { id: fromOrganisationId };
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'To whom.' })
  to(@Root() { toOrganisationId }: Transfer): Organisation {
    return { id: toOrganisationId };
  }

  @FieldResolver(() => Case, {
    nullable: true,
    description:
      'The case of your own side, where it is open to you: the one that was offered, or the one that goes on.',
  })
  case(@Root() root: Transfer, @Ctx() { services }: Context<Services>): Promise<Case | null> {
    return services.cases.byId(services.transfers.caseOf(root));
  }
}

@Resolver(() => Case)
export class CaseTransfersResolver {
  @FieldResolver(() => [Transfer], {
    nullable: true,
    description: 'To whom it was offered, and by which offer it came; the latest first.',
  })
  @Privacy('OWNER')
  @Authorized(open('TEAM'))
  transfers(@Root() { id }: Case, @Ctx() { services }: Context<Services>): Promise<Transfer[]> {
    return services.transfers.of(id);
  }
}
