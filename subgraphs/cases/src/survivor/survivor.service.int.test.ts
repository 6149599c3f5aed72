import { createHash } from 'node:crypto';
import { canonical, newId } from '@ura/database';
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

const SHE = { givenName: 'Zamirqë', familyName: 'Demo-Testovaj', born: { year: 1990, month: 3, day: 14 } };
const SURVIVOR =
  '{ survivor { givenName familyName formerNames born { year month day } citizenships languages documentNumber address phone } }';
const CASE = `query ($id: ID!) { case(id: $id) ${SURVIVOR} }`;

const known = async (more: object = {}) => {
  const ana = caseManager();
  const caseId = await openCase(it.client, ana);
  await done(mutate(it.client, ana, 'recordIdentity', onCase(caseId, { ...SHE, ...more })));
  return { ana, caseId };
};

const lines = (caseId: string) =>
  it.owner.query('select action, actor_id from audit.entry where subject_id = $1 order by seq', [caseId]);

test('who she is is recorded, and shown to who works on her case', async () => {
  const more = {
    formerNames: ['Zamirqë Provaj'],
    citizenships: ['AL', 'XK'],
    languages: ['sq', 'rom'],
    documentNumber: 'D-0000-DEMO',
    address: 'Rruga e Provës 0, Demo',
    phone: '+355 00 000 0000',
  };
  const { ana, caseId } = await known(more);
  const { data } = await it.client.ask(ana, CASE, { id: caseId });
  expect(data.case.survivor).toEqual({ ...SHE, ...more });
});

test('P56 nothing of it stands in the database in clear', async () => {
  const { caseId } = await known({ phone: '+355 00 123 4567' });
  const [{ case_id: _id, recorded_at: _at, ...row }] = await it.owner.query(
    'select * from survivor where case_id = $1',
    [caseId],
  );
  expect(row.given_name).toBeInstanceOf(Buffer);
  const kept = Object.values(row).map(value => (Buffer.isBuffer(value) ? value.toString() : String(value)));
  expect(kept.join(' ')).not.toMatch(/Zamirq|Testovaj|1990-03|123 4567/);
});

test('P42 each look at who she is is a line in the audit, in the transaction of the look', async () => {
  const { ana, caseId } = await known();
  const nurse = colleague(ana, 'SPECIALIST');
  await assign(it.client, ana, caseId, nurse, 'HEALTH_WORKER');
  const reads = async () =>
    (await lines(caseId)).filter((line: { action: string }) => line.action === 'READ_IDENTITY');
  expect(await reads()).toEqual([]);
  await it.client.ask(nurse, '{ cases { edges { node { id } } } }');
  expect(await reads()).toEqual([]);
  await it.client.ask(nurse, CASE, { id: caseId });
  expect(await reads()).toEqual([{ action: 'READ_IDENTITY', actor_id: nurse.id }]);
  await it.client.entities(nurse, 'Case', [{ id: caseId }], SURVIVOR);
  expect(await reads()).toHaveLength(2);
});

test('P42 nobody looks where the look cannot be recorded', async () => {
  const { ana, caseId } = await known();
  await it.owner.query(
    `create policy no_more on audit.entry as restrictive for insert with check (subject_id <> '${caseId}')`,
  );
  try {
    const { data, errors } = await it.client.ask(ana, CASE, { id: caseId });
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(data)).not.toContain('Zamirqë');
  } finally {
    await it.owner.query('drop policy no_more on audit.entry');
  }
});

test('P7 to everybody else there is no survivor, as if none were recorded', async () => {
  const { ana, caseId } = await known();
  const supervisor = colleague(ana, 'SUPERVISOR');
  const shelterWorker = colleague(ana, 'SHELTER_STAFF');
  await assign(it.client, ana, caseId, shelterWorker, 'SHELTER_WORKER');
  for (const viewer of [supervisor, shelterWorker]) {
    expect(await it.client.ask(viewer, CASE, { id: caseId })).toEqual({ data: { case: { survivor: null } } });
  }
  for (const viewer of [colleague(ana, 'CASE_MANAGER'), caseManager(), caseManager()]) {
    expect(await it.client.ask(viewer, CASE, { id: caseId })).toEqual({ data: { case: null } });
  }
  const rows = await it.database
    .as(supervisor)
    .run(manager => manager.query('select from survivor where case_id = $1', [caseId]));
  expect(rows).toEqual([]);
});

