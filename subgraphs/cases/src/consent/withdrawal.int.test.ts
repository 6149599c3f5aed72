import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import type { Answer } from '@ura/testkit';
import { consentInput, recordConsent, referralInput, referred } from '../exchange.fixture';
import { assign, caseManager, codeOf, colleague, mutate, openCase, type Stage, stage } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const INBOX = 'subscription { referralReceived { id status case { id kind } } }';
const next = async (stream: AsyncIterableIterator<Answer<never>>) =>
  (await stream.next()).value as Answer<never>;
const withdraw = (by: Member, input: object) =>
  mutate(on.client, by, 'withdrawConsent', input, '{ id status withdrawnAt purposes bundles case { id } }');
const codeOfCase = async (caseId: string): Promise<string> =>
  (await on.owner.query('select code from "case" where id = $1', [caseId]))[0].code;
const seenBy = async (viewer: Member, caseId: string) => {
  const root = await on.client.ask(
    viewer,
    'query ($id: ID!) { case(id: $id) { kind } cases { edges { node { id } } } }',
    { id: caseId },
  );
  const entity = await on.client.entities(viewer, 'Case', [{ id: caseId }], '{ kind }');
  return [root.data.case, root.data.cases.edges, entity.data._entities[0]];
};

test('P14 a consent that is taken back bites on the next request, at every door', async () => {
  const { ana, besa, caseId, consentId, referralId } = await referred(on);
  const kind = { kind: 'DOMESTIC_VIOLENCE' };
  expect(await seenBy(besa, caseId)).toEqual([kind, [{ node: { id: caseId } }], kind]);
  const { data } = await withdraw(ana, { consentId });
  expect(data.withdrawConsent).toMatchObject({ id: consentId, status: 'WITHDRAWN', case: { id: caseId } });
  expect(await seenBy(besa, caseId)).toEqual([null, [], null]);
  const left = await on.client.ask(besa, 'query ($id: ID!) { referral(id: $id) { status case { id } } }', {
    id: referralId,
  });
  expect(left.data.referral).toEqual({ status: 'CLOSED_BY_SENDER', case: null });
});

test('P14 P63 whoever has the case open in a stream sees it close when the consent is taken back', async () => {
  const { ana, besa, caseId, consentId, referralId } = await referred(on);
  const stream = await on.client.stream<never>(besa, INBOX);
  await mutate(on.client, besa, 'answerReferral', { referralId, answer: 'ACKNOWLEDGED' });
  expect(await next(stream)).toEqual({
    data: {
      referralReceived: {
        id: referralId,
        status: 'ACKNOWLEDGED',
        case: { id: caseId, kind: 'DOMESTIC_VIOLENCE' },
      },
    },
  });
  await withdraw(ana, { consentId });
  expect(await next(stream)).toEqual({
    data: { referralReceived: { id: referralId, status: 'CLOSED_BY_SENDER', case: null } },
  });
  await stream.return!();
});

test.each(['HOTLINE', 'MOBILE_UNIT', 'SHELTER_STAFF', 'SPECIALIST', 'SUPERVISOR'] as const)(
  'P14 a %s on duty who is not of the team takes it back by the code, and learns nothing of the case',
  async role => {
    const { ana, besa, caseId, consentId } = await referred(on);
    await on.owner.query('update "case" set restricted = true where id = $1', [caseId]);
    const input = {
      caseCode: (await codeOfCase(caseId)).toLowerCase(),
      recipientId: besa.organisationId,
    };
    const { data } = await withdraw(colleague(ana, role), input);
    expect(data.withdrawConsent).toEqual({
      id: consentId,
      status: 'WITHDRAWN',
      withdrawnAt: expect.any(String),
      purposes: [],
      bundles: [],
      case: null,
    });
    expect(await seenBy(besa, caseId)).toEqual([null, [], null]);
    const again = await withdraw(colleague(ana, role), input);
    expect(again.data.withdrawConsent).toEqual(data.withdrawConsent);
  },
);

