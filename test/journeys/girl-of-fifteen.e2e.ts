import { mobileUnits, newKey, organisations, type Person, shelters, type TestHub, workers } from '../hub';
import {
  allows,
  answers,
  arrives,
  codeOf,
  day,
  daysPass,
  does,
  done,
  goesOnTo,
  isTold,
  nodesOf,
  refers,
  sees,
  shelterRefOf,
  startHeardHub,
  tries,
} from './cases';

let hub: TestHub;
let unit: Person;
let manager: Person;
let shelter: Person;
let teacher: Person;
let output: () => string;

/** What the story knows of her as it goes on; each chapter begins where the one before ends. */
let caseId: string;
let referralId: string;
let stayId: string;

const typed = {
  ...{ givenName: 'Demozana', familyName: 'Testovaqi', address: 'Rruga e Shembullit 7, Demoqytet' },
  ...{ phone: '+355691234567', codeWord: 'dallëndyshe-e-bardhë', reach: '+355681234567' },
};

beforeAll(async () => {
  ({ hub, output } = await startHeardHub());
  [unit, manager] = await Promise.all([hub.as('mobile-unit@vatra'), hub.as('case-manager@vatra')]);
  [shelter, teacher] = await Promise.all([hub.as('shelter-manager@vatra'), hub.as('specialist@vatra')]);
}, 120_000);
afterAll(() => hub?.stop());

test('after a session in a school somebody is worried, and the mobile unit of Dibër identifies a girl of 15', async () => {
  const sessionId = newKey();
  const trainer = await hub.as('trainer@vatra');
  const worry = { reporterKind: 'TEACHER', indications: ['OUT_OF_SCHOOL', 'FEAR'], child: true, sessionId };
  const where = { organisationId: organisations.vatra, regionCode: 'AL-09', urgency: 'URGENT' };
  const { id: concernId } = await does(trainer, 'reportConcern', { ...worry, ...where });
  const concerns = nodesOf(done(await unit.ask('{ concerns { edges { node { id status } } } }')));
  expect(concerns).toContainEqual({ id: concernId, status: 'NEW' });

  const girl = { kind: 'TRAFFICKING', ageBand: 'AGE_12_17', sex: 'FEMALE', regionCode: 'AL-09' };
  const by = { mobileUnitId: mobileUnits['MU-DIBER'], concernId };
  const wanted = '{ id status region { name { en } } openedBy { id } fromSession { id } }';
  const opened = await does(unit, 'openCase', { ...girl, ...by }, wanted);
  expect(opened).toMatchObject({
    ...{ status: 'INTAKE', region: { name: { en: expect.stringMatching('Dib') } } },
    ...{ openedBy: { id: mobileUnits['MU-DIBER'] }, fromSession: { id: sessionId } },
  });
  caseId = opened.id;
  const step = { caseId, step: 'POTENTIAL_VICTIM' };
  const first = '{ identification { status initialBy } }';
  const { identification } = await does(unit, 'advanceIdentification', step, first);
  expect(identification).toEqual({ status: 'POTENTIAL_VICTIM', initialBy: 'MOBILE_UNIT' });
  const { givenName, familyName, address, phone } = typed;
  await does(unit, 'recordIdentity', { caseId, givenName, familyName, address, phone });
  for (const [account, work] of [
    ['case-manager@vatra', 'CASE_MANAGER'],
    ['second-case-manager@vatra', 'CASE_MANAGER'],
    ['specialist@vatra', 'EDUCATION_WORKER'],
  ] as const) {
    await does(unit, 'assignWorker', { caseId, workerId: workers[account], function: work });
  }
});

