import { newId } from '@ura/database';
import { member } from '@ura/testkit';
import { type House, holdFor, openSite, refusal, type Site } from './house.fixture';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const worker = () => member({ roles: ['MOBILE_UNIT'] });
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const tell = (viewer: House['staff'], mutation: string, input: object) =>
  site.client.ask(
    viewer,
    `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { id } }`,
    { input },
  );

test('an arrival into a bed that is blocked later on names what is in the way, and changes nothing', async () => {
  const house = await site.house({}, [{}], 1);
  const block = `mutation { blockBed(input: { bedId: "${house.beds[0]!.id}", reason: REPAIR,
      from: "${soon(600)}", until: "${soon(900)}" }) { status } }`;
  expect((await site.client.ask(house.staff, block)).data.blockBed.status).toBe('AVAILABLE');
  const holdId = await holdFor(site, worker(), house.shelter.id);
  expect(
    refusal(await tell(house.staff, 'arriveFromHold', { holdId, people: [{}], idempotencyKey: newId() })),
  ).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('BLOCKED'),
  });
  const kept = 'select kind, upper(during) > now() as live from claim where hold_id = $1';
  expect(await site.test.owner.query(kept, [holdId])).toEqual([{ kind: 'HOLD', live: true }]);
});

test('a stay does not begin in a bed that somebody has, and the refusal names what it is', async () => {
  const house = await site.house({}, [{}], 1);
  const start = async () =>
    refusal(
      await tell(house.staff, 'startStay', {
        bedId: house.beds[0]!.id,
        risk: 'LOW',
        idempotencyKey: newId(),
      }),
    );
  await holdFor(site, worker(), house.shelter.id);
  expect(await start()).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('HELD') });
});
