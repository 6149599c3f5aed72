import { isMember, type Member, type Role, roles } from '@ura/access';
import { newId } from '@ura/database';
import { anonymous, colleagueOf, member } from '@ura/testkit';
import fc from 'fast-check';
import { BedHold } from './hold/hold.entity';
import { mayReadHold } from './hold/hold.rules';
import { Shelter } from './shelter/shelter.entity';
import { mayKnowShelters, ownStaff } from './shelter/shelter.rules';
import { ShelterAddress } from './shelter/shelter-address.entity';
import { holdBeds, house, mutate, need, type Stage, stage, worker } from './testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const tables = async (): Promise<string[]> =>
  (
    await on.owner.query(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration'`,
    )
  ).map(({ name }: { name: string }) => name);

/** A row in every table: a hold, a stay, a block, a request, an alarm and all the rest. */
const arrange = async () => {
  const { id, staff, manager, beds } = await house(on.owner, { rooms: [{ beds: 4 }] });
  const asker = member({ roles: ['CASE_MANAGER', 'MOBILE_UNIT'] });
  const caseRef = newId();
  const hold = await holdBeds(on.client, asker, id, { need: need({ caseRef }) });
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await mutate(on.client, manager, 'blockBed', { bedId: beds[3], reason: 'CLEANING', until });
  await mutate(on.client, asker, 'keepApart', { caseRef, otherCaseRef: newId(), idempotencyKey: newId() });
  return { shelterId: id, staff, asker, holdId: hold.data.holdBeds.id as string };
};

