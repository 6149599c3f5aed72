import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { member } from '@ura/testkit';
import {
  caseManager,
  codeOf,
  colleague,
  everyPageOf,
  fieldOf,
  mutate,
  type Stage,
  someone,
  stage,
} from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const SHOWN = `{ id status reporterKind indications child urgency reportedAt noCaseReason settledAt
  region { id } fromSession { id } case { id } }`;

const concern = (organisationId: string, more: object = {}) => ({
  organisationId,
  reporterKind: 'TEACHER',
  regionCode: 'AL-09',
  indications: ['OUT_OF_SCHOOL', 'FEAR'],
  urgency: 'URGENT',
  idempotencyKey: newId(),
  ...more,
});

const report = (viewer: Member, organisationId: string, more: object = {}) =>
  mutate(it.client, viewer, 'reportConcern', concern(organisationId, more), SHOWN);

const settle = (viewer: Member, concernId: string, reason = 'NO_INDICATIONS') =>
  mutate(it.client, viewer, 'settleConcern', { concernId, reason, idempotencyKey: newId() }, SHOWN);

const list = async (viewer: Member, first = 20) => {
  const { data } = await it.client.ask(
    viewer,
    `{ concerns(first: ${first}) { totalCount edges { node ${SHOWN} } } }`,
  );
  return { ...data.concerns, nodes: data.concerns.edges.map(({ node }: { node: object }) => node) };
};

/** A mobile unit, and somebody of another organisation who reported something to it. */
const reported = async (more: object = {}) => {
  const unit = member({ roles: ['MOBILE_UNIT'] });
  const teacher = member({ roles: ['TRAINER'] });
  const { data } = await report(teacher, unit.organisationId, more);
  return { unit, teacher, id: data.reportConcern.id as string };
};

test('P7 whoever reports a concern learns that it was received; the organisation that it is for sees it', async () => {
  const unit = member({ roles: ['MOBILE_UNIT'] });
  const sessionId = newId();
  const { data } = await report(member(), unit.organisationId, { sessionId, child: true });
  expect(data.reportConcern).toEqual({
    id: expect.any(String),
    status: 'NEW',
    reporterKind: null,
    indications: null,
    child: null,
    urgency: null,
    reportedAt: null,
    noCaseReason: null,
    settledAt: null,
    region: null,
    fromSession: null,
    case: null,
  });
  const { nodes, totalCount } = await list(unit);
  expect([nodes, totalCount]).toMatchObject([
    [
      {
        id: data.reportConcern.id,
        status: 'NEW',
        reporterKind: 'TEACHER',
        indications: ['OUT_OF_SCHOOL', 'FEAR'],
        child: true,
        urgency: 'URGENT',
        region: { id: expect.any(String) },
        fromSession: { id: sessionId },
        case: null,
      },
    ],
    1,
  ]);
});

test('P60 asking again with the same key tells whoever reported it nothing of what became of it', async () => {
  const unit = member({ roles: ['MOBILE_UNIT'] });
  const teacher = member();
  const input = concern(unit.organisationId);
  const first = await mutate(it.client, teacher, 'reportConcern', input, SHOWN);
  await settle(unit, first.data.reportConcern.id);
  expect(await mutate(it.client, teacher, 'reportConcern', input, SHOWN)).toEqual(first);
  expect((await list(unit)).totalCount).toBe(1);
});

test('P49 concerns are for those who take them up, in the organisation that they are for', async () => {
  const { unit, teacher, id } = await reported();
  for (const role of ['CASE_MANAGER', 'SUPERVISOR'] as const) {
    expect((await list(colleague(unit, role))).nodes).toMatchObject([{ id }]);
  }
  expect((await list(caseManager())).nodes).toEqual([]);
  expect((await list(caseManager(teacher.organisationId))).nodes).toEqual([]);
  const others = await it.client.ask(colleague(unit, 'SHELTER_STAFF'), '{ concerns { totalCount } }');
  expect(codeOf(others)).toBe('FORBIDDEN');
  expect(codeOf(await settle(caseManager(), id))).toBe('NOT_FOUND');
  expect(codeOf(await settle(teacher, id))).toBe('FORBIDDEN');
  const own = await it.database
    .as(teacher)
    .run(manager => manager.query('select id from concern where id = $1', [id]));
  expect(own).toEqual([]);
});

