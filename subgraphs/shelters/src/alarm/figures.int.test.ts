import { house, minutesPass, mutate, type Stage, stage } from '../testing';
import { askForFigures, settleAnswered } from './watch.service';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const ask = (evening: string) => on.database.asSystem().run(manager => askForFigures(manager, evening));
const alarmsOf = (shelterId: string) =>
  on.owner.query("select settled_at from alarm where shelter_id = $1 and kind = 'FIGURES_DUE'", [shelterId]);

test('in the evening a house whose figures are old is asked once to confirm them, and confirming settles it', async () => {
  const { id, staff } = await house(on.owner);
  await minutesPass(on.owner, id, 180);
  await Promise.all([ask('00:00'), ask('00:00')]);
  await ask('00:00');
  expect(await alarmsOf(id)).toEqual([{ settled_at: null }]);
  await mutate(on.client, staff, 'confirmAvailability', { shelterId: id });
  await on.database.asSystem().run(settleAnswered);
  expect(await alarmsOf(id)).toEqual([{ settled_at: expect.any(Date) }]);
});

test('nobody is asked before the evening, nor a house that confirmed its figures just now', async () => {
  const [old, fresh] = [await house(on.owner), await house(on.owner)];
  await minutesPass(on.owner, old.id, 180);
  await ask('24:00');
  expect(await alarmsOf(old.id)).toEqual([]);
  await ask('00:00');
  expect(await alarmsOf(fresh.id)).toEqual([]);
  expect(await alarmsOf(old.id)).toHaveLength(1);
});
