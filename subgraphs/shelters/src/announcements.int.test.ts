import { CHANGES, Listener, newId } from '@ura/database';
import { announcePassed } from './availability/passed.service';
import { quickChores } from './chores';
import { type House, holdBeds, house, mutate, type Stage, stage, worker } from './testing';

let on: Stage;
let listener: Listener;
const heard: string[] = [];
const waiting = new Map<string, () => void>();

beforeAll(async () => {
  on = await stage();
  listener = new Listener({
    url: on.urls.service,
    heard: payload => {
      heard.push(payload);
      waiting.get(payload)?.();
    },
    missed: () => undefined,
  });
  await listener.start();
});
afterAll(async () => {
  await listener.stop();
  await on.end();
});

/** Returns when everything that was committed before has been heard. */
const hearEverything = async (): Promise<void> => {
  const marker = `end ${newId()}`;
  const isHeard = new Promise<void>(resolve => waiting.set(marker, resolve));
  await on.owner.query('select pg_notify($1, $2)', [CHANGES, marker]);
  await isHeard;
};

/** What is announced of a house while `work` is done. */
const announced = async (at: House, work: () => Promise<unknown>): Promise<string[]> => {
  await hearEverything();
  const before = heard.length;
  await work();
  await hearEverything();
  const holds: { id: string }[] = await on.owner.query('select id from bed_hold where shelter_id = $1', [
    at.id,
  ]);
  const ids = [at.id, ...holds.map(({ id }) => id)];
  const own = heard.slice(before).filter(payload => ids.includes(payload.split(' ')[1]!));
  return own.map(payload => payload.split(' ')[0]!).sort();
};

const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const all = ['beds', 'board', 'hold'];

test('every step of a hold is announced once: to it, to the board, and of the beds where they change', async () => {
  const at = await house(on.owner, { rooms: [{ beds: 4 }] });
  const asker = worker();
  let id = '';
  const hold = async () => {
    id = (await holdBeds(on.client, asker, at.id)).data.holdBeds.id;
  };
  expect(await announced(at, hold)).toEqual(all);
  const extend = () => mutate(on.client, asker, 'extendHold', { holdId: id, minutes: 30 });
  expect(await announced(at, extend)).toEqual(['board', 'hold']);
  const confirm = () => mutate(on.client, at.staff, 'confirmHold', { holdId: id, arriveBy: soon(60) });
  expect(await announced(at, confirm)).toEqual(all);
  const arrive = () =>
    mutate(
      on.client,
      at.staff,
      'arriveFromHold',
      { holdId: id, people: [{}], idempotencyKey: newId() },
      '{ __typename }',
    );
  expect(await announced(at, arrive)).toEqual(all);
  await hold();
  expect(await announced(at, () => mutate(on.client, asker, 'releaseHold', { holdId: id }))).toEqual(all);
});

test('so is every change of the beds and of the house', async () => {
  const at = await house(on.owner);
  const [bedId] = at.beds;
  const steps: [string, object, string?][] = [
    ['blockBed', { bedId, reason: 'CLEANING', until: soon(60) }],
    ['unblockBed', { bedId }],
    ['addBeds', { shelterId: at.id, rooms: [{ label: 'new', beds: ['n1'] }], idempotencyKey: newId() }],
    ['closeShelter', { shelterId: at.id, until: soon(60) }],
    ['confirmAvailability', { shelterId: at.id }],
  ];
  for (const [name, input] of steps) {
    const step = async () =>
      expect((await mutate(on.client, at.manager, name, input)).errors).toBeUndefined();
    expect([name, await announced(at, step)]).toEqual([name, ['beds', 'board']]);
  }
  const rename = () => on.owner.query(`update room set label = 'other' where shelter_id = $1`, [at.id]);
  expect(await announced(at, rename)).toEqual(['board']);
  const alarm = () =>
    on.owner.query(
      `insert into alarm (id, kind, tier, organisation_id, shelter_id, key)
       values (gen_random_uuid(), 'LEASE_ENDING', 'MANAGER', $1, $2, $3)`,
      [at.organisationId, at.id, `lease ${at.id}`],
    );
  expect(await announced(at, alarm)).toEqual(['board']);
});