test('P47 without the viewer’s own token there is no survivor', async () => {
  const { ana, caseId } = await known();
  const { data, errors } = await it.client.ask(ana, CASE, { id: caseId }, false);
  expect([data, codeOf({ errors })]).toEqual([{ case: null }, 'UNAUTHENTICATED']);
});

test('who does not work on her identity records none', async () => {
  const { ana, caseId } = await known();
  const supervisor = colleague(ana, 'SUPERVISOR');
  const input = () => onCase(caseId, { givenName: 'Demo' });
  expect(codeOf(await mutate(it.client, supervisor, 'recordIdentity', input()))).toBe('FORBIDDEN');
  expect(codeOf(await mutate(it.client, caseManager(), 'recordIdentity', input()))).toBe('NOT_FOUND');
});

test('P44 a correction takes the former’s place, and what is not said stays', async () => {
  const { ana, caseId } = await known({ languages: ['sq'] });
  const before = await it.owner.query('select * from survivor where case_id = $1', [caseId]);
  await done(mutate(it.client, ana, 'recordIdentity', onCase(caseId, { givenName: 'Demo', born: null })));
  const { data } = await it.client.ask(ana, CASE, { id: caseId });
  expect(data.case.survivor).toMatchObject({
    givenName: 'Demo',
    familyName: 'Demo-Testovaj',
    born: null,
    languages: ['sq'],
  });
  const [after] = await it.owner.query('select * from survivor where case_id = $1', [caseId]);
  expect(after.given_name.equals(before[0].given_name)).toBe(false);
  const find = (name: string) =>
    it.client.ask(ana, 'query ($name: String!) { findSurvivors(name: $name) { id } }', { name });
  expect((await find('Zamirqë Demo-Testovaj')).data.findSurvivors).toEqual([]);
  expect((await find('Demo Demo-Testovaj')).data.findSurvivors).toEqual([{ id: caseId }]);
});

test('the same input with one key is recorded once, another one is a conflict, and no hash of a name is kept', async () => {
  const ana = caseManager();
  const input = onCase(await openCase(it.client, ana), SHE);
  const record = (more: object = {}) => mutate(it.client, ana, 'recordIdentity', { ...input, ...more });
  expect(await record()).toEqual(await record());
  expect(codeOf(await record({ givenName: 'Demo' }))).toBe('CONFLICT');
  const recorded = (await lines(input.caseId)).filter((line: { action: string }) => line.action !== 'READ');
  expect(recorded).toMatchObject([{ action: 'RECORD_IDENTITY' }]);
  const { idempotencyKey, ...rest } = input;
  const plain = createHash('sha256').update(canonical(rest)).digest('base64url');
  const [{ input_hash: kept }] = await it.owner.query(
    'select input_hash from idempotency_key where key = $1',
    [idempotencyKey],
  );
  expect(kept).not.toBe(plain);
});

test.each([
  ['a birth date that has not come', { born: { year: new Date().getFullYear() + 2 } }, 'input.born'],
  ['a birth date of another century', { born: { year: 1899 } }, 'input.born'],
  ['a day that no calendar has', { born: { year: 2001, month: 2, day: 29 } }, 'input.born'],
  ['a child where the case has an adult', { born: { year: new Date().getFullYear() - 9 } }, 'input.born'],
  ['a country that is none', { citizenships: ['ZZ'] }, 'input.citizenships'],
  ['a language that is none', { languages: ['qqx'] }, 'input.languages'],
  ['a name of digits', { givenName: '000' }, 'input.givenName'],
  ['a telephone that is none', { phone: 'ask her aunt' }, 'input.phone'],
  ['a million letters of address', { address: 'a'.repeat(1_000_000) }, 'input.address'],
  ['nothing', {}, 'input'],
])('%s is refused, and nothing is written', async (_what, more, field) => {
  const ana = caseManager();
  const caseId = await openCase(it.client, ana);
  const answer = await mutate(it.client, ana, 'recordIdentity', onCase(caseId, more));
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  expect(await it.owner.query('select from person_key where person_id = $1', [caseId])).toEqual([]);
});

