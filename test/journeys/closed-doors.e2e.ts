import { newKey, organisations, type Person, shelters, startTestHub, type TestHub, workers } from '../hub';
import { woman } from './beds';
import {
  allows,
  arrives,
  codeOf,
  day,
  does,
  nextOf,
  opens,
  refers,
  sees,
  shelterRefOf,
  tries,
} from './cases';

/** Everything of one case that somebody could get hold of. */
interface Found {
  readonly caseId: string;
  readonly code: string;
  readonly consentId: string;
  readonly referralId: string;
  readonly transferId: string;
  readonly noticeId: string;
  readonly goalId: string;
  readonly followUpId: string;
  readonly accessId: string;
}

let hub: TestHub;
let ana: Person;
let real: Found;
/** The same of nothing. */
const none: Found = {
  ...{
    caseId: newKey(),
    consentId: newKey(),
    referralId: newKey(),
    transferId: newKey(),
    noticeId: newKey(),
  },
  ...{ goalId: newKey(), followUpId: newKey(), accessId: newKey(), code: '0000-0000' },
};

/** A case of trafficking with something in every corner of it. */
const caseWithEverything = async (): Promise<Found> => {
  const { id: caseId, code } = await opens(ana, { kind: 'TRAFFICKING', ageBand: 'AGE_18_24' });
  await does(ana, 'recordIdentity', { caseId, givenName: 'Demo', familyName: 'Testova' });
  const plan = { caseId, serviceCode: 'VS07', providerId: organisations.vatra, objective: 'EDUCATION' };
  await does(ana, 'planService', { ...plan, dueOn: day(30) });
  await does(ana, 'scheduleFollowUp', { caseId, channel: 'OFFICE', dueOn: day(30) });
  const consentId = await allows(ana, caseId, 'nrcvt', ['SHELTER', 'CASE_TRANSFER'], ['BASICS']);
  const referralId = await refers(ana, caseId, 'nrcvt', consentId, 'VS01');
  for (const status of ['ASSESSMENT', 'PLANNING', 'ACTIVE'])
    await does(ana, 'changeStatus', { caseId, status });
  const offer = { caseId, consentId, toOrganisationId: organisations.nrcvt };
  const { id: transferId } = await does(ana, 'offerTransfer', offer);
  const hotline = await hub.as('hotline@vatra');
  const { id: accessId } = await does(hotline, 'openInEmergency', { caseId, reason: 'ARRIVED_IN_CRISIS' });
  const of = await sees(ana, caseId, '{ notices { id } plan { goals { id } } followUps { id } }');
  const [noticeId, goalId, followUpId] = [of.notices[0].id, of.plan.goals[0].id, of.followUps[0].id];
  return { caseId, code, consentId, referralId, transferId, noticeId, goalId, followUpId, accessId };
};

beforeAll(async () => {
  hub = await startTestHub();
  ana = await hub.as('case-manager@vatra');
  real = await caseWithEverything();
}, 120_000);
afterAll(() => hub?.stop());

const asks = (query: string) => (who: Person, of: Found) => who.ask(query, of);
const WHOLE = `{ id code status kind survivor { givenName } safeContact { channel } team { workerId }
  timeline(first: 3) { edges { node { kind } } pageInfo { hasNextPage } totalCount } dependants { id } dependantOf { id }
  referrals { id } notices { id } consents { id } caseRef(for: SHELTERS) viewerMay { close readIdentity nextStatuses } }`;

const service = { serviceCode: 'VS07', providerId: organisations.vatra };
const text = { language: 'sq', textVersion: '2026-03' };
const elsewhere = { consentId: newKey(), toOrganisationId: organisations.nrcvt };
const consent = { ...text, form: 'WRITTEN', purposes: ['LEGAL'], bundles: ['BASICS'] };

