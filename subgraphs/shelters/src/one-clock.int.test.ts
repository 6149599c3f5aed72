import { newId } from '@ura/database';
import { shelters } from './subgraph';
import { codeOf, holdBeds, house, minutesPass, mutate, need, type Stage, stage, worker } from './testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());
afterEach(() => jest.useRealTimers());

const DAY = 24 * 3_600_000;
const timers = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/** Sets the clock of this process, and of nothing else, so many milliseconds off. */
const processIsOffBy = (milliseconds: number) => {
  jest.useRealTimers();
  if (milliseconds)
    jest.useFakeTimers({ doNotFake: [...timers], now: Date.now() + milliseconds, advanceTimers: true });
};

/** A night at one shelter, and what everybody was told in it. The times that people name are the database's. */
const night = async () => {
  const told: unknown[] = [];
  const { id, staff, rooms } = await house(on.owner, { rooms: [{ beds: 3 }] });
  const shiftAt = async () => {
    const [{ from, to }] = await on.owner.query(
      `select to_char(local - interval '1 hour', 'HH24:MI') as from, to_char(local + interval '1 hour', 'HH24:MI') as to
         from (select clock_timestamp() at time zone 'Europe/Tirane' as local) clock`,
    );
    const days = await on.owner.query(
      `select array[trim(to_char(local, 'DAY')), trim(to_char(local - interval '1 hour', 'DAY'))] as days
         from (select clock_timestamp() at time zone 'Europe/Tirane' as local) clock`,
    );
    await on.owner.query('update on_call_shift set "from" = $2, "to" = $3, days = $4 where shelter_id = $1', [
      id,
      from,
      to,
      days[0].days,
    ]);
  };
  const databaseTime = async (minutes: number) => {
    const [{ at }] = await on.owner.query(
      `select to_json(date_trunc('milliseconds', clock_timestamp()) + make_interval(mins => $1)) #>> '{}' as at`,
      [minutes],
    );
    return at as string;
  };
  const asker = worker();
  const find = async (more: object = {}) => {
    const { data, errors } = await on.client.ask(
      asker,
      `query ($need: BedNeed!) { findBeds(need: $need) { verdict reasons freshness phone { number } shelter { id availability { freeBeds heldBeds } } } }`,
      { need: need(more) },
    );
    const offer = data?.findBeds?.find(({ shelter }: { shelter: { id: string } }) => shelter.id === id);
    told.push(
      errors?.map(({ extensions }) => extensions) ?? { ...offer, shelter: offer.shelter.availability },
    );
  };
  const alarms = async () => {
    await shelters.chores!(on.database);
    const kinds: { kind: string }[] = await on.owner.query(
      `select kind from alarm where shelter_id = $1 and settled_at is null and kind <> 'FIGURES_DUE' order by 1`,
      [id],
    );
    told.push(kinds.map(({ kind }) => kind));
  };
  const statusOf = async (holdId: string) => {
    const { data } = await on.client.ask(asker, `{ bedHold(id: "${holdId}") { status } }`);
    told.push(data.bedHold);
  };
  await shiftAt();
  await find();
  await find({ from: await databaseTime(-30), nights: 2 });
  await find({ from: await databaseTime(60), nights: 2 });
  const expires = (await holdBeds(on.client, asker, id)).data.holdBeds;
  await find();
  await minutesPass(on.owner, id, 6);
  await alarms();
  await minutesPass(on.owner, id, 60);
  await statusOf(expires.id);
  told.push(codeOf(await mutate(on.client, asker, 'extendHold', { holdId: expires.id, minutes: 30 })));
  const kept = (await holdBeds(on.client, asker, id)).data.holdBeds;
  const late = await mutate(on.client, staff, 'confirmHold', {
    holdId: kept.id,
    arriveBy: await databaseTime(-1),
  });
  told.push(codeOf(late));
  const arriveBy = await databaseTime(30);
  told.push(codeOf(await mutate(on.client, staff, 'confirmHold', { holdId: kept.id, arriveBy })));
  await alarms();
  await minutesPass(on.owner, id, 40);
  await alarms();
  await find();
  const until = await databaseTime(120);
  const block = { bedId: rooms[0]![2], reason: 'CLEANING', until };
  told.push(codeOf(await mutate(on.client, { ...staff, roles: ['SHELTER_MANAGER'] }, 'blockBed', block)));
  await minutesPass(on.owner, id, 3 * 60);
  await find();
  await minutesPass(on.owner, id, 9 * 60);
  await find();
  const people = [{}];
  const came = await mutate(on.client, staff, 'arriveFromHold', {
    holdId: kept.id,
    people,
    idempotencyKey: newId(),
  });
  told.push(codeOf(came));
  await alarms();
  return told;
};

test('a process whose clock is a day off, either way, tells everybody the same', async () => {
  const right = await night();
  expect(right).toContainEqual(['HOLD_UNANSWERED']);
  expect(right).toContainEqual(['LATE_ARRIVAL']);
  expect(right).toContainEqual({ status: 'EXPIRED' });
  for (const offBy of [-DAY, DAY]) {
    processIsOffBy(offBy);
    expect(await night()).toEqual(right);
  }
}, 60_000);
