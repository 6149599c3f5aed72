import { newId } from '@ura/database';
import { consentInput, recordConsent, referred, sendReferral } from '../exchange.fixture';
import {
  assign,
  caseManager,
  codeOf,
  colleague,
  fieldOf,
  mutate,
  openCase,
  type Stage,
  stage,
} from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const CONSENT = `{ id status grantedOn validTo form language textVersion withdrawnAt purposes bundles recipientPeople
  exceptPeople recipient { id } case { id } guardian { relation consentedOn } assent { givenOn } }`;
const today = async (days = 0): Promise<string> => {
  const [{ day }] = await on.owner.query(
    `select ((now() at time zone 'Europe/Tirane')::date + $1::int)::text as day`,
    [days],
  );
  return day;
};
const count = async (table: string, caseId: string): Promise<number> => {
  const [row] = await on.owner.query(`select count(*)::int from ${table} where case_id = $1`, [caseId]);
  return row.count;
};

test('P18 P20 a consent holds for 90 days unless it is said, and keeps its language and the version of its text', async () => {
  const ana = caseManager();
  const caseId = await openCase(on.client, ana);
  const recipientId = newId();
  const { data } = await mutate(on.client, ana, 'recordConsent', consentInput(caseId, recipientId), CONSENT);
  expect(data.recordConsent).toEqual({
    id: expect.any(String),
    status: 'GRANTED',
    grantedOn: await today(),
    validTo: await today(90),
    form: 'WRITTEN',
    language: 'sq',
    textVersion: '2026-03',
    withdrawnAt: null,
    purposes: ['SHELTER', 'HEALTH', 'CASE_TRANSFER'],
    bundles: ['BASICS', 'HEALTH'],
    recipientPeople: [],
    exceptPeople: [],
    recipient: { id: recipientId },
    case: { id: caseId },
    guardian: null,
    assent: null,
  });
});

test('P20 a consent ends by itself, at the end of its last day', async () => {
  const { besa, ana, caseId, consentId } = await referred(on);
  const status = async () => {
    const { data } = await on.client.ask(ana, 'query ($id: ID!) { case(id: $id) { consents { status } } }', {
      id: caseId,
    });
    return data.case.consents[0].status;
  };
  const seen = async () =>
    (await on.client.ask(besa, 'query ($id: ID!) { case(id: $id) { kind } }', { id: caseId })).data.case;
  await on.owner.query('update consent set valid_to = $2 where id = $1', [consentId, await today()]);
  expect([await status(), await seen()]).toEqual(['GRANTED', { kind: 'DOMESTIC_VIOLENCE' }]);
  await on.owner.query('update consent set valid_to = $2 where id = $1', [consentId, await today(-1)]);
  expect([await status(), await seen()]).toEqual(['EXPIRED', null]);
  const [{ parts }] = await on.database
    .as(besa)
    .run(manager => manager.query('select case_parts($1) as parts', [caseId]));
  expect(parts).toEqual([]);
});

test.each<[string, object, string, object?]>([
  ['P20 a last day that is over', { validTo: '2020-01-01' }, 'validTo'],
  ['P20 a term of more than a year', { validTo: '2999-01-01' }, 'validTo'],
  ['P18 no version of the text', { textVersion: 'as told' }, 'textVersion'],
  ['P18 no language', { language: 'Shqip' }, 'language'],
  ['no purpose', { purposes: [] }, 'purposes'],
  ['nothing that may be known', { bundles: [] }, 'bundles'],
  ['DEDUP with something that may be known', { purposes: ['DEDUP'] }, 'bundles'],
  ['a case without its basics', { purposes: ['CASE_TRANSFER'], bundles: ['HEALTH'] }, 'bundles'],
  ['people named and excepted', { recipientPeople: [newId()], exceptPeople: [newId()] }, 'exceptPeople'],
  ['words without a witness', { form: 'WITNESSED_ORAL' }, 'witnessId'],
  ['a witness of what is written', { witnessId: newId() }, 'witnessId'],
  [
    'P17 an adult with a guardian',
    { guardian: { relation: 'MOTHER', consentedOn: '2026-01-01', isAllegedPerpetrator: false } },
    'guardian',
  ],
  ['P17 a child without a guardian', {}, 'guardian', { ageBand: 'AGE_0_5' }],
  [
    'P17 a child whose guardian is suspected',
    { guardian: { relation: 'FATHER', consentedOn: '2026-01-01', isAllegedPerpetrator: true } },
    'guardian.isAllegedPerpetrator',
    { ageBand: 'AGE_6_11' },
  ],
  [
    'P17 a guardian who has not consented yet',
    { guardian: { relation: 'MOTHER', consentedOn: '2999-01-01', isAllegedPerpetrator: false } },
    'guardian.consentedOn',
    { ageBand: 'AGE_6_11' },
  ],
  [
    'P17 a girl of 15 who was not asked',
    { guardian: { relation: 'MOTHER', consentedOn: '2026-01-01', isAllegedPerpetrator: false } },
    'assent',
    { ageBand: 'AGE_12_17' },
  ],
  [
    'P17 a girl of 15 who said no',
    {
      guardian: { relation: 'MOTHER', consentedOn: '2026-01-01', isAllegedPerpetrator: false },
      assent: { given: false, givenOn: '2026-01-01' },
    },
    'assent.given',
    { ageBand: 'AGE_12_17' },
  ],
])('%s is no consent, and nothing is written', async (_what, more, field, of = {}) => {
  const ana = caseManager();
  const caseId = await openCase(on.client, ana, of);
  const answer = await mutate(on.client, ana, 'recordConsent', consentInput(caseId, newId(), more));
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', `input.${field}`]);
  expect(await count('consent', caseId)).toBe(0);
});

