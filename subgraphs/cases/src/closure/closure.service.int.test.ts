import { newId } from '@ura/database';
import {
  assign,
  caseManager,
  codeOf,
  colleague,
  day,
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

type Worker = ReturnType<typeof caseManager>;

const WANTED = `{ id status closure { reason proposedBy approvedBy closedAt } viewerMay { close reopen proposeClosure nextStatuses }
  timeline(first: 50) { edges { node { kind detail subjectId } } } followUps { status } }`;

const act = (viewer: Worker, name: string, caseId: string, more: object) =>
  mutate(
    it.client,
    viewer,
    name,
    onCase(caseId, more),
    WANTED,
    name === 'changeStatus' ? 'ChangeCaseStatusInput' : undefined,
  );
const toFollowUp = async (viewer: Worker, caseId: string) => {
  for (const status of ['ASSESSMENT', 'PLANNING', 'ACTIVE', 'FOLLOW_UP']) {
    await done(act(viewer, 'changeStatus', caseId, { status }));
  }
};
const read = async (viewer: Worker, id: string) =>
  (await it.client.ask(viewer, `query ($id: ID!) { case(id: $id) ${WANTED} }`, { id })).data.case;

/** Something that is under way with another organisation, and stands on a consent. */
const underWay = async (caseId: string, from: string, table: 'referral' | 'transfer', status: string) => {
  const [id, consentId, to] = [newId(), newId(), newId()];
  await it.owner.query(
    `insert into consent (id, case_id, recipient_id, purposes, bundles, granted_on, valid_to, text_version, language)
     values ($1, $2, $3, '{SHELTER}', '{BASICS}', current_date, current_date + 9, '1', 'sq')`,
    [consentId, caseId, to],
  );
  const [columns, values] =
    table === 'referral'
      ? [', urgency, sent_at, answer_by', `, 'URGENT', now(), now() + interval '1 day'`]
      : ['', ''];
  await it.owner.query(
    `insert into ${table} (id, case_id, consent_id, from_organisation_id, to_organisation_id, status ${columns})
     values ($1, $2, $3, $4, $5, $6 ${values})`,
    [id, caseId, consentId, from, to, status],
  );
  return { id, to };
};

test('a case goes from status to status, and not from where there is no way', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const { errors } = await act(ana, 'changeStatus', id, { status: 'ACTIVE' });
  expect(errors?.[0]).toMatchObject({
    extensions: { code: 'CONFLICT' },
    message: expect.stringContaining('INTAKE'),
  });
  await toFollowUp(ana, id);
  for (const status of ['CLOSED', 'TRANSFERRED', 'REOPENED']) {
    expect(codeOf(await act(ana, 'changeStatus', id, { status }))).toBe('CONFLICT');
  }
  expect(await read(ana, id)).toMatchObject({ status: 'FOLLOW_UP', viewerMay: { nextStatuses: ['ACTIVE'] } });
});

test('a supervisor closes a case, with a reason', async () => {
  const ana = caseManager();
  const supervisor = colleague(ana, 'SUPERVISOR');
  const id = await openCase(it.client, ana);
  await toFollowUp(ana, id);
  expect((await read(ana, id)).viewerMay).toMatchObject({ close: false, proposeClosure: true });
  expect(codeOf(await act(ana, 'closeCase', id, { reason: 'GOALS_MET' }))).toBe('FORBIDDEN');
  expect((await read(supervisor, id)).viewerMay.close).toBe(true);
  const closed = await done(act(supervisor, 'closeCase', id, { reason: 'GOALS_MET' }));
  expect(closed).toMatchObject({
    status: 'CLOSED',
    closure: {
      reason: 'GOALS_MET',
      proposedBy: null,
      approvedBy: supervisor.id,
      closedAt: expect.any(String),
    },
    viewerMay: { close: false, reopen: true },
  });
  expect(closed.timeline.edges[0].node).toMatchObject({ kind: 'CASE_CLOSED', detail: 'GOALS_MET' });
  expect(codeOf(await act(supervisor, 'closeCase', id, { reason: 'GOALS_MET' }))).toBe('CONFLICT');
});

