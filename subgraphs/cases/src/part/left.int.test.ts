import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import {
  assign,
  caseManager,
  codeOf,
  colleague,
  done,
  mutate,
  onCase,
  openCase,
  type Stage,
  stage,
} from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const CASE =
  '{ id code survivor { givenName } safeContact { reach } team { workerId } possibleMatches { id } }';

/** How many rows of a case the database itself gives somebody. */
const rowsFor = (viewer: Member, id: string) =>
  it.database.as(viewer).together(
    { text: 'select count(*)::int from "case" where id = $1', values: [id] },
    ...['survivor', 'name_mark', 'timeline_event', 'consent', 'identification'].map(table => ({
      text: `select count(*)::int from ${table} where case_id = $1`,
      values: [id],
    })),
  );

test('P45 who is no longer in the team sees nothing, by any door, with the token that opened it a moment ago', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  await done(
    mutate(it.client, ana, 'recordIdentity', onCase(id, { givenName: 'Demo', familyName: 'Testova' })),
  );
  const former = colleague(ana, 'PSYCHOLOGIST');
  await assign(it.client, ana, id, former, 'PSYCHOLOGIST');
  const doors = async (caseId: string) => ({
    rows: await rowsFor(former, caseId),
    root: await it.client.ask(former, `query ($id: ID!) { case(id: $id) ${CASE} }`, { id: caseId }),
    list: await it.client.ask(former, '{ cases { edges { node { id } } } }'),
    entity: await it.client.entities(former, 'Case', [{ id: caseId }], CASE),
    search: await it.client.ask(former, '{ findSurvivors(name: "Demo Testova") { id } }'),
    log: await it.client.ask(
      former,
      'query ($id: ID!) { accessLog(caseId: $id) { edges { node { seq } } } }',
      {
        id: caseId,
      },
    ),
    emergencies: await it.client.ask(former, '{ emergencyAccesses { edges { node { id } } } }'),
    record: codeOf(await mutate(it.client, former, 'recordIdentity', onCase(caseId, { givenName: 'Demo' }))),
    compare: codeOf(await mutate(it.client, former, 'findPossibleMatches', onCase(caseId))),
    export: codeOf(await mutate(it.client, former, 'exportSurvivorData', { caseId }, '{ caseId }')),
  });
  const before = await doors(id);
  expect(before.root.data.case.survivor).toEqual({ givenName: 'Demo' });
  expect(before.search.data.findSurvivors).toEqual([{ id }]);
  expect(before.record).toBeUndefined();
  await assign(it.client, ana, id, former, 'PSYCHOLOGIST', true);
  const after = await doors(id);
  expect(after).toEqual(await doors(newId()));
  expect(JSON.stringify(after)).not.toContain(id);
  expect(after.record).toBe('NOT_FOUND');
});

test('P45 who opened a case and has left its team sees nothing of it, in the database neither', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const next = colleague(ana, 'CASE_MANAGER');
  await assign(it.client, ana, id, next, 'CASE_MANAGER');
  expect((await rowsFor(ana, id))[0]).toEqual([{ count: 1 }]);
  await assign(it.client, next, id, ana, 'CASE_MANAGER', true);
  expect(await rowsFor(ana, id)).toEqual(await rowsFor(ana, newId()));
});