test('P7 P42 somebody is found by a name in another spelling, within what is open to who asks, and each search is recorded', async () => {
  const { ana, caseId } = await known();
  const find = (viewer: typeof ana, more: object = {}) =>
    it.client.ask(
      viewer,
      'query ($name: String!, $born: PartialDateInput) { findSurvivors(name: $name, born: $born) { id } }',
      { name: 'demo testovaj ZAMIRQE', ...more },
    );
  expect((await find(ana)).data.findSurvivors).toEqual([{ id: caseId }]);
  expect((await find(ana, { born: { year: 1990 } })).data.findSurvivors).toEqual([{ id: caseId }]);
  expect((await find(ana, { born: { year: 1991 } })).data.findSurvivors).toEqual([]);
  for (const viewer of [colleague(ana, 'SUPERVISOR'), colleague(ana, 'CASE_MANAGER'), caseManager()]) {
    expect((await find(viewer)).data.findSurvivors).toEqual([]);
  }
  const searches = await it.owner.query(
    `select from audit.entry where organisation_id = $1 and action = 'SEARCH_IDENTITY'`,
    [ana.organisationId],
  );
  expect(searches).toHaveLength(5);
});

test('P42 whoever finds a case by a name has looked at who she is', async () => {
  const { ana, caseId } = await known();
  const psychologist = colleague(ana, 'PSYCHOLOGIST');
  await assign(it.client, ana, caseId, psychologist, 'PSYCHOLOGIST');
  await it.client.ask(psychologist, '{ findSurvivors(name: "Zamirqë Demo-Testovaj") { id } }');
  expect(await lines(caseId)).toContainEqual({ action: 'READ_IDENTITY', actor_id: psychologist.id });
});

test('a key that does not open spoils nobody else’s page', async () => {
  const { ana, caseId } = await known();
  const other = await openCase(it.client, ana);
  await done(mutate(it.client, ana, 'recordIdentity', onCase(other, { givenName: 'Demo' })));
  await it.owner.query('update person_key set key_version = 9 where person_id = $1', [caseId]);
  const query = `query ($a: ID!, $b: ID!) { a: case(id: $a) ${SURVIVOR} b: case(id: $b) ${SURVIVOR} }`;
  const answer = await it.client.ask(ana, query, { a: caseId, b: other });
  expect(codeOf(answer)).toBe('INTERNAL');
  expect([answer.data.a.survivor, answer.data.b.survivor.givenName]).toEqual([null, 'Demo']);
});

test('P43 under a legal hold nothing that is recorded is taken away or replaced, and more may be added', async () => {
  const { ana, caseId } = await known();
  const officer = colleague(ana, 'DATA_OFFICER');
  await done(
    mutate(it.client, officer, 'setLegalHold', onCase(caseId, { isHeld: true, reason: 'INVESTIGATION' })),
  );
  const record = (more: object) => mutate(it.client, ana, 'recordIdentity', onCase(caseId, more));
  for (const more of [{ givenName: null }, { givenName: 'Demo' }, { ...SHE, born: null }]) {
    expect(codeOf(await record(more))).toBe('CONFLICT');
  }
  expect(codeOf(await record({ ...SHE, phone: '+355 00 000 0000' }))).toBeUndefined();
  const { data } = await it.client.ask(ana, CASE, { id: caseId });
  expect(data.case.survivor).toMatchObject({ ...SHE, phone: '+355 00 000 0000' });
});

test('P9 a name is in no log and in no error', async () => {
  const ana = caseManager();
  const input = onCase(newId(), { ...SHE, address: 'Rruga e fshehtë\u0007' });
  const answers = [
    await mutate(it.client, ana, 'recordIdentity', input),
    await mutate(it.client, ana, 'recordIdentity', { ...input, address: 'Rruga e fshehtë' }),
  ];
  expect(answers.map(codeOf)).toEqual(['INVALID', 'NOT_FOUND']);
  expect(JSON.stringify([answers, it.client.log])).not.toMatch(/Zamirq|Testovaj|fshehtë/);
});