/** What somebody can try to do to a case, by the thing of it that they name. */
const deeds: [keyof Found, string, object][] = [
  ['caseId', 'recordIdentity', { givenName: 'Demo' }],
  ['caseId', 'recordSafeContact', { channel: 'CALL', reach: '+355691234567' }],
  ['caseId', 'assignWorker', { workerId: workers['lawyer@vatra'], function: 'LAWYER' }],
  ['caseId', 'advanceIdentification', { step: 'PRESUMED' }],
  ['caseId', 'assessCase', { protection: { risk: 'LOW' } }],
  ['caseId', 'planService', { ...service, dueOn: day(30), objective: 'EDUCATION' }],
  ['caseId', 'recordService', { ...service, recipient: 'SURVIVOR' }],
  ['caseId', 'recordConsent', { ...consent, recipientId: organisations.nrcvt }],
  ['caseId', 'refuseConsent', { ...text, purposes: ['LEGAL'], recipientId: organisations.nrcvt }],
  ['caseId', 'sendReferral', { ...elsewhere, serviceCodes: ['VS01'], urgency: 'URGENT' }],
  ['caseId', 'offerTransfer', elsewhere],
  ['caseId', 'scheduleFollowUp', { dueOn: day(30), channel: 'OFFICE' }],
  ['caseId', 'changeStatus', { status: 'FOLLOW_UP' }],
  ['caseId', 'proposeClosure', { reason: 'GOALS_MET' }],
  ['caseId', 'closeCase', { reason: 'GOALS_MET' }],
  ['caseId', 'reopenCase', { reason: 'NEW_FACTS' }],
  ['caseId', 'openInEmergency', { reason: 'LIFE_IN_DANGER' }],
  ['caseId', 'setLegalHold', { isHeld: true, reason: 'INVESTIGATION' }],
  ['caseId', 'eraseSurvivor', { reason: 'SURVIVOR_REQUEST' }],
  ['caseId', 'findPossibleMatches', {}],
  ['noticeId', 'sendNotice', { survivorInformed: true }],
  ['noticeId', 'recordAcknowledgement', { protocolNumber: '12/2026' }],
  ['goalId', 'changeGoal', { status: 'IN_PROGRESS' }],
  ['followUpId', 'recordFollowUp', { outcome: 'WELL' }],
  ['referralId', 'answerReferral', { answer: 'ACCEPTED' }],
  ['referralId', 'completeReferral', {}],
  ['referralId', 'cancelReferral', {}],
  ['transferId', 'answerTransfer', { accepts: true }],
  ['accessId', 'reviewEmergency', { isJustified: true, findings: ['WAS_NEEDED'] }],
];

const doors: [string, (who: Person, of: Found) => ReturnType<typeof tries>][] = [
  ['the case by its id', asks(`query ($caseId: ID!) { case(id: $caseId) ${WHOLE} }`)],
  ['the case by its code', asks(`query ($code: String!) { case(code: $code) ${WHOLE} }`)],
  ['a referral', asks('query ($referralId: ID!) { referral(id: $referralId) { status case { id } } }')],
  [
    'who looked',
    asks('query ($caseId: ID!) { accessLog(caseId: $caseId) { edges { node { seq } } totalCount } }'),
  ],
  [
    'a child of the case',
    (who, of) =>
      tries(who, 'openCase', {
        kind: 'CHILD_AT_RISK',
        ageBand: 'AGE_0_5',
        sex: 'MALE',
        regionCode: 'AL-12',
        dependantOfId: of.caseId,
      }),
  ],
  [
    'exportSurvivorData',
    (who, { caseId }) => tries(who, 'exportSurvivorData', { caseId }, '{ caseId records }'),
  ],
  [
    'an emergency, by the code',
    (who, { code: caseCode }) => tries(who, 'openInEmergency', { caseCode, reason: 'THREAT' }),
  ],
  ...deeds.map(([thing, name, input]): (typeof doors)[number] => [
    name,
    (who, of) => tries(who, name, { [thing]: of[thing], ...input }),
  ]),
];

/** An answer without the ids that the question had. */
const shapeOf = (answer: unknown, of: Found): string =>
  Object.values(of).reduce((words, id) => words.replaceAll(id, '…'), JSON.stringify(answer));

describe.each(['lawyer@vatra', 'lawyer@pvpt', 'case-manager@pvpt', 'data-officer@pvpt'])(
  'P7 P61 for %s, who has no part in the case',
  account => {
    let who: Person;
    beforeAll(async () => {
      who = await hub.as(account);
    });

    test.each(doors)('%s answers as for what does not exist', async (_door, knock) => {
      const [closed, missing] = [await knock(who, real), await knock(who, none)];
      expect(shapeOf(closed, real)).toBe(shapeOf(missing, none));
      // It was a door, and not a question that was put wrongly.
      expect([undefined, 'NOT_FOUND', 'FORBIDDEN']).toContain(codeOf(closed));
    });

    test('lists and a search have nothing of it', async () => {
      const lists = await who.ask(
        '{ cases { edges { node { id } } totalCount } followUpsDue { edges { node { id } } } }',
      );
      const boxes = await who.ask(
        '{ referrals(box: OUTBOX) { edges { node { id } } } notices(box: OUTBOX) { edges { node { id } } } transfers(box: OUTBOX) { edges { node { id } } } }',
      );
      const search = await who.ask('{ findSurvivors(name: "Demo Testova") { id } }');
      const nobody = await who.ask('{ findSurvivors(name: "Nobody Testova") { id } }');
      expect(JSON.stringify([lists, boxes])).toBe(shapeOf([lists, boxes], real));
      expect(search).toEqual(nobody);
    });
  },
);

