import { colleagueOf } from '@ura/testkit';
import { holdBeds, house, need, type Stage, stage, worker } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

test('a hold says for whom it is to the staff who prepare the beds and to those who asked, with their own token', async () => {
  const { id, staff } = await house(on.owner, { rooms: [{ beds: 3, familyUnit: true, cots: 1 }] });
  const asker = worker();
  const people = [
    { sex: 'FEMALE', ageBand: 'AGE_25_59' },
    { sex: 'MALE', ageBand: 'AGE_12_17', age: 14 },
    { sex: 'FEMALE', ageBand: 'AGE_0_5', cot: true },
  ];
  const asked = need({ people, risk: 'MEDIUM', languages: ['sq'], nights: 3, situation: 'TRAFFICKING' });
  const { data } = await holdBeds(on.client, asker, id, { need: asked });
  const holdId = data.holdBeds.id;
  const shown = `{ people { sex ageBand wheelchair cot } risk situation languages nights }`;
  const ask = async (viewer: typeof asker, proven = true) =>
    (await on.client.ask(viewer, `{ bedHold(id: "${holdId}") ${shown} }`, {}, proven)).data.bedHold;
  const known = {
    people: people.map(({ sex, ageBand, cot = false }) => ({ sex, ageBand, wheelchair: false, cot })),
    risk: 'MEDIUM',
    situation: 'TRAFFICKING',
    languages: ['sq'],
    nights: 3,
  };
  expect(await ask(staff)).toEqual(known);
  expect(await ask(colleagueOf(asker, 'HOTLINE'))).toEqual(known);
  const hidden = { people: null, risk: null, situation: null, languages: null, nights: null };
  expect(await ask(staff, false)).toEqual(hidden);
  const trainer = colleagueOf(asker, 'TRAINER');
  expect((await on.client.entities(trainer, 'BedHold', [{ id: holdId }], shown)).data._entities).toEqual([
    hidden,
  ]);
  const board = `{ bedBoard(shelterId: "${id}") { arrivals { people { sex } risk } } }`;
  expect((await on.client.ask(staff, board)).data.bedBoard.arrivals).toEqual([
    { people: people.map(({ sex }) => ({ sex })), risk: 'MEDIUM' },
  ]);
});
