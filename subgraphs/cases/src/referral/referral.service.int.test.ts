import { newId } from '@ura/database';
import { chores } from '../chores';
import { recordConsent, referralInput, referred } from '../exchange.fixture';
import { caseManager, codeOf, fieldOf, mutate, openCase, type Stage, stage } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const REFERRAL = `query ($id: ID!) { referral(id: $id) { id status urgency decline sentAt answerBy from { id } to { id }
  services { code } case { id kind } } }`;
const inbox = (page = '') =>
  `{ referrals(box: INBOX${page}) { totalCount edges { node { id status } } pageInfo { hasNextPage endCursor } } }`;
const answer = (viewer: Parameters<typeof mutate>[1], referralId: string, to: string, reason?: string) =>
  mutate(on.client, viewer, 'answerReferral', { referralId, answer: to, reason }, '{ status decline }');
const statusFor = async (viewer: Parameters<typeof mutate>[1], id: string) =>
  (await on.client.ask(viewer, REFERRAL, { id })).data.referral?.status;
/** Puts the moment by which an answer was wanted into the past. */
const tooLate = (id: string) =>
  on.owner.query(`update referral set answer_by = now() - interval '1 minute' where id = $1`, [id]);

test('a referral goes its way: sent, acknowledged, accepted, in service, completed', async () => {
  const { ana, besa, caseId, referralId: id } = await referred(on);
  const sent = (await on.client.ask(besa, REFERRAL, { id })).data.referral;
  expect(sent).toMatchObject({
    ...{ id, status: 'SENT', urgency: 'URGENT', decline: null, services: [{ code: 'VS01' }] },
    ...{ from: { id: ana.organisationId }, to: { id: besa.organisationId } },
    case: { id: caseId, kind: 'DOMESTIC_VIOLENCE' },
  });
  expect(Date.parse(sent.answerBy) - Date.parse(sent.sentAt)).toBe(24 * 3_600_000);
  for (const step of ['ACKNOWLEDGED', 'ACCEPTED', 'IN_SERVICE']) {
    expect((await answer(besa, id, step)).data.answerReferral.status).toBe(step);
    expect((await answer(besa, id, step)).data.answerReferral.status).toBe(step);
    expect(await statusFor(ana, id)).toBe(step);
  }
  const done = await mutate(
    on.client,
    besa,
    'completeReferral',
    { referralId: id },
    '{ status case { id } }',
  );
  expect(done.data.completeReferral).toEqual({ status: 'COMPLETED', case: null });
  expect(codeOf(await answer(besa, id, 'ACCEPTED'))).toBe('CONFLICT');
});

test('P16 nothing of the case is open to the recipient once the referral ends', async () => {
  for (const end of ['DECLINED', 'NOT_ATTENDED', 'cancelled', 'too late']) {
    const { ana, besa, caseId, referralId } = await referred(on);
    if (end === 'DECLINED') await answer(besa, referralId, 'DECLINED', 'NO_CAPACITY');
    if (end === 'NOT_ATTENDED') {
      await answer(besa, referralId, 'ACCEPTED');
      await answer(besa, referralId, 'NOT_ATTENDED');
    }
    if (end === 'cancelled') await mutate(on.client, ana, 'cancelReferral', { referralId });
    if (end === 'too late') await tooLate(referralId);
    const { data } = await on.client.ask(besa, 'query ($id: ID!) { case(id: $id) { id } }', { id: caseId });
    expect([end, data.case]).toEqual([end, null]);
  }
});

test('P60 cancelled and revoked look alike, to the recipient and to the sender, at every step', async () => {
  for (const step of [null, 'ACKNOWLEDGED', 'ACCEPTED'] as const) {
    const [one, two] = [await referred(on), await referred(on)];
    for (const { besa, referralId } of [one, two]) if (step) await answer(besa, referralId, step);
    await mutate(on.client, one.ana, 'cancelReferral', { referralId: one.referralId });
    await mutate(on.client, two.ana, 'withdrawConsent', { consentId: two.consentId });
    const seen = async ({ ana, besa, referralId }: typeof one) => {
      const answers = [ana, besa].map(viewer => on.client.ask(viewer, REFERRAL, { id: referralId }));
      const [sender, recipient] = (await Promise.all(answers)).map(({ data }) => data.referral);
      return [sender.status, sender.decline, recipient.status, recipient.decline, recipient.case];
    };
    expect(await seen(one)).toEqual(['CLOSED_BY_SENDER', null, 'CLOSED_BY_SENDER', null, null]);
    expect(await seen(two)).toEqual(await seen(one));
  }
});

