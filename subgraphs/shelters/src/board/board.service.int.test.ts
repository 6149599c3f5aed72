import { newId } from '@ura/database';
import { colleagueOf } from '@ura/testkit';
import { codeOf, holdBeds, house, minutesPass, mutate, type Stage, stage, worker } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const BOARD = `query ($id: ID!) { bedBoard(shelterId: $id) { shelter { id } asOf freshness
  beds { label status room { label familyUnit } } arrivals { id status } lateArrivals { id } tasks { id kind } } }`;
const board = async (viewer: ReturnType<typeof worker>, id: string) =>
  (await on.client.ask(viewer, BOARD, { id })).data.bedBoard;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

test('shows every bed with what it is now, and who is expected first', async () => {
  const at = await house(on.owner, { rooms: [{ beds: 3 }, { beds: 1, familyUnit: true }] });
  const asker = worker();
  const [first, second] = [
    await holdBeds(on.client, asker, at.id, { minutes: 240 }),
    await holdBeds(on.client, asker, at.id),
  ];
  const [confirmed, held] = [first.data.holdBeds.id, second.data.holdBeds.id];
  await mutate(on.client, at.staff, 'confirmHold', { holdId: confirmed, arriveBy: inMinutes(90) });
  await mutate(on.client, at.staff, 'blockBed', {
    bedId: at.rooms[1]![0],
    reason: 'CLEANING',
    until: inMinutes(99),
  });
  const shown = await board(at.staff, at.id);
  expect(shown.beds).toEqual([
    { label: '1a', status: 'HELD', room: { label: '1', familyUnit: false } },
    { label: '1b', status: 'HELD', room: { label: '1', familyUnit: false } },
    { label: '1c', status: 'AVAILABLE', room: { label: '1', familyUnit: false } },
    { label: '2a', status: 'BLOCKED', room: { label: '2', familyUnit: true } },
  ]);
  expect(shown).toMatchObject({
    freshness: 'FRESH',
    arrivals: [
      { id: held, status: 'HELD' },
      { id: confirmed, status: 'CONFIRMED' },
    ],
    lateArrivals: [],
  });
  await minutesPass(on.owner, at.id, 95);
  const later = await board(at.staff, at.id);
  expect(later.arrivals).toEqual([{ id: confirmed, status: 'CONFIRMED' }]);
  expect(later.lateArrivals).toEqual([{ id: confirmed }]);
  expect(later.beds.map(({ status }: { status: string }) => status)).toEqual([
    'HELD',
    'AVAILABLE',
    'AVAILABLE',
    'BLOCKED',
  ]);
  await mutate(on.client, at.staff, 'arriveFromHold', {
    holdId: confirmed,
    people: [{}],
    idempotencyKey: newId(),
  });
  const arrived = await board(at.staff, at.id);
  expect(arrived).toMatchObject({ arrivals: [], lateArrivals: [] });
  expect(arrived.beds[0].status).toBe('OCCUPIED');
});

test('is the own staff’s: null for the asker, another house and a colleague in the office', async () => {
  const at = await house(on.owner);
  const elsewhere = await house(on.owner);
  expect(await board(elsewhere.manager, at.id)).toBeNull();
  for (const viewer of [worker(), colleagueOf(at.staff, 'CASE_MANAGER')]) {
    expect(codeOf(await on.client.ask(viewer, BOARD, { id: at.id }))).toBe('FORBIDDEN');
  }
  expect(await board(at.staff, newId())).toBeNull();
  expect(codeOf(await on.client.ask(at.staff, BOARD, { id: '1' }))).toBe('INVALID');
});
