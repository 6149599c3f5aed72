import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import type { Bed } from '../bed/bed.entity';
import type { Room } from '../room/room.entity';
import { Shelter } from '../shelter/shelter.entity';
import { house, type Stage, stage } from '../testing';

export interface House {
  readonly shelter: Shelter;
  readonly beds: readonly Pick<Bed, 'id'>[];
  readonly manager: Member;
  readonly staff: Member;
}

export interface Site {
  readonly client: Stage['client'];
  readonly test: Stage;
  /** A house of its own organisation that takes nearly everybody, with so many beds in each room. */
  house(shelter?: Partial<Shelter>, rooms?: readonly Partial<Room>[], bedsEach?: number): Promise<House>;
  /** Moves everything about a hold back in time, as if it had been made earlier. */
  ago(holdId: string, interval: string): Promise<void>;
  close(): Promise<void>;
}

export const openSite = async (): Promise<Site> => {
  const test = await stage();
  const { manager } = test.owner;
  return {
    test,
    client: test.client,
    house: async (given = {}, rooms = [{}], bedsEach = 2) => {
      const made = await house(test.owner, {
        programmes: ['RESIDENTIAL', 'DAILY'],
        risks: ['LOW', 'MEDIUM', 'HIGH'],
        ...given,
        rooms: rooms.map(room => ({ ...room, beds: bedsEach })),
      });
      const shelter = await manager.findOneByOrFail(Shelter, { id: made.id });
      const { staff, manager: boss } = made;
      return { shelter, beds: made.beds.map(id => ({ id })), manager: boss, staff };
    },
    ago: async (holdId, interval) => {
      await manager.query(
        `update bed_hold set held_at = held_at - $2::interval, expires_at = expires_at - $2::interval,
                confirmed_at = confirmed_at - $2::interval, arrive_by = arrive_by - $2::interval,
                settled_at = settled_at - $2::interval where id = $1`,
        [holdId, interval],
      );
      await manager.query(
        `update claim set during = tstzrange(lower(during) - $2::interval, upper(during) - $2::interval, '[)')
          where hold_id = $1`,
        [holdId, interval],
      );
    },
    close: test.end,
  };
};

export const woman = { sex: 'FEMALE', ageBand: 'AGE_25_59' } as const;
export const baby = { sex: 'MALE', ageBand: 'AGE_0_5', age: 1, cot: true } as const;

/** The code, the field and the sentence of the first error of an answer. */
export const refusal = ({ errors }: Awaited<ReturnType<Site['client']['ask']>>) =>
  errors?.[0] && {
    code: errors[0].extensions?.code,
    field: errors[0].extensions?.field,
    message: errors[0].message,
  };

/** Holds beds for people over HTTP and returns the hold's id. */
export const holdFor = async (
  { client }: Site,
  worker: Member,
  shelterId: string,
  need: object = {},
): Promise<string> => {
  const input = {
    shelterId,
    need: { people: [woman], risk: 'MEDIUM', ...need },
    idempotencyKey: newId(),
  };
  const answer = await client.ask(
    worker,
    'mutation ($input: HoldBedsInput!) { holdBeds(input: $input) { id } }',
    { input },
  );
  if (!answer.data?.holdBeds) throw new Error(JSON.stringify(answer.errors));
  return answer.data.holdBeds.id;
};
