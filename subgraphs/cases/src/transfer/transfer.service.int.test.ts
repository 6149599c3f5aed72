import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { recordConsent, referralInput } from '../exchange.fixture';
import { caseManager, codeOf, colleague, fieldOf, mutate, openCase, type Stage, stage } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const offerInput = (caseId: string, consentId: string, to: string, more: object = {}) => ({
  ...{ caseId, consentId, toOrganisationId: to, idempotencyKey: newId() },
  ...more,
});
const ANSWER = '{ id status answeredAt case { id code status } from { id } to { id } }';
const answer = (by: Member, transferId: string, accepts = true, idempotencyKey = newId()) =>
  mutate(on.client, by, 'answerTransfer', { transferId, accepts, idempotencyKey }, ANSWER);
const setStatus = (caseId: string, status: string) =>
  on.owner.query('update "case" set status = $2 where id = $1', [caseId, status]);

/** A case of Ana's under way, offered to Besa of another organisation. */
const offered = async (bundles = ['BASICS', 'HEALTH']) => {
  const [ana, besa] = [caseManager(), caseManager()];
  const caseId = await openCase(on.client, ana, { kind: 'TRAFFICKING', risk: 'HIGH', ageBand: 'AGE_18_24' });
  await setStatus(caseId, 'ACTIVE');
  const consentId = await recordConsent(on, ana, caseId, besa.organisationId, { bundles });
  const input = offerInput(caseId, consentId, besa.organisationId);
  const { data } = await mutate(on.client, ana, 'offerTransfer', input, '{ id status }');
  expect(data.offerTransfer.status).toBe('OFFERED');
  return { ana, besa, caseId, consentId, transferId: data.offerTransfer.id as string };
};

const CASE = `query ($id: ID!) { case(id: $id) { id code status kind risk ageBand sex region { id } owner { id }
  team { workerId function } transfers { id status case { id } } viewerMay { transfer refer } } }`;
const seen = async (viewer: Member, id: string) => (await on.client.ask(viewer, CASE, { id })).data.case;

test('a transfer that is accepted ends the former owner’s case and begins the recipient’s, in one step', async () => {
  const { ana, besa, caseId, consentId, transferId } = await offered();
  const elsewhere = newId();
  const other = await recordConsent(on, ana, caseId, elsewhere);
  const referral = await mutate(on.client, ana, 'sendReferral', referralInput(caseId, other, elsewhere));
  const before = await seen(ana, caseId);
  expect(await seen(besa, caseId)).toMatchObject({ kind: 'TRAFFICKING', team: null });

  const { data } = await answer(besa, transferId);
  const taken = data.answerTransfer;
  expect(taken).toMatchObject({ id: transferId, status: 'ACCEPTED', case: { status: 'INTAKE' } });
  expect(taken.case.id).not.toBe(caseId);
  expect(taken.case.code).not.toBe(before.code);
  const { kind, risk, ageBand, sex, region } = before;
  expect(await seen(besa, taken.case.id)).toMatchObject({
    ...{ kind, risk, ageBand, sex, region, owner: { id: besa.organisationId } },
    team: [{ workerId: besa.id, function: 'CASE_MANAGER' }],
    transfers: [{ id: transferId, status: 'ACCEPTED', case: { id: taken.case.id } }],
  });
  expect(await seen(ana, caseId)).toMatchObject({
    status: 'TRANSFERRED',
    transfers: [{ id: transferId, status: 'ACCEPTED', case: { id: caseId } }],
    viewerMay: { transfer: false, refer: false },
  });
  expect([await seen(ana, taken.case.id), await seen(besa, caseId)]).toEqual([null, null]);
  const { data: ended } = await on.client.ask(ana, 'query ($id: ID!) { referral(id: $id) { status } }', {
    id: referral.data.sendReferral.id,
  });
  expect(ended.referral.status).toBe('CLOSED_BY_SENDER');
  const late = await mutate(
    on.client,
    ana,
    'sendReferral',
    referralInput(caseId, consentId, besa.organisationId),
  );
  expect(codeOf(late)).toBe('CONFLICT');
});

test('P16 with a case go the parts that she allowed its new owner to know, and no others', async () => {
  for (const bundles of [
    ['BASICS', 'REINTEGRATION'],
    ['BASICS', 'PROTECTION', 'REINTEGRATION'],
    ['BASICS'],
  ]) {
    const { ana, besa, caseId, transferId } = await offered(bundles);
    const goalId = newId();
    await on.owner.query(
      `insert into plan_goal (id, case_id, part, service_code, provider_id, due_on)
       values ($1, $2, 'REINTEGRATION', 'VS07', $3, '2030-01-01'), (gen_random_uuid(), $2, 'HEALTH', 'VS05', $3, '2030-01-01')`,
      [goalId, caseId, ana.organisationId],
    );
    await on.owner.query(
      `insert into service_record (id, case_id, part, service_code, provider_id, given_on, recipient, recorded_by_id, goal_id)
       values (gen_random_uuid(), $1, 'REINTEGRATION', 'VS07', $2, '2026-01-01', 'SURVIVOR', $3, $4)`,
      [caseId, ana.organisationId, ana.id, goalId],
    );
    await on.owner.query(`update identification set status = 'POTENTIAL_VICTIM' where case_id = $1`, [
      caseId,
    ]);
    const { data } = await answer(besa, transferId);
    const of = [data.answerTransfer.case.id];
    const goals = await on.owner.query('select id, service_code from plan_goal where case_id = $1', of);
    const records = await on.owner.query('select goal_id from service_record where case_id = $1', of);
    const identified = await on.owner.query('select status from identification where case_id = $1', of);
    const goesOn = bundles.includes('REINTEGRATION');
    expect(goals.map((goal: { service_code: string }) => goal.service_code)).toEqual(goesOn ? ['VS07'] : []);
    expect(records).toEqual(goesOn ? [{ goal_id: goals[0].id }] : []);
    if (goesOn) expect(goals[0].id).not.toBe(goalId);
    const status = bundles.includes('PROTECTION') ? 'POTENTIAL_VICTIM' : 'INDICATIONS';
    expect(identified).toEqual([{ status }]);
    expect(await on.owner.query('select from consent where case_id = $1', of)).toEqual([]);
  }
});

