import { newId } from '@ura/database';
import { member } from '@ura/testkit';
import { openSite, refusal, type Site, woman } from '../stay/house.fixture';
import { TurnedAway, type UnmetReason } from './unmet-need.entity';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const analyst = () => member({ roles: ['ANALYST'] });

/** Needs that were turned away on a day, as the owner of the database would find them. */
const turnedAway = (day: string, reason: UnmetReason, needs: number, country = 'XK') =>
  site.test.owner.manager.insert(
    TurnedAway,
    Array.from({ length: needs }, () => ({
      id: newId(),
      organisationId: newId(),
      country: country as 'XK',
      reason,
      key: newId(),
      createdAt: new Date(`${day}T12:00:00Z`),
    })),
  );

const unmet = async (from: string, to: string, country: string | null = 'XK') => {
  const { data } = await site.client.ask(
    analyst(),
    `{ unmetNeed(from: "${from}", to: "${to}") { from to country reason needs { value qualifier } } }`,
  );
  return data.unmetNeed.filter((row: { country: string | null }) => row.country === country);
};
const numbers = (rows: { reason: string; needs: { value: number } | null }[]) =>
  Object.fromEntries(rows.map(({ reason, needs }) => [reason ?? 'total', needs?.value ?? null]));

test('P28 small numbers are not told, and P29 nor is the one that would give a single small one away', async () => {
  await turnedAway('2024-03-10', 'NO_BED', 30);
  await turnedAway('2024-03-11', 'RISK', 12);
  await turnedAway('2024-03-12', 'HOUSEHOLD', 3);
  expect(numbers(await unmet('2024-03-01', '2024-03-31'))).toEqual({
    total: 45,
    NO_BED: 30,
    RISK: null,
    HOUSEHOLD: null,
    ACCESS: null,
    PLACE: null,
    WAITED: null,
  });
});

test('P28 a month with few is all silence, as is one with none', async () => {
  await turnedAway('2024-05-10', 'RISK', 10);
  const [few, none] = [await unmet('2024-05-01', '2024-05-31'), await unmet('2024-06-01', '2024-06-30')];
  expect(Object.values(numbers(few)).every(value => value === null)).toBe(true);
  expect(numbers(few)).toEqual(numbers(none));
});

test('P29 any days of a month answer the whole month, so that two answers cannot be taken from one another', async () => {
  await turnedAway('2024-08-02', 'NO_BED', 20);
  await turnedAway('2024-08-30', 'NO_BED', 5);
  const whole = await unmet('2024-08-01', '2024-08-31');
  expect(numbers(whole).total).toBe(25);
  expect(await unmet('2024-08-03', '2024-08-29')).toEqual(whole);
  expect(whole[0]).toMatchObject({ from: '2024-08-01', to: '2024-08-31' });
});

test('P30 while a month lasts its numbers grow in steps of eleven', async () => {
  const day = new Date().toISOString().slice(0, 10);
  await turnedAway(day, 'NO_BED', 35);
  const rows = await unmet(day, day);
  const told = rows.filter((row: { needs: object | null }) => row.needs !== null);
  expect(told.length).toBeGreaterThan(0);
  for (const { needs } of told) expect([needs.value % 11, needs.qualifier]).toEqual([0, 'AT_LEAST']);
});

test('P33 no organisation is named, and only coordinators and analysts ask', async () => {
  const query = '{ unmetNeed(from: "2024-03-01", to: "2024-03-31") { reason organisation } }';
  expect(refusal(await site.client.ask(analyst(), query))?.message).toContain('organisation');
  const plain = '{ unmetNeed(from: "2024-03-01", to: "2024-03-31") { reason } }';
  expect((await site.client.ask(member({ roles: ['COORDINATOR'] }), plain)).errors).toBeUndefined();
  expect(refusal(await site.client.ask(member({ roles: ['SHELTER_MANAGER'] }), plain))?.code).toBe(
    'FORBIDDEN',
  );
});

test.each([
  ['2024-03-31', '2024-03-01'],
  ['2020-01-01', '2024-01-01'],
])('from %s to %s is refused', async (from, to) => {
  const answer = await site.client.ask(analyst(), `{ unmetNeed(from: "${from}", to: "${to}") { reason } }`);
  expect(refusal(answer)).toMatchObject({ code: 'INVALID', field: 'to' });
});

describe('what is counted', () => {
  const counted = (organisationId: string) =>
    site.test.owner.manager.find(TurnedAway, { where: { organisationId }, order: { reason: 'ASC' } });
  // No shelter has room for twelve wheelchairs.
  const household = Array.from({ length: 12 }, () => ({ ...woman, wheelchair: true }));
  const search = (viewer: ReturnType<typeof member>, need: object) =>
    site.client.ask(viewer, 'query ($need: BedNeed!) { findBeds(need: $need) { verdict } }', {
      need: { risk: 'LOW', ...need },
    });

  test('is a search that found nobody: once an hour for a worker and a composition', async () => {
    const viewer = member({ roles: ['HOTLINE'] });
    for (const _again of [1, 2]) {
      expect((await search(viewer, { people: household })).data.findBeds).not.toEqual([]);
    }
    expect(await counted(viewer.organisationId)).toHaveLength(1);
    await search(viewer, { people: household.slice(1) });
    await search(member({ ...viewer, id: newId(), roles: ['HOTLINE'] }), { people: household });
    expect(await counted(viewer.organisationId)).toHaveLength(3);
  });

  test('is not a search that found somebody', async () => {
    await site.house();
    const viewer = member({ roles: ['HOTLINE'] });
    await search(viewer, { people: [woman] });
    expect(await counted(viewer.organisationId)).toEqual([]);
  });
});

test('months that are ahead are not answered', async () => {
  const day = (daysAhead: number) => new Date(Date.now() + daysAhead * 86_400_000).toISOString().slice(0, 10);
  const rows = await unmet(day(0), day(300));
  expect(new Set(rows.map(({ from }: { from: string }) => from)).size).toBe(1);
});
