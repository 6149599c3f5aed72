import { newId } from '@ura/database';
import {
  codeOf,
  fieldOf,
  holdBeds,
  house,
  minutesPass,
  mutate,
  need,
  type Stage,
  stage,
  worker,
} from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

const offerOf = async (shelterId: string, more: object = {}) => {
  const { data } = await on.client.ask(
    worker(),
    'query ($need: BedNeed!) { findBeds(need: $need) { shelter { id } verdict reasons } }',
    { need: need(more) },
  );
  return data.findBeds.find((offer: { shelter: { id: string } }) => offer.shelter.id === shelterId);
};

/** A full house, with one more bed put up until then. */
const crowded = async (overflowUntil: string) => {
  const at = await house(on.owner, { rooms: [{ beds: 1 }] });
  await holdBeds(on.client, worker(), at.id, { minutes: 240 });
  const [{ id: roomId }] = await on.owner.query('select id from room where shelter_id = $1', [at.id]);
  const more = [{ roomId, beds: ['Z1'], overflowUntil }];
  const added = await mutate(on.client, at.manager, 'addBeds', {
    shelterId: at.id,
    more,
    idempotencyKey: newId(),
  });
  return { ...at, added };
};

test('an overflow bed takes somebody tonight, and is told to be there for some nights only', async () => {
  const { id, added } = await crowded(inMinutes(3 * 24 * 60));
  expect(added.errors).toBeUndefined();
  expect(await offerOf(id, { nights: 1 })).toMatchObject({ verdict: 'YES' });
  expect(await offerOf(id, { nights: 10 })).toMatchObject({ verdict: 'CALL_FIRST', reasons: ['NIGHTS'] });
});

test('after its end an overflow bed is given to nobody and shows as blocked', async () => {
  const { id, staff } = await crowded(inMinutes(60));
  await minutesPass(on.owner, id, 61);
  expect(await offerOf(id)).toMatchObject({ verdict: 'NO', reasons: ['NOT_AVAILABLE'] });
  expect(codeOf(await holdBeds(on.client, worker(), id))).toBe('CONFLICT');
  const { data } = await on.client.ask(
    staff,
    'query ($id: ID!) { bedBoard(shelterId: $id) { beds { label status overflowUntil } } }',
    { id },
  );
  expect(data.bedBoard.beds).toContainEqual({
    label: 'Z1',
    status: 'BLOCKED',
    overflowUntil: expect.any(String),
  });
});

test('whoever lies in an overflow bed at its end stays, and shows as staying', async () => {
  const { id, staff } = await crowded(inMinutes(60));
  const [{ id: bedId }] = await on.owner.query("select id from bed where shelter_id = $1 and label = 'Z1'", [
    id,
  ]);
  const input = { bedId, risk: 'LOW', until: inMinutes(50), idempotencyKey: newId() };
  const started = await mutate(on.client, staff, 'startStay', input);
  expect(started.errors).toBeUndefined();
  await minutesPass(on.owner, id, 61);
  const { data } = await on.client.ask(
    staff,
    'query ($id: ID!) { bedBoard(shelterId: $id) { beds { label status } } }',
    { id },
  );
  expect(data.bedBoard.beds).toContainEqual({ label: 'Z1', status: 'OCCUPIED' });
});

test('an end that is past is INVALID with the field, and no bed is added', async () => {
  const { id, added } = await crowded(inMinutes(-5));
  expect([codeOf(added), fieldOf(added)]).toEqual(['INVALID', 'input.more.0.overflowUntil']);
  expect(await on.owner.query('select from bed where shelter_id = $1', [id])).toHaveLength(1);
});

test('a hold of an overflow bed cannot be extended beyond its end', async () => {
  const { id } = await crowded(inMinutes(300));
  const asker = worker();
  const { data } = await holdBeds(on.client, asker, id, { minutes: 200 });
  const extend = (minutes: number) =>
    mutate(on.client, asker, 'extendHold', { holdId: data.holdBeds.id, minutes });
  expect(codeOf(await extend(150))).toBe('CONFLICT');
  expect(codeOf(await extend(60))).toBeUndefined();
});