test('where there is no supervisor, a deputy closes what somebody else proposed, and for that reason', async () => {
  const ana = caseManager();
  const deputy = colleague(ana, 'CASE_MANAGER');
  const id = await openCase(it.client, ana, { restricted: true });
  await toFollowUp(ana, id);
  await assign(it.client, ana, id, deputy, 'CASE_MANAGER');
  expect(codeOf(await act(deputy, 'closeCase', id, { reason: 'GOALS_MET' }))).toBe('FORBIDDEN');
  const proposed = await done(act(ana, 'proposeClosure', id, { reason: 'GOALS_MET' }));
  expect(proposed).toMatchObject({ status: 'FOLLOW_UP', closure: { proposedBy: ana.id, approvedBy: null } });
  expect(codeOf(await act(ana, 'closeCase', id, { reason: 'GOALS_MET' }))).toBe('FORBIDDEN');
  expect(codeOf(await act(deputy, 'closeCase', id, { reason: 'OTHER' }))).toBe('CONFLICT');
  const closed = await done(act(deputy, 'closeCase', id, { reason: 'GOALS_MET' }));
  expect(closed).toMatchObject({ status: 'CLOSED', closure: { proposedBy: ana.id, approvedBy: deputy.id } });
});

test('what was proposed for a case ends when the case goes on', async () => {
  const ana = caseManager();
  const deputy = colleague(ana, 'CASE_MANAGER');
  const id = await openCase(it.client, ana);
  await toFollowUp(ana, id);
  await assign(it.client, ana, id, deputy, 'CASE_MANAGER');
  await done(act(ana, 'proposeClosure', id, { reason: 'GOALS_MET' }));
  await done(act(ana, 'changeStatus', id, { status: 'ACTIVE' }));
  expect((await done(act(ana, 'changeStatus', id, { status: 'FOLLOW_UP' }))).closure).toBeNull();
  expect(codeOf(await act(deputy, 'closeCase', id, { reason: 'GOALS_MET' }))).toBe('FORBIDDEN');
});

test('with a case, what is open between it and others ends, and is told by name', async () => {
  const ana = caseManager();
  const supervisor = colleague(ana, 'SUPERVISOR');
  const id = await openCase(it.client, ana);
  await toFollowUp(ana, id);
  const open = [];
  for (const status of ['SENT', 'ACKNOWLEDGED', 'ACCEPTED', 'IN_SERVICE']) {
    open.push(await underWay(id, ana.organisationId, 'referral', status));
  }
  const over = await underWay(id, ana.organisationId, 'referral', 'COMPLETED');
  const offer = await underWay(id, ana.organisationId, 'transfer', 'OFFERED');
  const { timeline } = await done(act(supervisor, 'closeCase', id, { reason: 'OTHER' }));
  const told = timeline.edges.map(({ node }: { node: { kind: string; subjectId: string } }) => node);
  const detail = 'CASE_CLOSED';
  for (const { id: subjectId } of open)
    expect(told).toContainEqual({ kind: 'REFERRAL_CLOSED', detail, subjectId });
  expect(told).toContainEqual({ kind: 'TRANSFER_WITHDRAWN', detail, subjectId: offer.id });
  expect(told.filter(({ kind }: { kind: string }) => kind === 'REFERRAL_CLOSED')).toHaveLength(4);
  const rows = await it.owner.query('select id, status from referral where case_id = $1', [id]);
  for (const row of rows) expect(row.status).toBe(row.id === over.id ? 'COMPLETED' : 'CLOSED_BY_SENDER');
  const [{ status }] = await it.owner.query('select status from transfer where id = $1', [offer.id]);
  expect(status).toBe('WITHDRAWN');
});

