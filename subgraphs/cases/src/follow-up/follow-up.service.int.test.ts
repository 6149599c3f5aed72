import { newId } from '@ura/database';
import {
  assign,
  caseManager,
  codeOf,
  colleague,
  day,
  done,
  everyPage,
  fieldOf,
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

type Worker = ReturnType<typeof caseManager>;

const WANTED = '{ id followUps { id dueOn channel status outcome madeOn } viewerMay { followUp } }';
const DUE = `query ($before: Date, $first: Int, $after: String) { followUpsDue(before: $before, first: $first, after: $after) {
  edges { node { id dueOn case { id } } } pageInfo { hasNextPage endCursor } totalCount } }`;

const schedule = (viewer: Worker, caseId: string, dueOn = day(0), channel = 'OFFICE') =>
  mutate(it.client, viewer, 'scheduleFollowUp', onCase(caseId, { dueOn, channel }), WANTED);
const record = (viewer: Worker, followUpId: string, more: object = {}) =>
  mutate(
    it.client,
    viewer,
    'recordFollowUp',
    { followUpId, outcome: 'WELL', idempotencyKey: newId(), ...more },
    WANTED,
  );
const count = async (caseId: string) =>
  (await it.owner.query('select count(*)::int from follow_up where case_id = $1', [caseId]))[0].count;

test('a follow-up is planned, made, and leads to the next', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const [{ id: followUpId }] = (await done(schedule(ana, id))).followUps;
  const { followUps } = await done(record(ana, followUpId, { outcome: 'NEEDS_HELP', nextOn: day(180) }));
  expect(followUps).toMatchObject([
    { dueOn: day(0), status: 'MADE', outcome: 'NEEDS_HELP', madeOn: day(0) },
    { dueOn: day(180), status: 'PLANNED', channel: 'OFFICE', outcome: null },
  ]);
  expect(codeOf(await record(ana, followUpId))).toBe('CONFLICT');
});

test.each(['PHONE', 'MESSAGE', 'VISIT'])(
  'nobody is followed up by %s before a safe contact is recorded',
  async channel => {
    const ana = caseManager();
    const id = await openCase(it.client, ana);
    expect(codeOf(await schedule(ana, id, day(9), channel))).toBe('CONFLICT');
    expect(await count(id)).toBe(0);
    await it.owner.query('update "case" set safe_contact_at = now() where id = $1', [id]);
    expect((await done(schedule(ana, id, day(9), channel))).followUps).toMatchObject([{ channel }]);
  },
);

test.each([
  ['in the past', day(-1)],
  ['in a thousand years', '3026-01-01'],
])('a follow-up %s is invalid, and nothing is written', async (_when, dueOn) => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const answer = await schedule(ana, id, dueOn);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', 'input.dueOn']);
  expect(await count(id)).toBe(0);
});

test.each([
  ['made tomorrow', { madeOn: day(1) }, 'input.madeOn'],
  ['made before the case was opened', { madeOn: day(-1) }, 'input.madeOn'],
  ['with the next one in the past', { nextOn: day(-1) }, 'input.nextOn'],
  ['that she does not want, with a next one', { outcome: 'NOT_WANTED', nextOn: day(9) }, 'input.nextOn'],
])('a follow-up %s is invalid, and nothing is written', async (_what, more, field) => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const [{ id: followUpId }] = (await done(schedule(ana, id))).followUps;
  const answer = await record(ana, followUpId, more);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  const rows = await it.owner.query('select status, outcome from follow_up where case_id = $1', [id]);
  expect(rows).toEqual([{ status: 'PLANNED', outcome: null }]);
});

