import { newId, ScopedDatabase, type Statement } from '@ura/database';
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
  const readings = jest.spyOn(ScopedDatabase.prototype, 'together');
  const views = await Promise.all(
    Array.from({ length: 20 }, () => {
      const viewer = worker();
      return viewFor(on.database.as(viewer), { viewer, caseRef: newId() });
    }),
  );
  expect(views).toHaveLength(20);
  expect(readings.mock.calls.length).toBeLessThanOrEqual(2);
  readings.mockRestore();
});

test('no search is answered from before it was asked, also while an earlier one is read', async () => {
  const { id, beds } = await house(on.owner, { rooms: [{ beds: 1 }] });
  const { together } = ScopedDatabase.prototype;
  let letGo = () => undefined as unknown;
  const gate = new Promise(resolve => {
    letGo = () => resolve(undefined);
  });
  const spy = jest.spyOn(ScopedDatabase.prototype, 'together').mockImplementationOnce(async function (
    this: ScopedDatabase,
    ...given: Statement[]
  ) {
    await gate;
    return together.apply(this, given);
  });
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
  const failing = jest.spyOn(ScopedDatabase.prototype, 'together').mockRejectedValueOnce(new Error('away'));
  await expect(view()).rejects.toThrow('away');
  failing.mockRestore();
  await expect(view()).resolves.toHaveProperty('now');
});

test('P59 a search with a reference runs the same statements as one without', async () => {
  const statements = async (caseRef: string | null) => {
    const viewer = worker();
    const asked: string[] = [];
    const { query } = PostgresQueryRunner.prototype;
    const { together } = ScopedDatabase.prototype;
    const alone = jest.spyOn(PostgresQueryRunner.prototype, 'query').mockImplementation(function (
      this: unknown,
      ...given: unknown[]
    ) {
      asked.push(String(given[0]));
      return query.apply(this as never, given as never);
    });
    const several = jest.spyOn(ScopedDatabase.prototype, 'together').mockImplementation(function (
      this: ScopedDatabase,
      ...given: Statement[]
    ) {
      asked.push(...given.map(({ text }) => text));
      return together.apply(this, given);
    });
    await viewFor(on.database.as(viewer), { viewer, caseRef });
    alone.mockRestore();
    several.mockRestore();
    return asked;
  };
  await view();
  const without = await statements(null);
  expect(without).toHaveLength(4);
  expect(await statements(newId())).toEqual(without);
});