test('P19 the law’s three notices go out without a consent and without a name, and are acknowledged', async () => {
  const { code, notices } = await sees(
    unit,
    caseId,
    '{ code notices { id to status recipient { id } child } }',
  );
  const notice = (to: string) => notices.find((each: { to: string }) => each.to === to);
  expect(notices.map(({ status, child }: { status: string; child: boolean }) => [status, child])).toEqual(
    Array(3).fill(['DUE', true]),
  );
  expect(notice('POLICE').recipient).toEqual({ id: organisations['police-diber'] });

  for (const [to, account] of [
    ['POLICE', 'police@diber'],
    ['RESPONSIBLE_AUTHORITY', 'coordinator@onac'],
  ] as const) {
    const recipient = await hub.as(account);
    const { caseCode, child, ...rest } = await isTold(unit, recipient, notice(to).id);
    expect({ caseCode, child, case: rest.case }).toEqual({ caseCode: code, child: true, case: null });
    expect(await sees(recipient, caseId, '{ id }')).toBeNull();
  }

  // Nobody is known who takes the third in Dibër: the unit names one, and hears of its number on the telephone.
  const third = { noticeId: notice('CHILD_PROTECTION_UNIT').id, survivorInformed: true };
  expect(codeOf(await tries(unit, 'sendNotice', third))).toBe('INVALID');
  const recipientId = organisations['child-protection-unit-vlore'];
  await does(unit, 'sendNotice', { ...third, recipientId });
  await does(unit, 'recordAcknowledgement', { noticeId: third.noticeId, protocolNumber: '7/2026' });
});

test('P11 P17 with her mother’s consent and her own yes she is referred to Vatra’s shelter, and not before', async () => {
  await expect(refers(unit, caseId, 'vatra', newKey(), 'VS01')).rejects.toThrow('INVALID');

  const guardian = { relation: 'MOTHER', consentedOn: day(0), isAllegedPerpetrator: false };
  const assent = { given: true, givenOn: day(0) };
  const may = (more: object) => allows(unit, caseId, 'vatra', ['SHELTER', 'EDUCATION'], ['BASICS'], more);
  const father = { ...guardian, relation: 'FATHER', isAllegedPerpetrator: true };
  for (const wrong of [{}, { guardian }, { assent }, { guardian: father, assent }]) {
    await expect(may(wrong)).rejects.toThrow('INVALID');
  }
  const consentId = await may({ guardian, assent });

  referralId = await refers(unit, caseId, 'vatra', consentId, 'VS01');
  expect(await answers(shelter, referralId, 'ACCEPTED')).toEqual({ status: 'ACCEPTED' });
  const granted = '{ ageBand survivor { givenName } team { workerId } grant { bundles } }';
  expect(await sees(shelter, caseId, granted)).toEqual({
    ...{ ageBand: 'AGE_12_17', survivor: null, team: null, grant: { bundles: ['BASICS'] } },
  });
});

test('a bed is held for her case, she arrives, and the shelter sees of the case what she allows', async () => {
  const people = [{ sex: 'FEMALE', ageBand: 'AGE_12_17', age: 15 }];
  const caseRef = await shelterRefOf(manager, caseId);
  const need = { people, risk: 'MEDIUM', situation: 'TRAFFICKING', country: 'AL', caseRef };
  stayId = await arrives(manager, shelter, shelters.dallendyshja!.id, need);
  const seen = { case: { ageBand: 'AGE_12_17' }, caseHasEnded: false };
  expect(await onBoard()).toEqual({ id: stayId, status: 'ACTIVE', ...seen });
  await answers(shelter, referralId, 'IN_SERVICE');
});

/** Her stay, as the shelter has it among its own. */
const onBoard = async () => {
  const STAYS = `query ($shelterId: ID!) {
    stays(shelterId: $shelterId) { edges { node { id status case { ageBand } caseHasEnded } } }
  }`;
  const stays = nodesOf(done(await shelter.ask(STAYS, { shelterId: shelters.dallendyshja!.id })));
  return stays.find(({ id }) => id === stayId);
};

test('she is assessed, a plan is made with her, and VS07 and VS09 are given', async () => {
  await goesOnTo(manager, caseId, 'ASSESSMENT');
  await does(manager, 'assessCase', {
    caseId,
    protection: { risk: 'MEDIUM', recruitment: ['THROUGH_ONLINE_SOCIAL_NETWORKS'] },
    health: { needs: ['TRAUMA'] },
    reintegration: { needs: ['SCHOOL_ENROLMENT'] },
  });
  await goesOnTo(manager, caseId, 'PLANNING');
  const objectives = { VS07: 'EDUCATION', VS09: 'SOCIAL_CARE' };
  for (const [serviceCode, objective] of Object.entries(objectives)) {
    const goal = { caseId, serviceCode, objective, providerId: organisations.vatra, dueOn: day(60) };
    await does(manager, 'planService', goal);
  }
  await goesOnTo(manager, caseId, 'ACTIVE');

  await daysPass(hub, caseId, 30);
  // Who helps her back to school sees the plan for it, and neither her health nor her name.
  const forSchool = '{ plan { goals { id service { code } } } assessments { part } survivor { givenName } }';
  const seen = await sees(teacher, caseId, forSchool);
  expect(seen).toMatchObject({ assessments: [{ part: 'REINTEGRATION' }], survivor: null });
  for (const { id: goalId, service } of seen.plan.goals) {
    const given = { caseId, goalId, serviceCode: service.code, providerId: organisations.vatra };
    await does(teacher, 'recordService', { ...given, recipient: 'SURVIVOR', achieves: true });
  }
  const given = '{ plan { goals { status } } services { edges { node { service { code } } } } }';
  const { plan, services } = await sees(manager, caseId, given);
  expect(plan.goals).toEqual([{ status: 'ACHIEVED' }, { status: 'ACHIEVED' }]);
  expect(
    nodesOf(services)
      .map(({ service }) => service.code)
      .sort(),
  ).toEqual(['VS07', 'VS09']);
});

