import { newId } from '@ura/database';
import { member } from '@ura/testkit';
import { holdFor, openSite, type Site, woman } from '../stay/house.fixture';
import { shelters } from '../subgraph';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const chores = () => shelters.chores!(site.test.database);
const rows = async (table: string, column: string, value: string) =>
  (await site.test.owner.query(`select * from ${table} where ${column} = $1`, [value])) as Record<
    string,
    unknown
  >[];

test('P41 a hold is forgotten a day after its end, with its claims; a count remains', async () => {
  const house = await site.house();
  const worker = member({ roles: ['MOBILE_UNIT'] });
  const released = await holdFor(site, worker, house.shelter.id);
  const expired = await holdFor(site, worker, house.shelter.id);
  await site.client.ask(worker, `mutation { releaseHold(input: { holdId: "${released}" }) { id } }`);
  await site.ago(released, '23 hours');
  await site.ago(expired, '24 hours');
  await chores();
  expect(await rows('bed_hold', 'id', released)).toHaveLength(1);
  await site.ago(released, '2 hours');
  await site.ago(expired, '2 hours');
  await chores();
  for (const id of [released, expired]) {
    expect(await rows('bed_hold', 'id', id)).toEqual([]);
    expect(await rows('claim', 'hold_id', id)).toEqual([]);
  }
  const tally = await rows('hold_tally', 'shelter_id', house.shelter.id);
  expect(tally.map(({ outcome, holds }) => [outcome, holds]).sort()).toEqual([
    ['EXPIRED', 1],
    ['RELEASED', 1],
  ]);
});

test('P41 a hold that is live is not forgotten, however old', async () => {
  const house = await site.house();
  const holdId = await holdFor(site, member({ roles: ['MOBILE_UNIT'] }), house.shelter.id);
  const arriveBy = new Date(Date.now() + 3_600_000).toISOString();
  await site.client.ask(
    house.staff,
    `mutation { confirmHold(input: { holdId: "${holdId}", arriveBy: "${arriveBy}" }) { id } }`,
  );
  await site.ago(holdId, '3 days');
  await chores();
  expect(await rows('bed_hold', 'id', holdId)).toHaveLength(1);
  expect(await rows('claim', 'hold_id', holdId)).toHaveLength(1);
});

test('P41 a stay outlives the hold that it came from', async () => {
  const house = await site.house();
  const holdId = await holdFor(site, member({ roles: ['MOBILE_UNIT'] }), house.shelter.id);
  const idempotencyKey = newId();
  const arrive = () =>
    site.client.ask(
      house.staff,
      `mutation { arriveFromHold(input: { holdId: "${holdId}", people: [{}], idempotencyKey: "${idempotencyKey}" })
        { id beds { status } } }`,
    );
  const first = await arrive();
  await site.ago(holdId, '2 days');
  await chores();
  expect(await rows('bed_hold', 'id', holdId)).toEqual([]);
  expect(await arrive()).toEqual(first);
  expect(first.data.arriveFromHold[0].beds).toEqual([{ status: 'OCCUPIED' }]);
});

test('P41 a request that is over is forgotten after a day, and who searched too', async () => {
  const asker = member({ roles: ['CASE_MANAGER'] });
  const { data } = await site.client.ask(
    asker,
    'mutation ($input: RequestBedInput!) { requestBed(input: $input) { id } }',
    {
      input: { need: { people: [woman], risk: 'LOW' }, idempotencyKey: newId() },
    },
  );
  const { id } = data.requestBed;
  await site.client.ask(asker, `mutation { cancelBedRequest(input: { bedRequestId: "${id}" }) { id } }`);
  await site.client.ask(asker, 'query ($need: BedNeed!) { findBeds(need: $need) { verdict } }', {
    need: { people: [woman], risk: 'LOW', caseRef: newId() },
  });
  await chores();
  expect(await rows('bed_request', 'id', id)).toHaveLength(1);
  expect(await rows('need_ask', 'viewer_id', asker.id)).toHaveLength(1);
  await site.test.owner.query(
    `update bed_request set settled_at = settled_at - interval '25 hours' where id = $1`,
    [id],
  );
  await site.test.owner.query(
    `update need_ask set created_at = created_at - interval '25 hours' where viewer_id = $1`,
    [asker.id],
  );
  await site.test.owner.query(
    `update turned_away set created_at = created_at - interval '25 hours' where organisation_id = $1`,
    [asker.organisationId],
  );
  await chores();
  expect(await rows('bed_request', 'id', id)).toEqual([]);
  expect(await rows('need_ask', 'viewer_id', asker.id)).toEqual([]);
  expect(await rows('turned_away', 'organisation_id', asker.organisationId)).toMatchObject([
    { reason: 'WAITED', key: null },
  ]);
});
