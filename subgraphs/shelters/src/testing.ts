import path from 'node:path';
import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import type { SubgraphClient, TestDatabase } from '@ura/testkit';
import { colleagueOf, member, subgraphClient, testDatabase } from '@ura/testkit';
import type { DataSource } from 'typeorm';
import { Bed } from './bed/bed.entity';
import { loadFirstData } from './first-data';
import { OnCallShift } from './on-call/on-call-shift.entity';
import { Room } from './room/room.entity';
import { Shelter } from './shelter/shelter.entity';
import { ShelterAddress } from './shelter/shelter-address.entity';
import { shelters } from './subgraph';

export const FIRST_DATA = path.join(__dirname, '../../../infra/first-data');

export interface Stage extends TestDatabase {
  readonly client: SubgraphClient;
  end(): Promise<void>;
}

/** The subgraph over HTTP on a database of its own, with the places and shelters of the first data. */
export const stage = async (): Promise<Stage> => {
  const test = await testDatabase(shelters);
  await test.owner.transaction(async manager => {
    await manager.query('select pg_advisory_xact_lock(7281003)');
    await loadFirstData(manager, FIRST_DATA);
  });
  const client = await subgraphClient(shelters, test.database);
  return {
    ...test,
    client,
    end: async () => {
      await client.stop();
      await test.close();
    },
  };
};

export interface House {
  readonly id: string;
  readonly organisationId: string;
  /** Ids of its beds, room by room, as they were asked for. */
  readonly rooms: readonly (readonly string[])[];
  readonly beds: readonly string[];
  readonly staff: Member;
  readonly manager: Member;
}

type RoomOf = Partial<Pick<Room, 'familyUnit' | 'accessible' | 'cots'>> & { readonly beds: number };

/** A shelter of its own for a test, in a region where no other test's is unless one says so. */
export const house = async (
  owner: DataSource,
  {
    rooms = [{ beds: 2 }],
    ...given
  }: Partial<Omit<Shelter, 'rooms'>> & { readonly rooms?: readonly RoomOf[] } = {},
): Promise<House> => {
  const id = newId();
  const staff = member({ roles: ['SHELTER_STAFF'], organisationId: given.organisationId ?? newId() });
  const { organisationId } = staff;
  const kept = { shelterId: id, organisationId };
  await owner.manager.insert(Shelter, {
    slug: `test-${id}`,
    country: 'AL',
    regionCode: 'AL-12',
    name: { en: 'Test' },
    kind: 'EMERGENCY',
    programmes: ['RESIDENTIAL'],
    regime: 'OPEN',
    risks: ['LOW', 'MEDIUM'],
    sexes: ['FEMALE'],
    ageBands: ['AGE_0_5', 'AGE_6_11', 'AGE_12_17', 'AGE_18_24', 'AGE_25_59', 'AGE_60_PLUS'],
    situations: ['TRAFFICKING', 'DOMESTIC_VIOLENCE'],
    oldestBoy: 14,
    languages: ['sq', 'en'],
    ...given,
    id,
    organisationId,
  });
  await owner.manager.insert(ShelterAddress, {
    ...kept,
    street: `Rruga Sekrete ${id}`,
    postalCode: '9999',
    building: 'Kulla 7',
    latitude: 40.123456,
    longitude: 19.654321,
  });
  const beds = rooms.map(room => Array.from({ length: room.beds }, newId));
  for (const [index, { beds: _beds, ...room }] of rooms.entries()) {
    const roomId = newId();
    const label = `${index + 1}`;
    await owner.manager.insert(Room, {
      familyUnit: false,
      accessible: false,
      cots: 0,
      ...room,
      ...kept,
      id: roomId,
      label,
    });
    await owner.manager.insert(
      Bed,
      beds[index]!.map((bedId, place) => ({
        ...kept,
        id: bedId,
        roomId,
        label: `${label}${'abcdefghijklmnopqrstuvwxyz'[place]}`,
      })),
    );
  }
  await owner.manager.insert(OnCallShift, {
    ...kept,
    id: newId(),
    days: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'],
    from: '00:00',
    to: '24:00',
    phone: '+355 00 000 0999',
    tier: 'ON_CALL',
  });
  return {
    id,
    organisationId,
    rooms: beds,
    beds: beds.flat(),
    staff,
    manager: colleagueOf(staff, 'SHELTER_STAFF', 'SHELTER_MANAGER'),
  };
};

/** Lets time pass for one shelter: everything it knows happened that much earlier. */
export const minutesPass = async (owner: DataSource, shelterId: string, minutes: number): Promise<void> => {
  const back = `interval '1 minute' * ${Number(minutes)}`;
  const columns: Record<string, readonly string[]> = {
    shelter: ['confirmed_at', 'closed_from', 'closed_until'],
    bed: ['overflow_until'],
    bed_hold: ['held_at', 'expires_at', 'confirmed_at', 'arrive_by', 'settled_at'],
    bed_block: ['starts_at', 'ends_at'],
    stay: ['"from"', 'until', 'away_until', 'exited_at'],
  };
  await owner.transaction(async manager => {
    for (const [table, times] of Object.entries(columns)) {
      const key = table === 'shelter' ? 'id' : 'shelter_id';
      const moved = times.map(time => `${time} = ${time} - ${back}`).join(', ');
      await manager.query(`update ${table} set ${moved} where ${key} = $1`, [shelterId]);
    }
    const claims: { id: string }[] = await manager.query(
      'select id from claim where shelter_id = $1 and not isempty(during) order by lower(during)',
      [shelterId],
    );
    for (const { id } of claims) {
      await manager.query(
        `update claim set during = tstzrange(lower(during) - ${back}, upper(during) - ${back}) where id = $1`,
        [id],
      );
    }
  });
};

/** One woman, and whoever else is given. */
export const need = (more: object = {}) => ({
  people: [{ sex: 'FEMALE', ageBand: 'AGE_25_59' }],
  risk: 'LOW',
  ...more,
});

export const HOLD =
  'id code status expiresAt arriveBy decline shelter { id } beds { id label } requestedBy { id } onBehalfOf { id }';

export const holdBeds = (client: SubgraphClient, viewer: Member, shelterId: string, more: object = {}) =>
  client.ask(viewer, `mutation ($input: HoldBedsInput!) { holdBeds(input: $input) { ${HOLD} } }`, {
    input: { shelterId, need: need(), idempotencyKey: newId(), ...more },
  });

/** Any mutation that takes an input, with what is wanted of the answer. */
export const mutate = (
  client: SubgraphClient,
  viewer: Member,
  name: string,
  input: object,
  wanted = '{ id }',
  type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`,
) => client.ask(viewer, `mutation ($input: ${type}!) { ${name}(input: $input) ${wanted} }`, { input });

export const worker = () => member({ roles: ['MOBILE_UNIT'] });

interface Answered {
  readonly errors?: readonly { readonly extensions?: { readonly code?: string; readonly field?: string } }[];
}

/** The code of the first refusal, with the field where one is named. */
export const codeOf = ({ errors }: Answered): string | undefined => errors?.[0]?.extensions?.code;
export const fieldOf = ({ errors }: Answered): string | undefined => errors?.[0]?.extensions?.field;
