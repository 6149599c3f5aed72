import { randomBytes } from 'node:crypto';
import { filesBelow, filesWith, tablesWith } from '@ura/testkit';
import { type Person, type TestHub, workers } from '../hub';
import { codeOf, does, done, nodesOf, opens, sees, startHeardHub, tries } from './cases';

let hub: TestHub;
let ana: Person;
let officer: Person;
let output: () => string;

/** A word that stands nowhere else. */
const word = () => `Zë${randomBytes(6).toString('hex').replace(/\d/g, 'q')}çi`;

const digits = () =>
  BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString()
    .slice(0, 7);

/** Somebody who is nobody, with everything that is recorded of who she is. */
const person = () => ({
  ...{
    givenName: word(),
    familyName: word(),
    address: `Rruga ${word()} 7`,
    formerNames: [`${word()} ${word()}`],
  },
  ...{ phone: `+35569${digits()}`, documentNumber: `J${digits()}X` },
});
const WHO = '{ status survivor { givenName familyName } safeContact { codeWord } }';

/** A case of Ana’s with a name in it, and every word that was typed of her. */
const named = async () => {
  const { id: caseId, code } = await opens(ana);
  const [who, codeWord, reach] = [person(), word(), `+35568${digits()}`];
  await does(ana, 'recordIdentity', { caseId, ...who });
  await does(ana, 'recordSafeContact', { caseId, channel: 'CALL', reach, codeWord, whoMayAnswer: word() });
  const { givenName, familyName, address, formerNames, phone, documentNumber } = who;
  const typed = [givenName, familyName, address, formerNames[0]!, phone, documentNumber, codeWord, reach];
  return { caseId, code, who, codeWord, typed };
};

beforeAll(async () => {
  ({ hub, output } = await startHeardHub());
  [ana, officer] = await Promise.all([hub.as('case-manager@vatra'), hub.as('data-officer@vatra')]);
}, 120_000);
afterAll(() => hub?.stop());

const ACCESSES = '{ emergencyAccesses { edges { node { id workerId reason reviewedAt case { id } } } } }';
const LOG =
  'query ($caseId: ID!) { accessLog(caseId: $caseId, first: 100) { edges { node { action workerId reason } } } }';

test('P13 P50 at night whoever is on duty opens a case that is not hers, for an hour and for reading; its team and the data officer see it, and somebody else reviews it', async () => {
  const { caseId, code, who, codeWord } = await named();
  const onDuty = await hub.as('hotline@vatra');
  const workerId = workers['hotline@vatra'];
  expect(await sees(onDuty, caseId, WHO)).toBeNull();

  const reason = 'LIFE_IN_DANGER';
  const wanted = '{ id openedAt until case { id } }';
  const access = await does(onDuty, 'openInEmergency', { caseCode: code, reason }, wanted);
  expect(access.case).toEqual({ id: caseId });
  expect(Date.parse(access.until) - Date.parse(access.openedAt)).toBeLessThan(3_601_000);
  const { givenName, familyName } = who;
  expect(await sees(onDuty, caseId, WHO)).toMatchObject({
    survivor: { givenName, familyName },
    safeContact: { codeWord },
  });
  for (const [name, input] of [
    ['changeStatus', { caseId, status: 'ASSESSMENT' }],
    ['recordIdentity', { caseId, givenName: word() }],
    ['reviewEmergency', { accessId: access.id, isJustified: true, findings: ['WAS_NEEDED'] }],
  ] as const) {
    expect([name, codeOf(await tries(onDuty, name, input))]).toEqual([name, 'FORBIDDEN']);
  }

  // Nobody has to be asked: the team and the data officer have it before them.
  for (const colleague of [ana, officer]) {
    expect(nodesOf(done(await colleague.ask(ACCESSES)))).toContainEqual({
      ...{ id: access.id, workerId, reason, reviewedAt: null, case: { id: caseId } },
    });
    const log = nodesOf(done(await colleague.ask(LOG, { caseId })));
    expect(log).toContainEqual({ action: 'EMERGENCY_OPEN', workerId, reason });
    expect(log).toContainEqual({ action: 'READ_IDENTITY', workerId, reason: null });
  }
  const { timeline } = await sees(ana, caseId, '{ timeline { edges { node { kind actorId } } } }');
  expect(nodesOf(timeline)).toContainEqual({ kind: 'EMERGENCY_OPENED', actorId: workerId });

  // The case was not in danger: the review ends what is left of the hour.
  const found = { accessId: access.id, isJustified: false, findings: ['NO_REASON_FOUND'] };
  const reviewed = await does(officer, 'reviewEmergency', found, '{ isJustified reviewedById }');
  expect(reviewed).toEqual({ isJustified: false, reviewedById: workers['data-officer@vatra'] });
  expect(await sees(onDuty, caseId, WHO)).toBeNull();
  expect(done(await officer.ask('{ verifyAudit { isIntact } }'))).toEqual({ isIntact: true });
});