test('of two answers at one moment one wins, and the other is a conflict', async () => {
  for (let round = 0; round < 5; round++) {
    const { besa, transferId } = await offered();
    const second = colleague(besa, 'SUPERVISOR');
    const answers = await Promise.all([answer(besa, transferId), answer(second, transferId)]);
    expect(answers.map(codeOf).sort()).toEqual(['CONFLICT', undefined]);
    const [{ count }] = await on.owner.query(`select count(*)::int from "case" where organisation_id = $1`, [
      besa.organisationId,
    ]);
    expect(count).toBe(1);
  }
});

test('an answer is given once for a key, and not twice for two', async () => {
  const { besa, transferId } = await offered();
  const key = newId();
  const first = await answer(besa, transferId, true, key);
  expect(await answer(besa, transferId, true, key)).toEqual(first);
  expect(codeOf(await answer(besa, transferId, false))).toBe('CONFLICT');
});

test('a transfer that is rejected leaves the case where it is, and the recipient sees nothing more of it', async () => {
  const { ana, besa, caseId, transferId } = await offered();
  expect((await answer(besa, transferId, false)).data.answerTransfer).toMatchObject({
    status: 'REJECTED',
    answeredAt: expect.any(String),
    case: null,
  });
  expect(await seen(ana, caseId)).toMatchObject({ status: 'ACTIVE', viewerMay: { transfer: true } });
  expect(await seen(besa, caseId)).toBeNull();
  expect(codeOf(await answer(besa, transferId))).toBe('CONFLICT');
});

test('P14 a transfer whose consent is taken back is over, and cannot be accepted', async () => {
  const { ana, besa, caseId, consentId, transferId } = await offered();
  const [taken, accepted] = await Promise.all([
    mutate(on.client, ana, 'withdrawConsent', { consentId }),
    answer(besa, transferId),
  ]);
  expect(taken.errors).toBeUndefined();
  const { status } = await seen(ana, caseId);
  expect([status, codeOf(accepted)]).toEqual(
    status === 'ACTIVE' ? ['ACTIVE', 'CONFLICT'] : ['TRANSFERRED', undefined],
  );
  if (status === 'ACTIVE')
    expect((await seen(ana, caseId)).transfers).toMatchObject([{ status: 'WITHDRAWN' }]);
  expect(await seen(besa, caseId)).toBeNull();
});

test('a transfer is answered by those who lead cases at the recipient, whom the consent names', async () => {
  const { ana, besa, transferId } = await offered();
  expect(codeOf(await answer(colleague(besa, 'SHELTER_STAFF'), transferId))).toBe('FORBIDDEN');
  expect(codeOf(await answer(ana, transferId))).toBe('FORBIDDEN');
  expect(codeOf(await answer(caseManager(), transferId))).toBe('NOT_FOUND');
  const box = async (viewer: Member, name: string) =>
    (await on.client.ask(viewer, `{ transfers(box: ${name}) { totalCount edges { node { id } } } }`)).data
      .transfers;
  const one = { totalCount: null, edges: [{ node: { id: transferId } }] };
  expect([await box(besa, 'INBOX'), await box(ana, 'OUTBOX')]).toEqual([one, one]);
  expect((await box(ana, 'INBOX')).edges).toEqual([]);
  expect((await box(colleague(ana, 'CASE_MANAGER'), 'OUTBOX')).edges).toEqual([]);
});

test.each<[string, object, object, string, string?]>([
  ['without the purpose', { purposes: ['SHELTER'] }, {}, 'INVALID', 'input.consentId'],
  ['to another than she said', {}, { toOrganisationId: newId() }, 'INVALID', 'input.toOrganisationId'],
])('P11 no case is offered %s', async (_what, consent, more, code, field) => {
  const [ana, to] = [caseManager(), newId()];
  const caseId = await openCase(on.client, ana);
  await setStatus(caseId, 'FOLLOW_UP');
  const consentId = await recordConsent(on, ana, caseId, to, consent);
  const refused = await mutate(on.client, ana, 'offerTransfer', offerInput(caseId, consentId, to, more));
  expect([codeOf(refused), fieldOf(refused)]).toEqual([code, field]);
});

test('a case is offered once at a time, when it is active or in follow-up, and not to its owner', async () => {
  const { ana, besa, caseId, consentId } = await offered();
  const offer = (to: string, consent = consentId) =>
    mutate(on.client, ana, 'offerTransfer', offerInput(caseId, consent, to));
  expect(codeOf(await offer(besa.organisationId))).toBe('CONFLICT');
  const own = await recordConsent(on, ana, caseId, ana.organisationId);
  for (const id of [ana.organisationId, ana.organisationId.toUpperCase()]) {
    expect(fieldOf(await offer(id, own))).toBe('input.toOrganisationId');
  }
  await on.owner.query(`update consent set valid_to = '2020-01-01' where id = $1`, [consentId]);
  const next = newId();
  const renewed = await recordConsent(on, ana, caseId, next);
  expect((await offer(next, renewed)).errors).toBeUndefined();
  await setStatus(caseId, 'PLANNING');
  const answerNow = await offer(next, renewed);
  expect([codeOf(answerNow), answerNow.errors![0]!.message]).toEqual(['CONFLICT', 'The case is PLANNING.']);
});
