import { newId } from '@ura/database';
import { holdBeds, house, need, type Stage, stage, worker } from '../testing';
import { viewFor } from './view.service';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

test('twenty searches at once share what they read', async () => {
  const transactions = jest.spyOn(on.database.source, 'transaction');
  const views = await Promise.all(
    Array.from({ length: 20 }, () => viewFor(on.database.as(worker()), newId())),
  );
  expect(views).toHaveLength(20);
  expect(transactions.mock.calls.length).toBeLessThanOrEqual(2);
  transactions.mockRestore();
});

test('no search is answered from before it was asked, also while an earlier one is read', async () => {
  const { id, beds } = await house(on.owner, { rooms: [{ beds: 1 }] });
  const earlier = viewFor(on.database.as(worker()), null);
  const held = await holdBeds(on.client, worker(), id, { need: need() });
  expect(held.errors).toBeUndefined();
  const [, ...later] = await Promise.all([
    earlier,
    viewFor(on.database.as(worker()), null),
    viewFor(on.database.as(worker()), null),
  ]);
  for (const { claims } of later) expect(claims.map(({ bedId }) => bedId)).toContain(beds[0]);
});

test('a view that cannot be read fails its searches, and not those after them', async () => {
  const failing = jest.spyOn(on.database.source, 'transaction').mockRejectedValueOnce(new Error('away'));
  await expect(viewFor(on.database.as(worker()), null)).rejects.toThrow('away');
  failing.mockRestore();
  await expect(viewFor(on.database.as(worker()), null)).resolves.toHaveProperty('now');
});