test('a referral that nobody answers in time is EXPIRED at once, and the clock writes it down', async () => {
  const { ana, besa, referralId } = await referred(on);
  await tooLate(referralId);
  const stored = async () =>
    (await on.owner.query('select status from referral where id = $1', [referralId]))[0].status;
  expect([await statusFor(ana, referralId), await statusFor(besa, referralId), await stored()]).toEqual([
    'EXPIRED',
    'EXPIRED',
    'SENT',
  ]);
  expect(codeOf(await answer(besa, referralId, 'ACCEPTED'))).toBe('CONFLICT');
  expect(codeOf(await mutate(on.client, ana, 'cancelReferral', { referralId }))).toBe('CONFLICT');
  const { data } = await on.client.ask(besa, inbox(', statuses: [EXPIRED]'));
  expect(data.referrals.edges).toEqual([{ node: { id: referralId, status: 'EXPIRED' } }]);
  await chores(on.database);
  expect(await stored()).toBe('EXPIRED');
});

test('P14 a referral whose consent has run out is over at once, and the clock writes it down', async () => {
  const { besa, consentId, referralId } = await referred(on);
  await answer(besa, referralId, 'ACCEPTED');
  await on.owner.query(`update consent set valid_to = '2020-01-01' where id = $1`, [consentId]);
  expect(await statusFor(besa, referralId)).toBe('CLOSED_BY_SENDER');
  expect(codeOf(await answer(besa, referralId, 'IN_SERVICE'))).toBe('CONFLICT');
  await chores(on.database);
  const [row] = await on.owner.query('select status, ended_because from referral where id = $1', [
    referralId,
  ]);
  expect(row).toEqual({ status: 'CLOSED_BY_SENDER', ended_because: 'REVOKED' });
});

test.each<[string, object, string, string?]>([
  ['a consent that is none', { consentId: newId() }, 'INVALID', 'consentId'],
  ['another recipient', { toOrganisationId: newId() }, 'INVALID', 'toOrganisationId'],
  ['a purpose that was not said', { serviceCodes: ['VS01', 'VS06'] }, 'INVALID', 'serviceCodes'],
  ['a service that is none', { serviceCodes: ['VS99'] }, 'INVALID', 'serviceCodes'],
  ['no service', { serviceCodes: [] }, 'INVALID', 'serviceCodes'],
  ['an answer wanted yesterday', { answerBy: '2020-01-01T00:00:00Z' }, 'INVALID', 'answerBy'],
  ['an answer wanted in many years', { answerBy: '2999-01-01T00:00:00Z' }, 'INVALID', 'answerBy'],
])('P11 with %s no referral is sent', async (_what, more, code, field) => {
  const [ana, to] = [caseManager(), newId()];
  const caseId = await openCase(on.client, ana);
  const consentId = await recordConsent(on, ana, caseId, to);
  const refused = await mutate(on.client, ana, 'sendReferral', referralInput(caseId, consentId, to, more));
  expect([codeOf(refused), fieldOf(refused)]).toEqual([code, field && `input.${field}`]);
  const [{ count }] = await on.owner.query('select count(*)::int from referral where case_id = $1', [caseId]);
  expect(count).toBe(0);
});

test.each([
  ['was taken back', `withdrawn_at = now()`],
  ['was refused', `refused_at = now()`],
  ['has run out', `valid_to = '2020-01-01'`],
  ['was superseded', `superseded_at = now()`],
])(
  'P11 P13 no referral is sent under a consent that %s, not even past the service',
  async (_what, change) => {
    const { ana, besa, caseId, consentId } = await referred(on);
    await on.owner.query(`update consent set ${change} where id = $1`, [consentId]);
    const refused = await mutate(
      on.client,
      ana,
      'sendReferral',
      referralInput(caseId, consentId, besa.organisationId),
    );
    expect(codeOf(refused)).toBe('CONFLICT');
    const past = on.database.as(ana).run(manager =>
      manager.query(
        `insert into referral (id, case_id, consent_id, from_organisation_id, to_organisation_id, status, urgency, answer_by)
       values ($1, $2, $3, $4, $5, 'SENT', 'URGENT', now() + interval '1 day')`,
        [newId(), caseId, consentId, ana.organisationId, besa.organisationId],
      ),
    );
    await expect(past).rejects.toThrow('row-level security');
  },
);

test('P11 finding out whether she is known opens no referral', async () => {
  const [ana, to] = [caseManager(), newId()];
  const caseId = await openCase(on.client, ana);
  const consentId = await recordConsent(on, ana, caseId, to, { purposes: ['DEDUP'], bundles: [] });
  const refused = await mutate(on.client, ana, 'sendReferral', referralInput(caseId, consentId, to));
  expect(fieldOf(refused)).toBe('input.serviceCodes');
});