test('P43 P44 P56 she is given everything that is kept of her; once she is erased, her name stands nowhere and comes back from nowhere', async () => {
  const { caseId, who, typed } = await named();
  const { givenName, familyName } = who;
  const find = async () => {
    const query = 'query ($name: String!) { findSurvivors(name: $name) { id } }';
    return done(await ana.ask(query, { name: `${familyName} ${givenName.replace('ë', 'e')}` }));
  };
  expect(await find()).toEqual([{ id: caseId }]);
  expect(await sees(ana, caseId, WHO)).toMatchObject({ survivor: { givenName, familyName } });
  await does(await hub.as('supervisor@vatra'), 'closeCase', { caseId, reason: 'DECLINED' });

  const wanted = '{ records whoLooked { action workerId } }';
  const taken = await does(officer, 'exportSurvivorData', { caseId }, wanted);
  for (const each of typed) expect(taken.records).toContain(each);
  const workerId = workers['case-manager@vatra'];
  expect(taken.whoLooked).toContainEqual({ action: 'READ_IDENTITY', workerId });

  const erase = () => tries(officer, 'eraseSurvivor', { caseId, reason: 'SURVIVOR_REQUEST' });
  await does(officer, 'setLegalHold', { caseId, isHeld: true, reason: 'INVESTIGATION' });
  expect(codeOf(await erase())).toBe('CONFLICT');
  expect(await find()).toEqual([{ id: caseId }]);
  await does(officer, 'setLegalHold', { caseId, isHeld: false, reason: 'NO_LONGER_NEEDED' });
  expect((await erase()).errors).toBeUndefined();

  expect(await sees(ana, caseId, WHO)).toEqual({ status: 'CLOSED', survivor: null, safeContact: null });
  expect(await find()).toEqual([]);
  const left = await does(officer, 'exportSurvivorData', { caseId }, '{ records }');
  for (const each of typed) expect(left.records).not.toContain(each);

  // The tables with what can be read of them, then the bytes: indexes, the log of changes, anchors and keys.
  const cases = { query: (text: string) => hub.sql('cases', text) };
  expect(await tablesWith(cases, caseId)).toEqual(expect.arrayContaining(['case', 'entry', 'person_key']));
  expect(await tablesWith(cases, ...typed)).toEqual([]);
  expect(await filesWith(process.env.URA_TEST_POSTGRES_URL!, ...typed)).toEqual([]);
  expect(filesBelow(hub.folder, ...typed)).toEqual([]);
  expect(done(await officer.ask('{ verifyAudit { isIntact } }'))).toEqual({ isIntact: true });
}, 60_000);

test('P9 nothing that was typed of her is in what the processes wrote, and they wrote', async () => {
  const { typed } = await named();
  await ana.ask(`{ findSurvivors(name: "${typed[0]}", born: { year: "${typed[1]}" }) { id } }`);
  await ana.ask(`query { ${typed[0]?.replace(/[^a-z]/gi, '')}: nothing(name: "${typed[1]}") }`);
  await tries(ana, 'recordIdentity', { caseId: typed[0], givenName: typed[1], phone: typed[2] });
  for (const each of typed) expect(output()).not.toContain(each);
  expect(output()).toContain('"outcome"');
});
