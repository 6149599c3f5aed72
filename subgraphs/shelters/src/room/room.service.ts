import { newId, type ScopedDatabase } from '@ura/database';
import { Conflict, Invalid } from '@ura/errors';
import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';
import { Bed } from '../bed/bed.entity';
import { clock } from '../claim/claim.service';
import type { Shelter } from '../shelter/shelter.entity';
import { Room } from './room.entity';
import type { MoreBedsInput, RoomInput } from './room.inputs';

export class RoomService {
  private readonly rooms = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const rooms = await manager.findBy(Room, { id: In([...ids]) });
      return ids.map(id => rooms.find(room => room.id === id)!);
    }),
  );

  constructor(private readonly database: ScopedDatabase) {}

  byId(id: string): Promise<Room> {
    return this.rooms.load(id);
  }
}

type House = Pick<Shelter, 'id' | 'organisationId'>;

/** Adds rooms with their beds. Throws Conflict for a label that a room of the house has already. */
export const addRooms = async (
  manager: EntityManager,
  { id: shelterId, organisationId }: House,
  rooms: readonly RoomInput[],
): Promise<void> => {
  if (rooms.length === 0) return;
  const labels = (await manager.findBy(Room, { shelterId })).map(({ label }) => label);
  const all = [...labels, ...rooms.map(({ label }) => label)];
  if (new Set(all).size < all.length) throw new Conflict('Two rooms of a shelter cannot have one label.');
  const made = rooms.map(({ beds, ...room }) => ({
    room: { ...room, id: newId(), shelterId, organisationId },
    beds,
  }));
  await manager.insert(
    Room,
    made.map(({ room }) => room),
  );
  await manager.insert(
    Bed,
    made.flatMap(({ room, beds }) =>
      beds.map(label => ({ id: newId(), roomId: room.id, shelterId, organisationId, label })),
    ),
  );
};

/** Adds beds to rooms of the house that are there. */
export const addBedsTo = async (
  manager: EntityManager,
  { id: shelterId, organisationId }: House,
  more: readonly MoreBedsInput[],
): Promise<void> => {
  const now = await clock(manager);
  for (const [index, { roomId, beds, overflowUntil = null }] of more.entries()) {
    if (overflowUntil && overflowUntil <= now) {
      throw new Invalid(`input.more.${index}.overflowUntil`, 'This time is past.');
    }
    if (!(await manager.existsBy(Room, { id: roomId, shelterId }))) {
      throw new Invalid(`input.more.${index}.roomId`, 'This is not a room of the shelter.');
    }
    const labels = (await manager.findBy(Bed, { roomId })).map(({ label }) => label);
    if (beds.some(label => labels.includes(label))) {
      throw new Conflict('Two beds of a room cannot have one label.');
    }
    await manager.insert(
      Bed,
      beds.map(label => ({ id: newId(), roomId, shelterId, organisationId, label, overflowUntil })),
    );
  }
};