test.each(doors.slice(0, 4))('behind %s there is something, for who is of the team', async (_door, knock) => {
  expect(shapeOf(await knock(ana, real), real)).not.toBe(shapeOf(await knock(ana, none), none));
});

test('P61 nobody else’s consent is taken back by who has no part in the case: as where there is none', async () => {
  const who = await hub.as('lawyer@pvpt');
  const tried = ({ consentId }: Found) => tries(who, 'withdrawConsent', { consentId });
  expect(shapeOf(await tried(real), real)).toBe(shapeOf(await tried(none), none));
  expect(await sees(ana, real.caseId, '{ consents { status } }')).toEqual({
    consents: [{ status: 'GRANTED' }],
  });
});

test('P7 P23 a stay of the case is a stay of no case, for who may see the stay alone', async () => {
  const [manager, staff] = [await hub.as('shelter-manager@vatra'), await hub.as('shelter-staff@vatra')];
  const need = { people: [woman], risk: 'LOW', situation: 'TRAFFICKING', country: 'AL' };
  const stayFor = async (caseRef: string) => {
    const stayId = await arrives(ana, manager, shelters.dallendyshja!.id, { ...need, caseRef });
    return staff.ask('query ($id: ID!) { stay(id: $id) { status case { id code } } }', { id: stayId });
  };
  const behind = await stayFor(await shelterRefOf(ana, real.caseId));
  expect(behind).toEqual({ data: { stay: { status: 'ACTIVE', case: null } } });
  expect(behind).toEqual(await stayFor(newKey()));
});

test('P61 a child’s case that is hidden is no child at all, and a parent’s no parent', async () => {
  const lawyer = await hub.as('lawyer@vatra');
  const [mother, alone] = [await opens(ana), await opens(ana)];
  const child = await opens(ana, { ageBand: 'AGE_0_5', dependantOfId: mother.id });
  for (const { id: caseId } of [mother, alone]) {
    await does(ana, 'assignWorker', { caseId, workerId: workers['lawyer@vatra'], function: 'LAWYER' });
  }
  const family = '{ dependants { id } dependantOf { id } }';
  expect(await sees(ana, mother.id, family)).toMatchObject({ dependants: [{ id: child.id }] });
  expect(await sees(lawyer, mother.id, family)).toEqual(await sees(lawyer, alone.id, family));
});

test('P61 P63 who follows referrals and notices is told nothing of it, and everything of their own', async () => {
  const lawyer = await hub.as('lawyer@pvpt');
  const stream = await lawyer.watch('subscription { referralReceived { id case { id } } }');
  await refers(ana, real.caseId, 'nrcvt', real.consentId, 'VS01');
  const own = await opens(ana);
  const consentId = await allows(ana, own.id, 'pvpt', ['PSYCHOSOCIAL'], ['BASICS']);
  const referralId = await refers(ana, own.id, 'pvpt', consentId, 'VS04');
  expect(await nextOf(stream)).toEqual({ id: referralId, case: { id: own.id } });
  await stream.return!();
});

test('P10 a case is not asked for in an address', async () => {
  const query = encodeURIComponent(`{ case(code: "${real.code}") { id } }`);
  const response = await fetch(`${hub.url}/graphql?query=${query}`, {
    headers: { 'apollo-require-preflight': 'yes' },
  });
  expect(response.ok).toBe(false);
  expect(await response.text()).not.toContain(real.code);
});

test('the case is as it was: nobody got in', async () => {
  expect(await sees(ana, real.caseId, '{ status legalHold team { workerId } }')).toEqual({
    ...{ status: 'ACTIVE', legalHold: false },
    team: [{ workerId: workers['case-manager@vatra'] }],
  });
});