test('the case is closed by two people; the shelter sees that it is, and lets her stay end', async () => {
  await goesOnTo(manager, caseId, 'FOLLOW_UP');
  const goals = { caseId, reason: 'GOALS_MET' };
  expect(codeOf(await tries(manager, 'closeCase', goals))).toBe('FORBIDDEN');
  await does(manager, 'proposeClosure', goals);
  const deputy = await hub.as('second-case-manager@vatra');
  const ended = '{ status referrals { status } closure { proposedBy approvedBy } }';
  expect(await does(deputy, 'closeCase', goals, ended)).toEqual({
    ...{ status: 'CLOSED', referrals: [{ status: 'CLOSED_BY_SENDER' }] },
    closure: { proposedBy: workers['case-manager@vatra'], approvedBy: workers['second-case-manager@vatra'] },
  });
  expect(await onBoard()).toEqual({ id: stayId, status: 'ACTIVE', case: null, caseHasEnded: true });
  await does(shelter, 'endStay', { stayId, reason: 'PLANNED' });
});

test('for two years somebody calls her, as she said that it is safe', async () => {
  const call = { caseId, channel: 'PHONE', dueOn: day(90) };
  expect(codeOf(await tries(manager, 'scheduleFollowUp', call))).toBe('CONFLICT');
  const { reach, codeWord } = typed;
  const safely = { channel: 'CALL', reach, codeWord, hours: '16:00-17:30' };
  await does(manager, 'recordSafeContact', { caseId, ...safely });
  await does(manager, 'scheduleFollowUp', call);

  const hers = async () => nodesOf(done(await manager.ask(DUE))).filter(node => node.case.id === caseId);
  for (let quarter = 1; quarter <= 8; quarter += 1) {
    expect(await hers()).toEqual([]);
    await daysPass(hub, caseId, 90);
    const [due] = await hers();
    expect(due.case.safeContact).toEqual({ reach, codeWord });
    const next = quarter < 8 ? { nextOn: day(90) } : {};
    await does(manager, 'recordFollowUp', { followUpId: due.id, outcome: 'WELL', ...next });
  }
  const { followUps } = await sees(manager, caseId, '{ followUps { status madeOn } }');
  const made = followUps.map(({ madeOn }: { madeOn: string }) => madeOn).sort();
  expect(followUps).toHaveLength(8);
  expect([made[0], made[7]]).toEqual([day(-7 * 90), day(0)]);
});

const DUE = '{ followUpsDue { edges { node { id case { id safeContact { reach codeWord } } } } } }';

test('P6 P9 the timeline tells all of it; its codes, and what the processes wrote, say nothing of her', async () => {
  const told = '{ code timeline(first: 100) { edges { node { kind detail } } } }';
  const story = await sees(manager, caseId, told);
  const kinds = nodesOf(story.timeline).map(({ kind }) => kind);
  const some = ['CASE_OPENED', 'NOTICE_ACKNOWLEDGED', 'CONSENT_RECORDED', 'REFERRAL_CLOSED', 'CASE_CLOSED'];
  expect(kinds).toEqual(expect.arrayContaining(some));
  expect(kinds.filter(kind => kind === 'FOLLOW_UP_MADE')).toHaveLength(8);
  expect(story.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  for (const each of Object.values(typed)) {
    expect(JSON.stringify(story)).not.toContain(each);
    expect(output()).not.toContain(each);
  }
  expect(output()).toContain('"outcome"');
});
