import { chores } from './chores';
import { holdBeds, house, minutesPass, type Stage, stage, worker } from './testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

test('the chores run again and again, in several copies at once, and free no bed', async () => {
  const at = await house(on.owner, { rooms: [{ beds: 1 }] });
  await holdBeds(on.client, worker(), at.id, { minutes: 60 });
  await minutesPass(on.owner, at.id, 59);
  const claims = () => on.owner.query('select id, during from claim where shelter_id = $1', [at.id]);
  const before = await claims();
  await Promise.all([chores(on.database), chores(on.database)]);
  await chores(on.database);
  expect(await claims()).toEqual(before);
});