test('nobody is the witness of what they record themselves', async () => {
  const ana = caseManager();
  const caseId = await openCase(on.client, ana);
  const said = (witnessId: string) =>
    mutate(
      on.client,
      ana,
      'recordConsent',
      consentInput(caseId, newId(), { form: 'WITNESSED_ORAL', witnessId }),
    );
  expect(fieldOf(await said(ana.id))).toBe('input.witnessId');
  expect((await said(newId())).errors).toBeUndefined();
});

test('P17 a girl of 15 whose parents are suspected consents with the Child Protection Unit', async () => {
  const ana = caseManager();
  const caseId = await openCase(on.client, ana, { ageBand: 'AGE_12_17' });
  const day = await today();
  const guardian = { relation: 'CHILD_PROTECTION_UNIT', consentedOn: day };
  const input = consentInput(caseId, newId(), {
    guardian: { ...guardian, isAllegedPerpetrator: false },
    assent: { given: true, givenOn: day },
  });
  const { data } = await mutate(on.client, ana, 'recordConsent', input, CONSENT);
  expect(data.recordConsent).toMatchObject({ status: 'GRANTED', guardian, assent: { givenOn: day } });
});

test('a consent is recorded once for a key, by who works on the case', async () => {
  const ana = caseManager();
  const caseId = await openCase(on.client, ana);
  const input = consentInput(caseId, newId());
  const first = await mutate(on.client, ana, 'recordConsent', input);
  expect(await mutate(on.client, ana, 'recordConsent', input)).toEqual(first);
  expect(codeOf(await mutate(on.client, ana, 'recordConsent', { ...input, language: 'en' }))).toBe(
    'CONFLICT',
  );
  const other = { ...input, idempotencyKey: newId() };
  expect(codeOf(await mutate(on.client, colleague(ana, 'CASE_MANAGER'), 'recordConsent', other))).toBe(
    'NOT_FOUND',
  );
  expect(codeOf(await mutate(on.client, colleague(ana, 'DATA_OFFICER'), 'recordConsent', other))).toBe(
    'FORBIDDEN',
  );
  await on.owner.query(`update "case" set status = 'CLOSED' where id = $1`, [caseId]);
  expect(codeOf(await mutate(on.client, ana, 'recordConsent', other))).toBe('CONFLICT');
  expect(await count('consent', caseId)).toBe(1);
});

test('a later consent takes the place of the former one, and what is under way goes on as far as it covers it', async () => {
  const { ana, besa, caseId, referralId } = await referred(on);
  const health = (
    await on.client.ask(ana, 'query ($id: ID!) { case(id: $id) { consents { id } } }', { id: caseId })
  ).data.case.consents[0].id;
  const second = await sendReferral(on, ana, caseId, health, besa.organisationId, { serviceCodes: ['VS05'] });
  await recordConsent(on, ana, caseId, besa.organisationId, {
    purposes: ['SHELTER'],
    bundles: ['PROTECTION'],
  });
  const { data } = await on.client.ask(
    ana,
    'query ($id: ID!) { case(id: $id) { consents { status } referrals { id status } } }',
    { id: caseId },
  );
  expect(data.case.consents).toEqual([{ status: 'GRANTED' }, { status: 'SUPERSEDED' }]);
  expect(data.case.referrals).toEqual([
    { id: second, status: 'CLOSED_BY_SENDER' },
    { id: referralId, status: 'SENT' },
  ]);
  const seen = await on.client.ask(besa, 'query ($id: ID!) { case(id: $id) { kind grant { bundles } } }', {
    id: caseId,
  });
  expect(seen.data.case).toEqual({ kind: null, grant: { bundles: ['PROTECTION'] } });
});

test('P15 a refusal is recorded, and nothing is withheld because of it', async () => {
  const ana = caseManager();
  const caseId = await openCase(on.client, ana);
  const { idempotencyKey, recipientId, purposes, language, textVersion } = consentInput(caseId, newId());
  const input = { caseId, recipientId, purposes, language, textVersion, idempotencyKey };
  const { data } = await mutate(on.client, ana, 'refuseConsent', input, '{ status grantedOn bundles }');
  expect(data.refuseConsent).toEqual({ status: 'REFUSED', grantedOn: null, bundles: [] });
  const { data: after } = await on.client.ask(
    ana,
    'query ($id: ID!) { case(id: $id) { status viewerMay { assign recordConsent refer } timeline { edges { node { kind } } } } }',
    { id: caseId },
  );
  expect(after.case).toMatchObject({
    status: 'INTAKE',
    viewerMay: { assign: true, recordConsent: true, refer: true },
    timeline: { edges: [{ node: { kind: 'CONSENT_REFUSED' } }, { node: { kind: 'CASE_OPENED' } }] },
  });
  await assign(on.client, ana, caseId, colleague(ana, 'SPECIALIST'), 'HEALTH_WORKER');
  expect(await recordConsent(on, ana, caseId, recipientId)).toEqual(expect.any(String));
});
