import { newKey, type Person, shelters, startTestHub, type TestHub } from '../hub';
import { ARRIVE, BOARD, boardOf, boy, CONFIRM, FIND, girl, hold, inVlora, offerOf, woman } from './beds';

let hub: TestHub;
let unit: Person;
let manager: Person;
const vatra = shelters.dallendyshja!.id;
const family = { ...inVlora, people: [woman, girl, boy] };

beforeAll(async () => {
  hub = await startTestHub();
  [unit, manager] = await Promise.all([hub.as('mobile-unit@vatra'), hub.as('shelter-manager@vatra')]);
}, 120_000);
afterAll(() => hub?.stop());

test('a mobile unit finds and holds beds at 2 a.m., the shelter confirms, they arrive, and the board is right throughout', async () => {
  const before = await boardOf(manager, vatra);
  expect(before.AVAILABLE).toBeGreaterThan(0);

  const { data } = await unit.ask(FIND, { need: family });
  const best = data.findBeds[0];
  expect(best).toMatchObject({ verdict: 'YES', reasons: [], freshness: 'FRESH', shelter: { id: vatra } });
  expect(best.phone.number).toMatch(/^\+/);

  const key = newKey();
  const held = await hold(unit, vatra, family, key);
  expect(held.errors).toBeUndefined();
  expect(held.data.holdBeds).toMatchObject({ status: 'HELD', beds: [{}, {}, {}] });
  expect(held.data.holdBeds.code).toMatch(/^[A-Z0-9]{6}$/);
  expect((await hold(unit, vatra, family, key)).data).toEqual(held.data);
  expect(await boardOf(manager, vatra)).toEqual({ ...before, AVAILABLE: before.AVAILABLE! - 3, HELD: 3 });

  const holdId = held.data.holdBeds.id;
  const arriveBy = new Date(Date.now() + 3 * 3_600_000).toISOString();
  const confirmed = await manager.ask(CONFIRM, { input: { holdId, arriveBy } });
  expect(confirmed.data.confirmHold).toMatchObject({ status: 'CONFIRMED' });
  expect(
    (await unit.ask('query ($id: ID!) { bedHold(id: $id) { status } }', { id: holdId })).data.bedHold.status,
  ).toBe('CONFIRMED');

  const arrived = await manager.ask(ARRIVE, {
    input: { holdId, people: [{}, {}, {}], idempotencyKey: newKey() },
  });
  expect(arrived.data.arriveFromHold).toMatchObject([
    { status: 'ACTIVE' },
    { status: 'ACTIVE' },
    { status: 'ACTIVE' },
  ]);
  expect(await boardOf(manager, vatra)).toEqual({
    ...before,
    AVAILABLE: before.AVAILABLE! - 3,
    OCCUPIED: before.OCCUPIED! + 3,
  });
});

test('a second worker who asks meanwhile is never given the same bed', async () => {
  const single = { ...inVlora, people: [woman] };
  const hotline = await hub.as('hotline@vatra');
  const [first, second] = await Promise.all([hold(unit, vatra, single), hold(hotline, vatra, single)]);
  const [bed, otherBed] = [first.data.holdBeds.beds[0].id, second.data.holdBeds.beds[0].id];
  expect(bed).not.toBe(otherBed);
  const rows = await hub.sql(
    'shelters',
    'select bed_id from claim where bed_id = any($1) and during @> now()',
    [[bed, otherBed]],
  );
  expect(rows).toHaveLength(2);
});

test('a family of four is placed together or not at all', async () => {
  const four = { ...inVlora, people: [woman, girl, girl, girl] };
  const results = [];
  for (let tries = 0; tries < 12; tries += 1) {
    const { data, errors } = await hold(unit, vatra, four);
    if (data?.holdBeds) results.push(data.holdBeds);
    else {
      expect(errors).toMatchObject([{ extensions: { code: expect.stringMatching(/CONFLICT|LIMITED/) } }]);
      break;
    }
  }
  expect(results.length).toBeGreaterThan(0);
  for (const { beds } of results) {
    expect(beds).toHaveLength(4);
    const ids = beds.map(({ id }: { id: string }) => id);
    const rooms = await hub.sql(
      'shelters',
      'select distinct room_id, family_unit from bed join room on room.id = room_id where bed.id = any($1)',
      [ids],
    );
    for (const room of rooms) expect(room.family_unit).toBe(true);
  }
  const half = await hub.sql(
    'shelters',
    `select hold_id from claim where kind = 'HOLD' and hold_id = any($1) group by 1 having count(*) <> 4`,
    [results.map(({ id }) => id)],
  );
  expect(half).toEqual([]);
});

test('a shelter that has not confirmed for a night says call first, with the phone that is on call, and is not hidden', async () => {
  const { id } = shelters.ylberi!;
  const need = { ...inVlora, people: [woman] };
  expect(await offerOf(unit, need, id)).toMatchObject({ verdict: 'YES', freshness: 'FRESH' });
  await hub.sql('shelters', `update shelter set confirmed_at = now() - interval '9 hours' where id = $1`, [
    id,
  ]);
  const stale = await offerOf(unit, need, id);
  expect(stale).toMatchObject({ verdict: 'CALL_FIRST', reasons: ['STALE'], freshness: 'STALE' });
  expect(stale.phone.number).toMatch(/^\+/);
});

test('a boy over the shelter’s limit and a high risk are told as reasons', async () => {
  const teenager = { sex: 'MALE', ageBand: 'AGE_12_17', age: 16 };
  expect(await offerOf(unit, { ...inVlora, people: [woman, teenager] }, vatra)).toMatchObject({
    verdict: 'NO',
    reasons: expect.arrayContaining(['AGE']),
  });
  expect(await offerOf(unit, { ...family, risk: 'HIGH' }, vatra)).toMatchObject({
    verdict: 'NO',
    reasons: expect.arrayContaining(['RISK']),
  });
  expect(await offerOf(unit, { ...family, risk: 'NOT_ASSESSED' }, vatra)).toMatchObject({
    verdict: expect.not.stringMatching('YES'),
  });
});

test('nobody but its own staff sees a shelter’s board', async () => {
  for (const account of ['shelter-manager@pvpt', 'coordinator@onac', 'police@vlore']) {
    const who = await hub.as(account);
    const { data, errors } = await who.ask(BOARD, { shelterId: vatra });
    expect(data?.bedBoard ?? null).toBeNull();
    expect(JSON.stringify(errors ?? [])).not.toMatch(/AVAILABLE|OCCUPIED/);
  }
});
