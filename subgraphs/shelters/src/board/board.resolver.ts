import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
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
}
