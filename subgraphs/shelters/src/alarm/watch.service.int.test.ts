import { newId } from '@ura/database';
import { colleagueOf, member } from '@ura/testkit';
import { type House, holdFor, openSite, refusal, type Site } from '../stay/house.fixture';
import { shelters } from '../subgraph';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const worker = () => member({ roles: ['MOBILE_UNIT'] });
const chores = () => shelters.chores!(site.test.database);

const alarmsOf = async (viewer: House['staff'], { shelter }: House, settled = false) => {
  const { data } = await site.client.ask(
    viewer,
    `{ alarms(shelterId: "${shelter.id}", settled: ${settled}) { totalCount edges { node { id kind tier hold { id } shelter { id } } } } }`,
  );
  return data.alarms.edges.map(({ node }: { node: object }) => node);
};
const tiersOf = async (house: House) =>
  (await alarmsOf(house.staff, house)).map(({ tier }: { tier: string }) => tier).sort();

describe('a hold that nobody answers', () => {
  test.each([
    ['4 minutes', []],
    ['5 minutes', ['ON_CALL']],
    ['14 minutes', ['ON_CALL']],
    ['15 minutes', ['MANAGER', 'ON_CALL']],
    ['30 minutes', ['COALITION', 'MANAGER', 'ON_CALL']],
    ['61 minutes', []],
  ])('is after %s a matter of %j', async (since, tiers) => {
    const house = await site.house();
    const holdId = await holdFor(site, worker(), house.shelter.id);
    await site.ago(holdId, since);
    for (const _round of [1, 2]) {
      await chores();
      expect(await tiersOf(house)).toEqual(tiers);
    }
  });

  test('is the coalition’s after half an hour: its coordinator sees it, and another organisation’s staff do not', async () => {
    const [house, other] = [await site.house(), await site.house()];
    const holdId = await holdFor(site, worker(), house.shelter.id);
    await site.ago(holdId, '31 minutes');
    await chores();
    const seen = await alarmsOf(member({ roles: ['COORDINATOR'] }), house);
    const shelter = { id: house.shelter.id };
    expect(seen).toMatchObject([{ kind: 'HOLD_UNANSWERED', tier: 'COALITION', hold: null, shelter }]);
    expect(await alarmsOf(other.manager, house)).toEqual([]);
    expect(await alarmsOf(colleagueOf(house.manager, 'DATA_OFFICER'), house)).toEqual([]);
  });

  test('is settled by the answer', async () => {
    const house = await site.house();
    const holdId = await holdFor(site, worker(), house.shelter.id);
    await site.ago(holdId, '16 minutes');
    await chores();
    const arriveBy = new Date(Date.now() + 3_600_000).toISOString();
    await site.client.ask(
      house.staff,
      `mutation { confirmHold(input: { holdId: "${holdId}", arriveBy: "${arriveBy}" }) { id } }`,
    );
    await chores();
    expect(await alarmsOf(house.staff, house)).toEqual([]);
    expect(await alarmsOf(house.staff, house, true)).toHaveLength(2);
  });
});

test('somebody who is expected and late costs nobody a bed, and is told of once', async () => {
  const house = await site.house();
  const holdId = await holdFor(site, worker(), house.shelter.id);
  const arriveBy = new Date(Date.now() + 3_600_000).toISOString();
  await site.client.ask(
    house.staff,
    `mutation { confirmHold(input: { holdId: "${holdId}", arriveBy: "${arriveBy}" }) { id } }`,
  );
  await site.ago(holdId, '2 hours');
  await chores();
  await chores();
  expect(await alarmsOf(house.staff, house)).toMatchObject([{ kind: 'LATE_ARRIVAL', hold: { id: holdId } }]);
  const { data } = await site.client.ask(house.staff, `{ bedHold(id: "${holdId}") { status beds { id } } }`);
  expect(data.bedHold).toMatchObject({ status: 'CONFIRMED', beds: [{}] });
});

