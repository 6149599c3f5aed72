import { newId } from '@ura/database';
import {
  assign,
  caseManager,
  codeOf,
  colleague,
  everyPageOf,
  fieldOf,
  mutate,
  openCase,
  type Stage,
  someone,
  stage,
} from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const CASE = `query ($id: ID!) { case(id: $id) { id code status kind risk ageBand sex openedOn region { id } owner { id }
  team { workerId function endedAt } timeline { edges { node { kind detail } } } viewerMay { assign readIdentity } } }`;

test('a case is opened by somebody who is then the first of its team', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana, { kind: 'TRAFFICKING', regionCode: 'AL-09' });
  const { data } = await it.client.ask(ana, CASE, { id });
  expect(data.case).toMatchObject({
    status: 'INTAKE',
    kind: 'TRAFFICKING',
    risk: 'NOT_ASSESSED',
    owner: { id: ana.organisationId },
    team: [{ workerId: ana.id, function: 'CASE_MANAGER', endedAt: null }],
    timeline: { edges: expect.arrayContaining([{ node: { kind: 'CASE_OPENED', detail: null } }]) },
    viewerMay: { assign: true, readIdentity: true },
  });
});

test('P6 a code and an id are random, whatever is known of the person', async () => {
  const ana = caseManager();
  const codes = new Set<string>();
  for (let time = 0; time < 5; time++) {
    const { data } = await mutate(it.client, ana, 'openCase', someone(), '{ id code }');
    expect(data.openCase.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(data.openCase.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    codes.add(data.openCase.code);
  }
  expect(codes.size).toBe(5);
});

test('P49 being of the owner’s staff opens nothing; a place in the team opens what its work needs', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const nurse = colleague(ana, 'SPECIALIST');
  expect(await it.client.ask(nurse, CASE, { id })).toEqual({ data: { case: null } });
  await assign(it.client, ana, id, nurse, 'HEALTH_WORKER');
  const { data } = await it.client.ask(nurse, CASE, { id });
  expect(data.case).toMatchObject({ id, kind: 'DOMESTIC_VIOLENCE' });
  await assign(it.client, ana, id, nurse, 'HEALTH_WORKER', true);
  expect(await it.client.ask(nurse, CASE, { id })).toEqual({ data: { case: null } });
});

test('P49 a supervisor sees a case of their organisation, unless it is restricted', async () => {
  const ana = caseManager();
  const supervisor = colleague(ana, 'SUPERVISOR');
  const [free, restricted] = [
    await openCase(it.client, ana),
    await openCase(it.client, ana, { restricted: true }),
  ];
  expect((await it.client.ask(supervisor, CASE, { id: free })).data.case.viewerMay).toEqual({
    assign: true,
    readIdentity: false,
  });
  expect((await it.client.ask(supervisor, CASE, { id: restricted })).data.case).toBeNull();
  const { data } = await it.client.ask(supervisor, '{ cases { edges { node { id } } } }');
  expect(data.cases.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([free]);
});

test('P23 a reference opens what the root field opens', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const entity = (viewer: typeof ana) => it.client.entities(viewer, 'Case', [{ id }], '{ id kind }');
  expect((await entity(ana)).data._entities).toEqual([{ id, kind: 'DOMESTIC_VIOLENCE' }]);
  expect((await entity(colleague(ana, 'CASE_MANAGER'))).data._entities).toEqual([null]);
  expect((await entity(caseManager())).data._entities).toEqual([null]);
});

test('opening twice with one key opens one case; another input is a conflict', async () => {
  const ana = caseManager();
  const input = someone();
  const first = await mutate(it.client, ana, 'openCase', input);
  expect(await mutate(it.client, ana, 'openCase', input)).toEqual(first);
  expect(codeOf(await mutate(it.client, ana, 'openCase', { ...input, sex: 'MALE' }))).toBe('CONFLICT');
});

test.each([
  ['a region that is none', { regionCode: 'vlore' }, 'input.regionCode'],
  ['a day that has not come', { openedOn: '2999-01-01' }, 'input.openedOn'],
])('%s opens no case', async (_what, more, field) => {
  const ana = caseManager();
  const answer = await mutate(it.client, ana, 'openCase', someone(more));
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  const [{ count }] = await it.owner.query('select count(*)::int from "case" where organisation_id = $1', [
    ana.organisationId,
  ]);
  expect(count).toBe(0);
});

test.each(['AGE_18_24', 'UNKNOWN'])(
  'a dependant of %s is no child: invalid, and nothing is written',
  async ageBand => {
    const ana = caseManager();
    const dependantOfId = await openCase(it.client, ana);
    const answer = await mutate(it.client, ana, 'openCase', someone({ ageBand, dependantOfId }));
    expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', 'input.ageBand']);
    expect((await it.client.ask(ana, '{ cases { edges { node { id } } } }')).data.cases.edges).toHaveLength(
      1,
    );
  },
);

test('a child is the dependant of a case on which the viewer works, and which has not ended', async () => {
  const ana = caseManager();
  const parent = await openCase(it.client, ana);
  const child = { ageBand: 'AGE_6_11', dependantOfId: parent };
  const id = await openCase(it.client, ana, child);
  const { data } = await it.client.ask(
    ana,
    'query ($id: ID!) { case(id: $id) { dependantOf { id dependants { id } } } }',
    { id },
  );
  expect(data.case.dependantOf).toEqual({ id: parent, dependants: [{ id }] });
  expect(codeOf(await mutate(it.client, caseManager(), 'openCase', someone(child)))).toBe('NOT_FOUND');
  const supervisor = colleague(ana, 'SUPERVISOR');
  const end = { caseId: parent, reason: 'DECLINED', idempotencyKey: newId() };
  expect(codeOf(await mutate(it.client, supervisor, 'closeCase', end))).toBeUndefined();
  expect(codeOf(await mutate(it.client, ana, 'openCase', someone(child)))).toBe('CONFLICT');
});

test('a list is paged, the latest first, without a gap', async () => {
  const ana = caseManager();
  const ids: string[] = [];
  for (let time = 0; time < 5; time++) ids.unshift(await openCase(it.client, ana));
  const query = `query ($after: String) { cases(first: 2, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
  const seen = await everyPageOf<{ id: string }>(it.client, ana, 'cases', query);
  expect(seen.map(({ id }) => id)).toEqual(ids);
});

test('P61 an id that is not there and one that is hidden are one answer', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const hidden = await it.client.ask(caseManager(), CASE, { id });
  expect(hidden).toEqual(await it.client.ask(caseManager(), CASE, { id: newId() }));
});
