import { newId } from '@ura/database';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner';
import { holdBeds, house, need, type Stage, stage, worker } from '../testing';
import { viewFor } from './view.service';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const view = () => {
  const viewer = worker();
  return viewFor(on.database.as(viewer), { viewer, caseRef: null });
};

test('twenty searches at once share what they read', async () => {
  const transactions = jest.spyOn(on.database.source, 'transaction');
  const views = await Promise.all(
    Array.from({ length: 20 }, () => {
      const viewer = worker();
      return viewFor(on.database.as(viewer), { viewer, caseRef: newId() });
    }),
  );
  expect(views).toHaveLength(20);
  expect(transactions.mock.calls.length).toBeLessThanOrEqual(2);
  transactions.mockRestore();
});

test('no search is answered from before it was asked, also while an earlier one is read', async () => {
  const { id, beds } = await house(on.owner, { rooms: [{ beds: 1 }] });
  const { source } = on.database;
  const transaction = source.transaction.bind(source) as (...given: unknown[]) => Promise<unknown>;
  let letGo = () => undefined as unknown;
  const gate = new Promise(resolve => {
    letGo = () => resolve(undefined);
  });
  const spy = jest.spyOn(source, 'transaction').mockImplementationOnce((async (...given: unknown[]) => {
    await gate;
    return transaction(...given);
  }) as never);
  const earlier = view();
  while (spy.mock.calls.length === 0) await new Promise(resolve => setImmediate(resolve));
  const held = await holdBeds(on.client, worker(), id, { need: need() });
  expect(held.errors).toBeUndefined();
  const later = await Promise.all([view(), view()]);
  letGo();
  spy.mockRestore();
  for (const { freeRooms } of [...later, await earlier]) {
    expect(freeRooms(id, new Date())).toMatchObject([{ beds, free: [] }]);
  }
});

test('a view that cannot be read fails its searches, and not those after them', async () => {
  const failing = jest.spyOn(on.database.source, 'transaction').mockRejectedValueOnce(new Error('away'));
  await expect(view()).rejects.toThrow('away');
  failing.mockRestore();
  await expect(view()).resolves.toHaveProperty('now');
});

test('P59 a search with a reference runs the same statements as one without', async () => {
  const statements = async (caseRef: string | null) => {
    const viewer = worker();
    const asked: string[] = [];
    const { query } = PostgresQueryRunner.prototype;
    const spy = jest.spyOn(PostgresQueryRunner.prototype, 'query').mockImplementation(function (
      this: unknown,
      ...given: unknown[]
    ) {
      asked.push(String(given[0]));
      return query.apply(this as never, given as never);
    });
    await viewFor(on.database.as(viewer), { viewer, caseRef });
    spy.mockRestore();
    return asked;
  };
  await view();
  const without = await statements(null);
  expect(without.length).toBeGreaterThan(5);
  expect(await statements(newId())).toEqual(without);
});