test('what is refused, rolled back or only read is not announced', async () => {
  const at = await house(on.owner, { rooms: [{ beds: 1 }] });
  await holdBeds(on.client, worker(), at.id);
  const refused = async () => {
    const answer = await holdBeds(on.client, worker(), at.id);
    expect(answer.errors).toHaveLength(1);
    await on.client.ask(at.staff, 'query ($id: ID!) { bedBoard(shelterId: $id) { asOf } }', { id: at.id });
  };
  expect(await announced(at, refused)).toEqual([]);
});

test('what the clock brings is announced by the next round of quick chores, and by one', async () => {
  const at = await house(on.owner, { confirmedAt: new Date(Date.now() - 2 * 3_600_000 + 500) });
  const { id } = (await holdBeds(on.client, worker(), at.id)).data.holdBeds;
  await quickChores(on.database);
  await on.owner.query(
    `update claim set during = tstzrange(lower(during), clock_timestamp() + interval '0.5 seconds') where hold_id = $1`,
    [id],
  );
  await on.owner.query(
    `update bed_hold set expires_at = clock_timestamp() + interval '0.5 seconds' where id = $1`,
    [id],
  );
  const told: string[] = [];
  const round = async () => told.push(...(await announced(at, () => quickChores(on.database))));
  do await round();
  while (!told.includes('hold'));
  expect([...new Set(told)].sort()).toEqual(all);
  expect(await announced(at, () => quickChores(on.database))).not.toContain('hold');
});

test('an overflow bed that goes away is announced', async () => {
  const at = await house(on.owner);
  await quickChores(on.database);
  await on.owner.query(
    `update bed set overflow_until = clock_timestamp() + interval '0.5 seconds' where shelter_id = $1`,
    [at.id],
  );
  const told: string[] = [];
  do told.push(...(await announced(at, () => quickChores(on.database))));
  while (!told.includes('beds'));
  expect(told.sort()).toEqual(['beds', 'board']);
});

test('a change to come soon that is committed only after a round passed its moment is announced by the next', async () => {
  const at = await house(on.owner);
  const { id } = (await holdBeds(on.client, worker(), at.id)).data.holdBeds;
  const writer = on.owner.createQueryRunner();
  await writer.startTransaction();
  const [[{ end }]] = await writer.query(
    `update claim set during = tstzrange(lower(during), clock_timestamp() + interval '0.3 seconds')
      where hold_id = $1 returning upper(during) as end`,
    [id],
  );
  const isPassed = async () =>
    (await on.owner.query('select clock_timestamp() > $1::timestamptz as is', [end]))[0].is;
  while (!(await isPassed())) await quickChores(on.database);
  await quickChores(on.database);
  expect(
    await announced(at, async () => {
      await writer.commitTransaction();
      await writer.release();
    }),
  ).toEqual([]);
  expect(await announced(at, () => quickChores(on.database))).toEqual(['beds', 'board']);
  expect(await announced(at, () => quickChores(on.database))).toEqual([]);
});

test('a round looks for claims by their ends, and not through all there ever were', async () => {
  const scans = `select seq_scan from pg_stat_xact_user_tables where relname = 'claim'`;
  const [before, after] = await on.database.asSystem().run(async manager => {
    const before = await manager.query(scans);
    await announcePassed(manager);
    return [before, await manager.query(scans)];
  });
  expect(after).toEqual(before);
});

test('P9 an announcement is a topic and an opaque id', async () => {
  const at = await house(on.owner);
  expect(await announced(at, () => holdBeds(on.client, worker(), at.id))).toEqual(all);
  for (const payload of heard) expect(payload).toMatch(/^(beds|board|hold|end) [0-9a-f-]{36}$/);
});
