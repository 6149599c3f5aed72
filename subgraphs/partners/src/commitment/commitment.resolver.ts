import { everyone } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Organisation } from '../organisation/organisation.entity';
import { editsSomething } from '../organisation/organisation.rules';
import type { Services } from '../subgraph';
import { Commitment } from './commitment.entity';
import { AddCommitmentInput, CommitmentsArgs, SettleCommitmentInput } from './commitment.inputs';

export const CommitmentConn = connectionOf(Commitment, 'Commitment', 'PUBLIC');

type Asked = Context<Services>;

@Resolver(() => Commitment)
export class CommitmentResolver {
  @Query(() => CommitmentConn, {
    nullable: true,
    description: 'What institutions promised at round tables, the earliest first.',
  })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  commitments(
    @Args(() => CommitmentsArgs) args: CommitmentsArgs,
    @Ctx() { services }: Asked,
  ): Promise<Page<Commitment>> {
    return services.commitments.visible(args);
  }

  @Mutation(() => Commitment, { nullable: true, description: 'Writes down what an institution promised.' })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  addCommitment(
    @Arg('input', () => AddCommitmentInput, { description: 'The promise.' }) input: AddCommitmentInput,
    @Ctx() { services }: Asked,
  ): Promise<Commitment> {
    return services.commitments.add(input);
  }

  @Mutation(() => Commitment, { nullable: true, description: 'Says whether a promise was kept.' })
  @Privacy('PARTNER')
  @Authorized(editsSomething)
  settleCommitment(
    @Arg('input', () => SettleCommitmentInput, { description: 'Whether it was kept.' })
    input: SettleCommitmentInput,
    @Ctx() { services }: Asked,
  ): Promise<Commitment> {
    return services.commitments.settle(input);
  }

  @FieldResolver(() => Organisation, { description: 'Who promised it.' })
  async institution(@Root() commitment: Commitment, @Ctx() { services }: Asked): Promise<Organisation> {
    return (await services.organisations.byId(commitment.institutionId))!;
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who wrote it down, and may settle it.' })
  async recordedBy(@Root() commitment: Commitment, @Ctx() { services }: Asked): Promise<Organisation | null> {
    return commitment.recordedById ? services.organisations.byId(commitment.recordedById) : null;
  }
}
