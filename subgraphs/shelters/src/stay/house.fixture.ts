import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import {
  type Answer,
  member,
  type SubgraphClient,
  subgraphClient,
  type TestDatabase,
  testDatabase,
} from '@ura/testkit';
import { Bed } from '../bed/bed.entity';
import { Room } from '../room/room.entity';
import { Shelter } from '../shelter/shelter.entity';
import { shelters } from '../subgraph';

export interface House {
  readonly shelter: Shelter;
  readonly beds: readonly Bed[];
  readonly manager: Member;
  readonly staff: Member;
}

export interface Site {
  readonly client: SubgraphClient;
  readonly test: TestDatabase;
  /** A house of its own organisation, with one room for each number of beds. */
  house(shelter?: Partial<Shelter>, rooms?: readonly Partial<Room>[], bedsEach?: number): Promise<House>;
  /** Moves everything about a hold back in time, as if it had been made earlier. */
  ago(holdId: string, interval: string): Promise<void>;
  close(): Promise<void>;
}

/** The subgraph served over HTTP on a real database, and houses to try it with. */
export const openSite = async (): Promise<Site> => {
  const test = await testDatabase(shelters);
  const client = await subgraphClient(shelters, test.database);
  const { manager } = test.owner;
  return {
    test,
    client,
    house: async (given = {}, rooms = [{}], bedsEach = 2) => {
      const boss = member({ roles: ['SHELTER_MANAGER'] });
      const { organisationId } = boss;
      const shelter = manager.create(Shelter, {
        id: newId(),
        organisationId,
        slug: newId(),
        country: 'AL',
        regionCode: 'AL-12',
        name: { en: 'Test house' },
        kind: 'EMERGENCY',
        programmes: ['RESIDENTIAL', 'DAILY'],
        regime: 'SEMI_OPEN',
        risks: ['LOW', 'MEDIUM', 'HIGH'],
        sexes: ['FEMALE', 'MALE'],
        ageBands: ['AGE_0_5', 'AGE_6_11', 'AGE_12_17', 'AGE_18_24', 'AGE_25_59', 'AGE_60_PLUS', 'UNKNOWN'],
        situations: ['TRAFFICKING', 'DOMESTIC_VIOLENCE', 'SEXUAL_VIOLENCE', 'CHILD_AT_RISK', 'OTHER_GBV'],
        languages: ['sq'],
        ...given,
      });
      await manager.insert(Shelter, shelter);
      const beds: Bed[] = [];
      for (const [index, room] of rooms.entries()) {
        const { id: shelterId } = shelter;
        const made = manager.create(Room, {
          id: newId(),
          shelterId,
          organisationId,
          label: `${index}`,
          ...room,
        });
        await manager.insert(Room, made);
        for (let bed = 0; bed < bedsEach; bed++) {
          const label = `${index}-${bed}`;
          beds.push(manager.create(Bed, { id: newId(), roomId: made.id, shelterId, organisationId, label }));
        }
      }
      await manager.insert(Bed, beds);
      return { shelter, beds, manager: boss, staff: member({ organisationId, roles: ['SHELTER_STAFF'] }) };
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
    close: async () => {
      await client.stop();
      await test.close();
    },
  };
};

export const woman = { sex: 'FEMALE', ageBand: 'AGE_25_59' } as const;
export const baby = { sex: 'MALE', ageBand: 'AGE_0_5', age: 1, cot: true } as const;

/** The code and sentence of the first error of an answer. */
export const refusal = ({ errors }: Answer) =>
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
  const input = { shelterId, need: { people: [woman], risk: 'MEDIUM', ...need }, idempotencyKey: newId() };
  const answer = await client.ask(
    worker,
    'mutation ($input: HoldBedsInput!) { holdBeds(input: $input) { id } }',
    { input },
  );
  if (!answer.data?.holdBeds) throw new Error(JSON.stringify(answer.errors));
  return answer.data.holdBeds.id;
};
