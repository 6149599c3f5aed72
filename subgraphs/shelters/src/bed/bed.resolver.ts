import type { Context } from '@ura/subgraph';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Room } from '../room/room.entity';
import type { Services } from '../subgraph';
import { Bed, BedStatus } from './bed.entity';

@Resolver(() => Bed)
export class BedResolver {
  @FieldResolver(() => BedStatus, { description: 'What it is now.' })
  status(@Root() { id }: Bed, @Ctx() { services }: Context<Services>): Promise<BedStatus> {
    return services.availability.ofBed(id);
  }

  @FieldResolver(() => Room, { description: 'The room it stands in.' })
  room(@Root() { roomId }: Bed, @Ctx() { services }: Context<Services>): Promise<Room> {
    return services.rooms.byId(roomId);
  }
}