test('she is followed up for years after the case is closed, unless she does not want it', async () => {
  const ana = caseManager();
  const supervisor = colleague(ana, 'SUPERVISOR');
  const closed = async (reason: string) => {
    const id = await openCase(it.client, ana);
    for (const status of ['ASSESSMENT', 'PLANNING', 'ACTIVE', 'FOLLOW_UP']) {
      const input = onCase(id, { status });
      await done(mutate(it.client, ana, 'changeStatus', input, '{ id }', 'ChangeCaseStatusInput'));
    }
    await done(schedule(ana, id, day(200)));
    await done(mutate(it.client, supervisor, 'closeCase', onCase(id, { reason })));
    return id;
  };
  const met = await closed('GOALS_MET');
  expect(await done(schedule(ana, met, day(700)))).toMatchObject({
    followUps: [{ status: 'PLANNED' }, { status: 'PLANNED' }],
    viewerMay: { followUp: true },
  });
  const wished = await closed('SURVIVOR_REQUEST');
  expect(codeOf(await schedule(ana, wished, day(700)))).toBe('CONFLICT');
  const { data } = await it.client.ask(ana, `query ($id: ID!) { case(id: $id) ${WANTED} }`, { id: wished });
  expect(data.case).toMatchObject({ followUps: [{ status: 'CANCELLED' }], viewerMay: { followUp: false } });
});

test('what is due is listed, the longest due first, without a gap, for whom the cases are open to', async () => {
  const ana = caseManager();
  const [ben, nurse, supervisor] = [
    colleague(ana, 'CASE_MANAGER'),
    colleague(ana, 'SPECIALIST'),
    colleague(ana, 'SUPERVISOR'),
  ];
  const id = await openCase(it.client, ana);
  await assign(it.client, ana, id, nurse, 'HEALTH_WORKER');
  for (const days of [3, 0, 1, 2]) await done(schedule(ana, id, day(days)));
  const besa = caseManager();
  await done(schedule(besa, await openCase(it.client, besa)));
  const due = async (viewer: Worker, before?: string) => {
    const nodes = await everyPage<{ dueOn: string }>(async after => {
      const { data } = await it.client.ask(viewer, DUE, { before, first: 2, after });
      expect(data.followUpsDue.totalCount).toBeNull();
      return data.followUpsDue;
    });
    return nodes.map(({ dueOn }) => dueOn);
  };
  expect(await due(ana)).toEqual([day(0)]);
  expect(await due(ana, day(3))).toEqual([day(0), day(1), day(2)]);
  expect(await due(supervisor, day(9))).toHaveLength(4);
  expect(await due(ben, day(9))).toEqual([]);
  expect(await due(nurse, day(9))).toEqual([]);
  expect(await due(besa, day(9))).toEqual([day(0)]);
  await it.owner.query(`update "case" set status = 'TRANSFERRED' where id = $1`, [id]);
  expect(await due(ana, day(9))).toEqual([]);
});

test('P49 who sees what is due has looked at the case, whatever else they asked', async () => {
  const ana = caseManager();
  const supervisor = colleague(ana, 'SUPERVISOR');
  const id = await openCase(it.client, ana);
  await done(schedule(ana, id));
  await it.client.ask(supervisor, '{ followUpsDue { edges { node { dueOn } } } }');
  const looks = 'select parts::text[] from audit.entry where subject_id = $1 and actor_id = $2';
  const lines = await it.owner.query(looks, [id, supervisor.id]);
  expect(lines.flatMap(({ parts }: { parts: string[] }) => parts).sort()).toEqual(['PROTECTION', 'RECORD']);
});

test('P49 a nurse does not see follow-ups, nor record one by its id', async () => {
  const ana = caseManager();
  const nurse = colleague(ana, 'SPECIALIST');
  const id = await openCase(it.client, ana);
  await assign(it.client, ana, id, nurse, 'HEALTH_WORKER');
  const [{ id: followUpId }] = (await done(schedule(ana, id))).followUps;
  const { data } = await it.client.ask(nurse, `query ($id: ID!) { case(id: $id) ${WANTED} }`, { id });
  expect(data.case).toMatchObject({ followUps: null, viewerMay: { followUp: false } });
  expect(codeOf(await record(nurse, followUpId))).toBe('NOT_FOUND');
  expect(codeOf(await schedule(nurse, id))).toBe('FORBIDDEN');
});