test('P61 nobody else takes it back, and a wrong code and a consent of others are one answer', async () => {
  const { ana, besa, caseId, consentId } = await referred(on);
  const caseCode = await codeOfCase(caseId);
  const recipientId = besa.organisationId;
  const stranger = caseManager();
  const refused = [
    await withdraw(stranger, { consentId }),
    await withdraw(stranger, { caseCode, recipientId }),
    await withdraw(besa, { consentId }),
    await withdraw(ana, { consentId: newId() }),
    await withdraw(ana, { caseCode, recipientId: newId() }),
    await withdraw(ana, { caseCode: '0000-0000', recipientId }),
  ];
  expect(refused.map(codeOf)).toEqual(Array(6).fill('NOT_FOUND'));
  expect(new Set(refused.map(({ errors }) => errors![0]!.message)).size).toBe(1);
  for (const role of ['DATA_OFFICER', 'ANALYST', 'TRAINER'] as const) {
    expect(codeOf(await withdraw(colleague(ana, role), { consentId }))).toBe('FORBIDDEN');
  }
  expect(codeOf(await withdraw(ana, { caseCode }))).toBe('INVALID');
  expect(codeOf(await withdraw(ana, { consentId, caseCode, recipientId }))).toBe('INVALID');
  expect((await seenBy(besa, caseId))[0]).not.toBeNull();
});

test('taking back a former consent takes back the one that took its place; repeating it takes back nothing new', async () => {
  const { ana, besa, caseId, consentId } = await referred(on);
  const second = await recordConsent(on, ana, caseId, besa.organisationId);
  expect((await withdraw(ana, { consentId })).data.withdrawConsent).toMatchObject({ id: second });
  const third = await recordConsent(on, ana, caseId, besa.organisationId);
  expect((await withdraw(ana, { consentId: second })).data.withdrawConsent).toMatchObject({ id: second });
  const { data } = await on.client.ask(ana, 'query ($id: ID!) { case(id: $id) { consents { id status } } }', {
    id: caseId,
  });
  expect(data.case.consents).toEqual([
    { id: third, status: 'GRANTED' },
    { id: second, status: 'WITHDRAWN' },
    { id: consentId, status: 'SUPERSEDED' },
  ]);
});

test('a withdrawal ends one recipient’s view, and no other’s', async () => {
  const { ana, besa, caseId, consentId } = await referred(on);
  const drita = caseManager();
  const other = await recordConsent(on, ana, caseId, drita.organisationId);
  await mutate(on.client, ana, 'sendReferral', referralInput(caseId, other, drita.organisationId));
  await withdraw(ana, { consentId });
  expect([(await seenBy(besa, caseId))[0], (await seenBy(drita, caseId))[0]]).toEqual([
    null,
    { kind: 'DOMESTIC_VIOLENCE' },
  ]);
});

test('P11 P14 of a withdrawal and a referral at one moment, no referral stands on a consent that is gone', async () => {
  const ana = caseManager();
  const shared = { duty: colleague(ana, 'HOTLINE'), second: colleague(ana, 'CASE_MANAGER') };
  const caseId = await openCase(on.client, ana);
  await assign(on.client, ana, caseId, shared.second, 'CASE_MANAGER');
  const outcomes = new Set<string>();
  for (let round = 0; round < 15; round++) {
    const to = newId();
    const consentId = await recordConsent(on, ana, caseId, to);
    const [sent, another, taken] = await Promise.all([
      mutate(on.client, ana, 'sendReferral', referralInput(caseId, consentId, to), '{ status }'),
      mutate(on.client, shared.second, 'sendReferral', referralInput(caseId, consentId, to), '{ status }'),
      withdraw(shared.duty, { consentId }),
    ]);
    expect(taken.data.withdrawConsent.status).toBe('WITHDRAWN');
    for (const answer of [sent, another]) outcomes.add(codeOf(answer) ?? 'sent');
  }
  const standing = await on.owner.query(
    `select referral.status from referral join consent on consent.id = consent_id
      where referral.case_id = $1 and withdrawn_at is not null and status <> 'CLOSED_BY_SENDER'`,
    [caseId],
  );
  expect(standing).toEqual([]);
  for (const outcome of outcomes) expect(['sent', 'CONFLICT']).toContain(outcome);
});

test('P12 a consent is for one recipient: another one is not reached with it', async () => {
  const { ana, caseId, consentId } = await referred(on);
  const elsewhere = await mutate(on.client, ana, 'sendReferral', referralInput(caseId, consentId, newId()));
  expect(codeOf(elsewhere)).toBe('INVALID');
  const two = { ...consentInput(caseId, newId()), recipientId: [newId(), newId()] };
  expect((await mutate(on.client, ana, 'recordConsent', two)).errors).toHaveLength(1);
});