test('somebody who left for now and is not back is told of, and the bed is kept', async () => {
  const house = await site.house();
  const { data } = await site.client.ask(
    house.staff,
    'mutation ($input: StartStayInput!) { startStay(input: $input) { id } }',
    { input: { bedId: house.beds[0]!.id, risk: 'LOW', idempotencyKey: newId() } },
  );
  const stayId = data.startStay.id;
  const keptUntil = new Date(Date.now() + 3_600_000).toISOString();
  await site.client.ask(
    house.staff,
    `mutation { leaveForNow(input: { stayId: "${stayId}", keptUntil: "${keptUntil}" }) { id } }`,
  );
  await site.test.owner.query(`update stay set away_until = now() where id = $1`, [stayId]);
  await chores();
  expect(await alarmsOf(house.staff, house)).toMatchObject([{ kind: 'AWAY_OVERDUE' }]);
  const stay = await site.client.ask(house.staff, `{ stay(id: "${stayId}") { beds { status } } }`);
  expect(stay.data.stay.beds).toEqual([{ status: 'OCCUPIED' }]);
  await site.client.ask(house.staff, `mutation { comeBack(input: { stayId: "${stayId}" }) { id } }`);
  await chores();
  expect(await alarmsOf(house.staff, house)).toEqual([]);
});

describe('a lease', () => {
  test.each([
    [61, 0],
    [60, 1],
    [15, 1],
    [14, 1],
    [0, 1],
    [-1, 0],
  ])('that ends in %d days has %d warnings', async (days, warnings) => {
    const house = await site.house({ kind: 'RENTED_APARTMENT' });
    const { id } = house.shelter;
    await site.test.owner.query(
      `update shelter set lease_until = (now() at time zone 'Europe/Tirane')::date + $2::int where id = $1`,
      [id, days],
    );
    await chores();
    await chores();
    expect(await alarmsOf(house.manager, house)).toHaveLength(warnings);
  });

  test('is warned of sixty days before its end, and again fourteen days before', async () => {
    const house = await site.house({ kind: 'RENTED_APARTMENT' });
    for (const days of [60, 14]) {
      await site.test.owner.query(
        `update shelter set lease_until = (now() at time zone 'Europe/Tirane')::date + $2::int where id = $1`,
        [house.shelter.id, days],
      );
      await chores();
    }
    expect(await alarmsOf(house.manager, house)).toMatchObject([
      { kind: 'LEASE_ENDING' },
      { kind: 'LEASE_ENDING' },
    ]);
  });
});

test('P51 six holds that come to nothing within an hour are told to the worker’s data officer', async () => {
  const house = await site.house();
  const viewer = worker();
  const officer = colleagueOf(viewer, 'DATA_OFFICER');
  const told = async () =>
    (await site.client.ask(officer, '{ alarms { edges { node { kind workerId } } } }')).data.alarms.edges;
  for (let round = 1; round <= 6; round++) {
    expect(await told()).toEqual([]);
    const holdId = await holdFor(site, viewer, house.shelter.id);
    await site.client.ask(viewer, `mutation { releaseHold(input: { holdId: "${holdId}" }) { id } }`);
  }
  expect(await told()).toEqual([{ node: { kind: 'HOLD_LOOP', workerId: viewer.id } }]);
  expect(refusal(await site.client.ask(viewer, '{ alarms { totalCount } }'))?.code).toBe('FORBIDDEN');
});

test('an alarm is settled once, by somebody it is for', async () => {
  const [house, other] = [await site.house(), await site.house()];
  const holdId = await holdFor(site, worker(), house.shelter.id);
  await site.ago(holdId, '6 minutes');
  await chores();
  const [{ id }] = await alarmsOf(house.staff, house);
  const settle = `mutation { settleAlarm(input: { alarmId: "${id}" }) { settledAt } }`;
  expect(refusal(await site.client.ask(other.staff, settle))?.code).toBe('NOT_FOUND');
  expect((await site.client.ask(house.staff, settle)).data.settleAlarm.settledAt).toBeTruthy();
  expect(refusal(await site.client.ask(house.staff, settle))).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('SETTLED'),
  });
});
