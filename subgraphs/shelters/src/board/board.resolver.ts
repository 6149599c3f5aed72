import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, ID, Query, Resolver, Subscription } from 'type-graphql';
import { isStaff } from '../shelter/shelter.rules';
import type { Services } from '../subgraph';
import { BedBoard } from './board.entity';

@Resolver(() => BedBoard)
export class BoardResolver {
  @Query(() => BedBoard, { nullable: true, description: 'The board of a shelter, for its own staff.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  async bedBoard(
    @Arg('shelterId', () => ID, { description: 'The shelter.' }) shelterId: string,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedBoard | null> {
    return services.boards.of(shelterId);
  }

  @Subscription(() => BedBoard, {
    nullable: true,
    description:
      'The board of a shelter: at once as it is, and again whenever what is asked for differs. For its own staff; null, and the end, for anybody else.',
    subscribe: ({ args, context }: { args: { shelterId: string }; context: Context<Services> }) =>
      context.stream!.ofOne('board', args.shelterId),
  })
  @Privacy('OWNER')
  @Authorized(isStaff)
  boardChanged(
    @Arg('shelterId', () => ID, { description: 'The shelter.' }) shelterId: string,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedBoard | null> {
    return services.boards.of(shelterId);
  }
}
