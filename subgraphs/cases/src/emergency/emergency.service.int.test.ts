import { newId } from '@ura/database';
import {
  assign,
  caseManager,
  codeOf,
  colleague,
  done,
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

const CASE =
  'query ($id: ID!) { case(id: $id) { id code survivor { givenName } viewerMay { recordIdentity } } }';
const LIST = '{ emergencyAccesses { edges { node { id workerId reviewedAt case { id } } } } }';
const WANTED = '{ id workerId reason openedAt until reviewedAt isJustified findings case { id } }';

const arranged = async (more: object = {}) => {
  const ana = caseManager();
  const caseId = await openCase(it.client, ana, more);
  await done(mutate(it.client, ana, 'recordIdentity', onCase(caseId, { givenName: 'Demo' })));
  return { ana, caseId, onDuty: colleague(ana, 'SHELTER_STAFF'), officer: colleague(ana, 'DATA_OFFICER') };
};

const opening = (viewer: ReturnType<typeof caseManager>, caseId: string, more: object = {}) =>
  mutate(
    it.client,
    viewer,
    'openInEmergency',
    { caseId, reason: 'ARRIVED_IN_CRISIS', idempotencyKey: newId(), ...more },
    WANTED,
  );

const reviewing = (viewer: ReturnType<typeof caseManager>, accessId: string, more: object = {}) =>
  mutate(
    it.client,
    viewer,
    'reviewEmergency',
    { accessId, isJustified: true, findings: ['WAS_NEEDED'], idempotencyKey: newId(), ...more },
    WANTED,
  );

test.each([false, true])(
  'P50 the staff on duty open a case that is closed to them, for reading, for an hour (restricted: %s)',
  async restricted => {
    const { caseId, onDuty } = await arranged({ restricted });
    expect((await it.client.ask(onDuty, CASE, { id: caseId })).data).toEqual({ case: null });
    const opened = await done(opening(onDuty, caseId));
    expect(Date.parse(opened.until) - Date.parse(opened.openedAt)).toBeGreaterThanOrEqual(3_600_000);
    expect(Date.parse(opened.until) - Date.parse(opened.openedAt)).toBeLessThan(3_601_000);
    const { data } = await it.client.ask(onDuty, CASE, { id: caseId });
    expect(data.case).toMatchObject({
      survivor: { givenName: 'Demo' },
      viewerMay: { recordIdentity: false },
    });
    await it.owner.query('update emergency_access set until = now() where id = $1', [opened.id]);
    expect((await it.client.ask(onDuty, CASE, { id: caseId })).data).toEqual({ case: null });
  },
);

test('P50 a case that one does not see is opened by its code', async () => {
  const { ana, caseId, onDuty } = await arranged();
  const { data } = await it.client.ask(ana, CASE, { id: caseId });
  const opened = await done(
    opening(onDuty, caseId, { caseId: null, caseCode: data.case.code.toLowerCase() }),
  );
  expect(opened.case).toEqual({ id: caseId });
});

test('P13 nobody of another organisation opens it, whatever it was granted, and hidden and missing are one answer', async () => {
  const { ana, caseId } = await arranged();
  const other = caseManager();
  const consentId = newId();
  await it.owner.query(
    `insert into consent (id, case_id, recipient_id, purposes, bundles, granted_on, valid_to, text_version, language)
     values ($1, $2, $3, '{SHELTER}', '{BASICS}', now()::date - 1, now()::date + 30, '1', 'sq')`,
    [consentId, caseId, other.organisationId],
  );
  await it.owner.query(
    `insert into referral (id, case_id, consent_id, from_organisation_id, to_organisation_id, status, urgency, sent_at, answer_by)
     values ($1, $2, $3, $4, $5, 'ACCEPTED', 'URGENT', now(), now() + interval '1 day')`,
    [newId(), caseId, consentId, ana.organisationId, other.organisationId],
  );
  expect(
    (await it.client.ask(other, 'query ($id: ID!) { case(id: $id) { id } }', { id: caseId })).data.case,
  ).toBeTruthy();
  const refused = await opening(other, caseId);
  expect(codeOf(refused)).toBe('NOT_FOUND');
  expect(refused).toEqual(await opening(other, newId()));
});

test.each(['LAWYER', 'DATA_OFFICER', 'COORDINATOR'] as const)('P50 a %s opens nothing', async role => {
  const { ana, caseId } = await arranged();
  expect(codeOf(await opening(colleague(ana, role), caseId))).toBe('FORBIDDEN');
});

test('P50 five times a month, and then not even that there is nothing is said', async () => {
  const { caseId, onDuty } = await arranged();
  for (let time = 0; time < 4; time++) await done(opening(onDuty, caseId));
  const both = await Promise.all([opening(onDuty, caseId), opening(onDuty, caseId)]);
  expect(both.map(codeOf).filter(Boolean)).toEqual(['LIMITED']);
  const limited = await opening(onDuty, newId());
  expect(codeOf(limited)).toBe('LIMITED');
  expect(Date.parse(String(limited.errors?.[0]?.extensions?.retryAt))).toBeGreaterThan(Date.now());
  await it.owner.query(
    `update emergency_access set opened_at = opened_at - interval '32 days' where worker_id = $1`,
    [onDuty.id],
  );
  expect(codeOf(await opening(onDuty, caseId))).toBeUndefined();
});

test('P13 the team and the data officer are told at once, and it is in the audit', async () => {
  const { ana, caseId, onDuty, officer } = await arranged({ restricted: true });
  const { id } = await done(opening(onDuty, caseId));
  for (const viewer of [ana, officer]) {
    const { data } = await it.client.ask(viewer, LIST);
    expect(data.emergencyAccesses.edges).toEqual([
      { node: { id, workerId: onDuty.id, reviewedAt: null, case: { id: caseId } } },
    ]);
  }
  for (const viewer of [colleague(ana, 'CASE_MANAGER'), colleague(ana, 'SUPERVISOR'), caseManager()]) {
    expect((await it.client.ask(viewer, LIST)).data.emergencyAccesses.edges).toEqual([]);
  }
  const { data } = await it.client.ask(
    ana,
    'query ($id: ID!) { case(id: $id) { timeline(first: 1) { edges { node { kind detail actorId } } } } }',
    { id: caseId },
  );
  expect(data.case.timeline.edges[0].node).toEqual({
    kind: 'EMERGENCY_OPENED',
    detail: 'ARRIVED_IN_CRISIS',
    actorId: onDuty.id,
  });
  const lines = await it.owner.query(
    `select reason from audit.entry where subject_id = $1 and action = 'EMERGENCY_OPEN' and actor_id = $2`,
    [caseId, onDuty.id],
  );
  expect(lines).toEqual([{ reason: 'ARRIVED_IN_CRISIS' }]);
});

test('P13 it is told at once to who has the case open in a stream, and to nobody else', async () => {
  const { ana, caseId, onDuty, officer } = await arranged();
  const stranger = colleague(ana, 'CASE_MANAGER');
  const own = await openCase(it.client, stranger);
  const WATCH = 'subscription { emergencyOpened { id workerId } }';
  const streams = await Promise.all([ana, officer, stranger].map(viewer => it.client.stream(viewer, WATCH)));
  const first = await done(opening(onDuty, caseId));
  const second = await done(opening(onDuty, own));
  const told = await Promise.all(streams.map(stream => stream.next()));
  const ids = told.map(({ value }) => value.data.emergencyOpened.id);
  expect(ids).toEqual([first.id, first.id, second.id]);
  await Promise.all(streams.map(stream => stream.return?.()));
});

test('P50 it is reviewed once, by whose office it is, and never by who opened it', async () => {
  const { ana, caseId, officer } = await arranged();
  const supervisor = colleague(ana, 'SUPERVISOR');
  const { id } = await done(opening(supervisor, caseId));
  expect(codeOf(await reviewing(supervisor, id))).toBe('FORBIDDEN');
  expect(codeOf(await reviewing(ana, id))).toBe('FORBIDDEN');
  expect(codeOf(await reviewing(colleague(caseManager(), 'DATA_OFFICER'), id))).toBe('NOT_FOUND');
  expect(await done(reviewing(officer, id))).toMatchObject({ isJustified: true, findings: ['WAS_NEEDED'] });
  expect(codeOf(await reviewing(officer, id))).toBe('CONFLICT');
  const open = await it.client.ask(
    officer,
    '{ emergencyAccesses(reviewed: false) { edges { node { id } } } }',
  );
  expect(open.data.emergencyAccesses.edges).toEqual([]);
});

test('P50 an access that is found wrong ends at once', async () => {
  const { caseId, onDuty, officer } = await arranged();
  const { id } = await done(opening(onDuty, caseId));
  await done(reviewing(officer, id, { isJustified: false, findings: ['PRIVATE_INTEREST'] }));
  expect((await it.client.ask(onDuty, CASE, { id: caseId })).data).toEqual({ case: null });
});

test('opening twice with one key opens once', async () => {
  const { caseId, onDuty } = await arranged();
  const idempotencyKey = newId();
  const first = await opening(onDuty, caseId, { idempotencyKey });
  expect(await opening(onDuty, caseId, { idempotencyKey })).toEqual(first);
});

test.each([
  ['neither id nor code', { caseId: null }, 'input.caseId'],
  ['P13 25 hours', { hours: 25 }, 'input.hours'],
  ['no hour', { hours: 0 }, 'input.hours'],
])('%s opens nothing', async (_what, more, field) => {
  const { caseId, onDuty } = await arranged();
  const answer = await opening(onDuty, caseId, more);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
});

test('P13 who is taken off the team before it is told of nothing more', async () => {
  const { ana, caseId, onDuty } = await arranged();
  const nurse = colleague(ana, 'SPECIALIST');
  await assign(it.client, ana, caseId, nurse, 'HEALTH_WORKER');
  await done(opening(onDuty, caseId));
  expect((await it.client.ask(nurse, LIST)).data.emergencyAccesses.edges).toHaveLength(1);
  await assign(it.client, ana, caseId, nurse, 'HEALTH_WORKER', true);
  expect((await it.client.ask(nurse, LIST)).data.emergencyAccesses.edges).toEqual([]);
});
