import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { Bed } from '../bed/bed.entity';
import { isStaff } from '../shelter/shelter.rules';
import type { Services } from '../subgraph';
import { BlockBedInput, UnblockBedInput } from './block.inputs';

@Resolver()
export class BlockResolver {
  @Mutation(() => Bed, { nullable: true, description: 'Takes an empty bed out of use, until an end.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  blockBed(
    @Arg('input', () => BlockBedInput, { description: 'Which bed, why, until when.' }) input: BlockBedInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Bed> {
    return services.blocks.block(input);
  }

  @Mutation(() => Bed, { nullable: true, description: 'Puts a blocked bed back into use.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  unblockBed(
    @Arg('input', () => UnblockBedInput, { description: 'Which bed.' }) input: UnblockBedInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Bed> {
    return services.blocks.unblock(input);
  }
}