test('a concern becomes a case in one step: the case knows its session, and the concern its case', async () => {
  const sessionId = newId();
  const { unit, id } = await reported({ sessionId });
  const opened = await mutate(
    it.client,
    unit,
    'openCase',
    someone({ kind: 'TRAFFICKING', ageBand: 'AGE_12_17', concernId: id }),
    '{ id fromSession { id } }',
  );
  expect(opened.data.openCase.fromSession).toEqual({ id: sessionId });
  const settled = { id, status: 'BECAME_CASE', case: { id: opened.data.openCase.id } };
  expect((await list(unit)).nodes).toMatchObject([settled]);
  // That it became one is for all who take concerns up; which, for the team alone.
  expect((await list(colleague(unit, 'CASE_MANAGER'))).nodes).toMatchObject([{ ...settled, case: null }]);
  const again = await mutate(it.client, unit, 'openCase', someone({ concernId: id }));
  expect(codeOf(again)).toBe('CONFLICT');
  expect(again.errors![0]!.message).toContain('BECAME_CASE');
});

test('a case is not opened for a concern of others, nor is the concern settled when no case is opened', async () => {
  const { unit, id } = await reported();
  const stranger = caseManager();
  expect(codeOf(await mutate(it.client, stranger, 'openCase', someone({ concernId: id })))).toBe('NOT_FOUND');
  const bad = await mutate(it.client, unit, 'openCase', someone({ concernId: id, openedOn: '2999-01-01' }));
  expect(codeOf(bad)).toBe('INVALID');
  expect((await list(unit)).nodes).toMatchObject([{ id, status: 'NEW' }]);
  const [{ count }] = await it.owner.query(
    'select count(*)::int from "case" where organisation_id = any($1)',
    [[unit.organisationId, stranger.organisationId]],
  );
  expect(count).toBe(0);
});

test('a concern that becomes no case says why, once', async () => {
  const { unit, id } = await reported();
  const { data } = await settle(unit, id.toUpperCase(), 'HELP_DECLINED');
  expect(data.settleConcern).toMatchObject({
    status: 'NO_CASE',
    noCaseReason: 'HELP_DECLINED',
    settledAt: expect.any(String),
    case: null,
  });
  const again = await settle(unit, id);
  expect(codeOf(again)).toBe('CONFLICT');
  expect(again.errors![0]!.message).toContain('NO_CASE');
});

test.each([
  ['a region that is none', { regionCode: 'diber' }, 'input.regionCode'],
  ['no indication', { indications: [] }, 'input.indications'],
  ['one indication twice', { indications: ['FEAR', 'FEAR'] }, 'input.indications'],
  ['a session that is no id', { sessionId: 'after school' }, 'input.sessionId'],
  ['an organisation that is no id', { organisationId: 'vatra' }, 'input.organisationId'],
])('%s is INVALID, and nothing is written', async (_what, more, field) => {
  const teacher = member();
  const answer = await report(teacher, newId(), more);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  const [{ count }] = await it.owner.query('select count(*)::int from concern where reported_by_id = $1', [
    teacher.id,
  ]);
  expect(count).toBe(0);
});

test('the list of concerns is paged, the latest first, without a gap', async () => {
  const unit = member({ roles: ['MOBILE_UNIT'] });
  const ids: string[] = [];
  for (let time = 0; time < 3; time++) {
    ids.unshift((await report(member(), unit.organisationId)).data.reportConcern.id);
  }
  const seen = await everyPageOf<{ id: string }>(
    it.client,
    unit,
    'concerns',
    'query ($after: String) { concerns(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
  );
  expect(seen.map(({ id }) => id)).toEqual(ids);
});