test('at intake a case is closed as declined or not eligible, and only so', async () => {
  const ana = caseManager();
  const supervisor = colleague(ana, 'SUPERVISOR');
  const id = await openCase(it.client, ana);
  expect(codeOf(await act(supervisor, 'closeCase', id, { reason: 'GOALS_MET' }))).toBe('CONFLICT');
  expect((await done(act(supervisor, 'closeCase', id, { reason: 'DECLINED' }))).status).toBe('CLOSED');
});

test('somebody is lost only after three days on which it was tried and written down', async () => {
  const ana = caseManager();
  const supervisor = colleague(ana, 'SUPERVISOR');
  const id = await openCase(it.client, ana, { openedOn: day(-30) });
  await toFollowUp(ana, id);
  const lost = () => act(supervisor, 'closeCase', id, { reason: 'LOST_CONTACT' });
  const tried = async (madeOn: string, outcome = 'NOT_REACHED') => {
    await done(mutate(it.client, ana, 'scheduleFollowUp', onCase(id, { dueOn: day(0), channel: 'OFFICE' })));
    const [{ id: followUpId }] = await it.owner.query(
      `select id from follow_up where case_id = $1 and status = 'PLANNED'`,
      [id],
    );
    const input = { followUpId, outcome, madeOn, idempotencyKey: newId() };
    await done(mutate(it.client, ana, 'recordFollowUp', input));
  };
  for (const days of [-9, -8, -8]) await tried(day(days));
  expect(codeOf(await lost())).toBe('CONFLICT');
  await tried(day(-7), 'WELL');
  for (const days of [-6, -5]) await tried(day(days));
  expect(codeOf(await lost())).toBe('CONFLICT');
  await tried(day(-4));
  expect((await done(lost())).status).toBe('CLOSED');
});

test('a closed case is opened again, and assessed anew', async () => {
  const ana = caseManager();
  const supervisor = colleague(ana, 'SUPERVISOR');
  const id = await openCase(it.client, ana);
  expect(codeOf(await act(ana, 'reopenCase', id, { reason: 'NEW_DANGER' }))).toBe('CONFLICT');
  await done(act(supervisor, 'closeCase', id, { reason: 'DECLINED' }));
  const reopened = await done(act(ana, 'reopenCase', id, { reason: 'ASKED_FOR_HELP' }));
  expect(reopened).toMatchObject({
    status: 'REOPENED',
    closure: null,
    viewerMay: { nextStatuses: ['ASSESSMENT'], reopen: false },
  });
  expect(reopened.timeline.edges[0].node).toMatchObject({ kind: 'CASE_REOPENED', detail: 'ASKED_FOR_HELP' });
});

test('a nurse of the team takes a case nowhere', async () => {
  const ana = caseManager();
  const nurse = colleague(ana, 'SPECIALIST');
  const id = await openCase(it.client, ana);
  await assign(it.client, ana, id, nurse, 'HEALTH_WORKER');
  expect((await read(nurse, id)).viewerMay).toEqual({
    close: false,
    reopen: false,
    proposeClosure: false,
    nextStatuses: [],
  });
  expect(codeOf(await act(nurse, 'changeStatus', id, { status: 'ASSESSMENT' }))).toBe('FORBIDDEN');
  expect(codeOf(await act(nurse, 'proposeClosure', id, { reason: 'DECLINED' }))).toBe('FORBIDDEN');
});

test('nothing is planned, assessed or given in a closed case', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  await done(act(colleague(ana, 'SUPERVISOR'), 'closeCase', id, { reason: 'DECLINED' }));
  const answer = await mutate(it.client, ana, 'assessCase', onCase(id, { health: { needs: [] } }));
  expect(answer.errors?.[0]).toMatchObject({
    extensions: { code: 'CONFLICT' },
    message: expect.stringContaining('CLOSED'),
  });
});