describe('P56 row-level security', () => {
  test('is forced on every table, its owner included', async () => {
    const free = await on.owner.query(
      `select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where nspname = 'public' and relkind = 'r' and relname <> 'migration'
          and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(free).toEqual([]);
    expect((await tables()).length).toBeGreaterThan(15);
  });

  test('shows nothing to the service when nobody is named, in any table but the public summary', async () => {
    await arrange();
    for (const table of await tables()) {
      const rows = await on.database.source.query(`select from ${table} limit 1`);
      if (table !== 'bed_summary') expect([table, rows]).toEqual([table, []]);
    }
  });

  test('shows nothing of holds, stays, addresses and requests to a member of a third organisation', async () => {
    const { shelterId } = await arrange();
    const stranger = member({ roles: [...roles] });
    for (const table of ['shelter_address', 'bed_block', 'claim', 'bed_hold', 'stay', 'enrolment']) {
      const rows = await on.database
        .as(stranger)
        .run(manager => manager.query(`select * from ${table} where shelter_id = $1`, [shelterId]));
      expect([table, rows]).toEqual([table, []]);
    }
  });

  test('keeps to an organisation, or to one worker of it, what else is kept of people and of who asked', async () => {
    const one = newId();
    const { id: viewerId, ...worker } = member({ roles: ['HOTLINE'] });
    for (const [table, values] of [
      ['need_ask (id, viewer_id, organisation_id)', '$1, $2, $3'],
      ['idempotency_key (viewer_id, organisation_id, key, operation, input_hash)', `$2, $3, $1, 'a', 'b'`],
      [
        'daily_attendance (id, enrolment_id, organisation_id, "on", presence)',
        `$1, $2, $3, now(), 'PRESENT'`,
      ],
      [
        'exit_approval (id, stay_id, organisation_id, "by", reference, approved_at, recorded_by_id)',
        `$1, $2, $3, 'POLICE', 'a', now(), $2`,
      ],
      [
        'hold_tally (shelter_id, requester_organisation_id, month, outcome, decline, organisation_id, holds)',
        `$1, $3, now(), 'RELEASED', '', $2::uuid, 1`,
      ],
    ] as const) {
      const name = table.split(' ')[0]!;
      await on.owner.query(`insert into ${table} values (${values})`, [one, viewerId, worker.organisationId]);
      for (const viewer of [member({ roles: [...roles] }), { ...worker, id: newId() }]) {
        if (name === 'hold_tally' && viewer.organisationId === worker.organisationId) continue;
        const rows = await on.database.as(viewer).run(manager => manager.query(`select from ${name}`));
        expect([name, rows]).toEqual([name, []]);
      }
    }
  });

  test('lets nobody write for another organisation', async () => {
    const { shelterId, holdId } = await arrange();
    const stranger = member({ roles: [...roles] });
    const changed = (sql: string, values: unknown[]) =>
      on.database.as(stranger).run(async manager => (await manager.query(sql, values))[1]);
    expect(await changed('update shelter set confirmed_at = now() where id = $1', [shelterId])).toBe(0);
    expect(await changed(`update bed_hold set status = 'RELEASED' where id = $1`, [holdId])).toBe(0);
    expect(await changed('update claim set during = null where hold_id = $1', [holdId])).toBe(0);
    expect(await changed('delete from room where shelter_id = $1', [shelterId])).toBe(0);
    await expect(
      changed(
        `insert into claim (id, bed_id, shelter_id, organisation_id, kind, stay_id, during)
         select gen_random_uuid(), id, shelter_id, organisation_id, 'STAY', gen_random_uuid(), tstzrange(now(), null)
           from bed where shelter_id = $1`,
        [shelterId],
      ),
    ).rejects.toThrow('row-level security');
  });

  test('lets only the chores delete holds and claims', async () => {
    const { holdId, staff, asker } = await arrange();
    for (const viewer of [staff, asker]) {
      const deleted = await on.database
        .as(viewer)
        .run(async manager => (await manager.query('delete from bed_hold where id = $1', [holdId]))[1]);
      expect(deleted).toBe(0);
    }
  });

  test('says the same as the rules in TypeScript', async () => {
    const { shelterId, staff, asker, holdId } = await arrange();
    const [shelter, address, hold] = await Promise.all([
      on.owner.manager.findOneByOrFail(Shelter, { id: shelterId }),
      on.owner.manager.findOneByOrFail(ShelterAddress, { shelterId }),
      on.owner.manager.findOneByOrFail(BedHold, { id: holdId }),
    ]);
    const viewers = fc.oneof(
      { weight: 1, arbitrary: fc.constant(anonymous) },
      {
        weight: 9,
        arbitrary: fc
          .tuple(fc.constantFrom(staff, asker, member()), fc.subarray([...roles] as Role[]))
          .map(([somebody, given]) => colleagueOf(somebody, ...given)),
      },
    );
    await fc.assert(
      fc.asyncProperty(viewers, async viewer => {
        const seen = await on.database.as(viewer).run(async manager => ({
          shelter: await manager.existsBy(Shelter, { id: shelterId }),
          address: await manager.existsBy(ShelterAddress, { shelterId }),
          hold: await manager.existsBy(BedHold, { id: holdId }),
        }));
        expect(seen).toEqual({
          shelter: mayKnowShelters(viewer, shelter),
          address: ownStaff(viewer, address),
          hold: isMember(viewer) && mayReadHold(viewer, hold),
        });
      }),
      { numRuns: 60 },
    );
  });

  test('leaves three doors, and they tell no more than beds, shelters and how many beds one keeps', async () => {
    const { shelterId, holdId } = await arrange();
    const beds = await on.owner.query('select bed_id as id from claim where hold_id = $1', [holdId]);
    const answers = await on.database
      .as(worker())
      .run(manager =>
        manager.query('select * from claims_over($1, tstzrange(now(), null))', [
          beds.map(({ id }: { id: string }) => id),
        ]),
      );
    expect(answers.map(Object.keys)).toEqual([['bed_id', 'kind', 'during']]);
    const doors = await on.owner.query(
      `select proname as name from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
        where nspname = 'public' and prosecdef order by 1`,
    );
    expect(doors.map(({ name }: { name: string }) => name)).toEqual([
      'beds_kept',
      'claims_over',
      'kept_apart_shelters',
    ]);
    expect(shelterId).toBeDefined();
  });

  test('tells how many beds somebody keeps to their own organisation, and to staff who may offer for their request', async () => {
    const { asker } = await arrange();
    const kept = (viewer: Member) =>
      on.database
        .as(viewer)
        .run(manager =>
          manager.query('select * from beds_kept($1, $2, now())', [asker.id, asker.organisationId]),
        );
    expect(await kept(member({ roles: [...roles] }))).toEqual([]);
    expect(await kept(asker)).toEqual([{ by_worker: 1, by_organisation: 1 }]);
    const [here, elsewhere] = [await house(on.owner), await house(on.owner, { country: 'XK' })];
    const input = { need: { ...need(), country: 'AL' }, urgency: 'IMMEDIATE', idempotencyKey: newId() };
    expect((await mutate(on.client, asker, 'requestBed', input, '{ id }')).errors).toBeUndefined();
    expect(await kept(here.staff)).toEqual([{ by_worker: 1, by_organisation: 1 }]);
    const others = [member({ roles: [...roles] }), elsewhere.staff, colleagueOf(here.staff, 'ANALYST')];
    for (const other of others) expect(await kept(other)).toEqual([]);
  });
});
