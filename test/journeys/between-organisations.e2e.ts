import { organisations, type Person, shelters, startTestHub, type TestHub, workers } from '../hub';
import { woman } from './beds';
import {
  allows,
  answers,
  arrives,
  day,
  does,
  done,
  goesOnTo,
  nextOf,
  opens,
  refers,
  sees,
  shelterRefOf,
} from './cases';

const RECEIVED = 'subscription { referralReceived { id status case { id kind ageBand } } }';
const REFERRAL = 'query ($id: ID!) { referral(id: $id) { status from { id } case { id } } }';
const STAY = 'query ($id: ID!) { stay(id: $id) { status case { id ageBand } caseHasEnded } }';

let hub: TestHub;
let ana: Person;
let besa: Person;

beforeAll(async () => {
  hub = await startTestHub();
  [ana, besa] = await Promise.all([hub.as('case-manager@vatra'), hub.as('case-manager@pvpt')]);
}, 120_000);
afterAll(() => hub?.stop());

test('P14 consent that is taken back while the recipient has the case open in a stream: the next event has no case, and no door shows it', async () => {
  const { id, code } = await opens(ana, { kind: 'TRAFFICKING', ageBand: 'AGE_18_24', risk: 'LOW' });
  const consentId = await allows(ana, id, 'pvpt', ['SHELTER'], ['BASICS']);
  const shelter = await hub.as('shelter-manager@pvpt');
  const stream = await shelter.watch(RECEIVED);
  const opened = { id, kind: 'TRAFFICKING', ageBand: 'AGE_18_24' };
  const referralId = await refers(ana, id, 'pvpt', consentId, 'VS01');
  expect(await nextOf(stream)).toEqual({ id: referralId, status: 'SENT', case: opened });
  await answers(shelter, referralId, 'ACCEPTED');
  expect(await nextOf(stream)).toEqual({ id: referralId, status: 'ACCEPTED', case: opened });

  const caseRef = await shelterRefOf(ana, id);
  const need = { people: [woman], risk: 'LOW', situation: 'TRAFFICKING', country: 'XK', caseRef };
  const stayId = await arrives(ana, shelter, shelters.bliri!.id, need);
  const stay = async () => done(await shelter.ask(STAY, { id: stayId }));
  expect(await stay()).toMatchObject({ status: 'ACTIVE', case: { id, ageBand: 'AGE_18_24' } });

  // She says it at night, on the telephone, to whoever answers.
  const said = { caseCode: code, recipientId: organisations.pvpt };
  const withdrawn = await does(
    await hub.as('hotline@vatra'),
    'withdrawConsent',
    said,
    '{ status case { id } }',
  );
  expect(withdrawn).toEqual({ status: 'WITHDRAWN', case: null });

  expect(await nextOf(stream)).toEqual({ id: referralId, status: 'CLOSED_BY_SENDER', case: null });
  await stream.return!();
  expect(await stay()).toEqual({ status: 'ACTIVE', case: null, caseHasEnded: false });
  for (const who of [shelter, besa]) {
    expect(await sees(who, id, '{ id kind }')).toBeNull();
    expect(done(await who.ask('query ($code: String) { case(code: $code) { id } }', { code }))).toBeNull();
    expect(done(await who.ask('{ cases { edges { node { id } } } }')).edges).not.toContainEqual({
      node: { id },
    });
    expect(done(await who.ask(REFERRAL, { id: referralId }))).toMatchObject({
      status: 'CLOSED_BY_SENDER',
      case: null,
    });
  }
  expect(await sees(ana, id, '{ kind consents { status } }')).toMatchObject({
    kind: 'TRAFFICKING',
    consents: [{ status: 'WITHDRAWN' }],
  });
}, 60_000);

const WHOLE = `{ id code status kind owner { id } team { workerId } consents { id } plan { goals { id } }
  timeline { edges { node { kind } } } transfers { status case { id } } }`;

test('PVPT refers to Vatra across the border and hands the case over; from then on each side sees its own', async () => {
  const region = 'hub:xk-district:prishtine';
  const { id, code } = await opens(besa, { kind: 'TRAFFICKING', ageBand: 'AGE_18_24', regionCode: region });
  const health = { caseId: id, health: { needs: ['PREGNANCY'] } };
  await does(besa, 'assessCase', { ...health, protection: { risk: 'MEDIUM', riskFactors: ['ISOLATION'] } });
  const purposes = ['PSYCHOSOCIAL', 'CASE_TRANSFER'];
  const consentId = await allows(besa, id, 'vatra', purposes, ['BASICS', 'PROTECTION']);
  const referralId = await refers(besa, id, 'vatra', consentId, 'VS04');

  // The recipient sees what she allowed, with what the directory says of everybody, and no more.
  const parts =
    '{ code risk region { name { en } } owner { name { en } } assessments { part } team { workerId } grant { until bundles } }';
  expect(await sees(ana, id, parts)).toEqual({
    code,
    risk: 'MEDIUM',
    region: { name: { en: expect.stringMatching('Pri') } },
    owner: { name: { en: expect.stringMatching('Protection') } },
    assessments: [{ part: 'PROTECTION' }],
    team: null,
    grant: { until: day(90), bundles: ['BASICS', 'PROTECTION'] },
  });
  for (const answer of ['ACCEPTED', 'IN_SERVICE']) await answers(ana, referralId, answer);
  expect(await does(ana, 'completeReferral', { referralId }, '{ status }')).toEqual({ status: 'COMPLETED' });
  expect(await sees(ana, id, '{ id }')).toBeNull();

  await goesOnTo(besa, id, 'ASSESSMENT', 'PLANNING', 'ACTIVE');
  const offer = { caseId: id, consentId, toOrganisationId: organisations.vatra };
  const { id: transferId } = await does(besa, 'offerTransfer', offer);
  const inbox = done(await ana.ask('{ transfers(box: INBOX) { edges { node { id case { kind } } } } }'));
  expect(inbox.edges).toContainEqual({ node: { id: transferId, case: { kind: 'TRAFFICKING' } } });

  const taken = await does(ana, 'answerTransfer', { transferId, accepts: true }, `{ case ${WHOLE} }`);
  expect(taken.case).toMatchObject({
    ...{ status: 'INTAKE', kind: 'TRAFFICKING', owner: { id: organisations.vatra } },
    ...{ team: [{ workerId: workers['case-manager@vatra'] }], consents: [] },
    transfers: [{ status: 'ACCEPTED', case: { id: taken.case.id } }],
  });
  expect([taken.case.id, taken.case.code]).not.toEqual([id, code]);
  const own = await sees(besa, id, WHOLE);
  expect(own).toMatchObject({ id, code, status: 'TRANSFERRED', owner: { id: organisations.pvpt } });
  expect(own.transfers).toEqual([{ status: 'ACCEPTED', case: { id } }]);
  expect([await sees(ana, id, '{ id }'), await sees(besa, taken.case.id, '{ id }')]).toEqual([null, null]);
  const codes = await hub.sql('cases', 'select id, code from "case" where id = any($1)', [
    [id, taken.case.id],
  ]);
  expect(new Set(codes.map(row => row.code)).size).toBe(2);
  for (const [who, other] of [
    [ana, code],
    [besa, taken.case.code],
  ] as const) {
    expect(
      done(await who.ask('query ($code: String) { case(code: $code) { id } }', { code: other })),
    ).toBeNull();
  }
}, 60_000);
