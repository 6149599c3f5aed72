import { randomBytes } from 'node:crypto';
import { newId, ScopedDatabase } from '@ura/database';
import { filesWith, tablesWith } from '@ura/testkit';
import { normaliseName } from '@ura/vault';
import {
  assign,
  caseManager,
  codeOf,
  colleague,
  done,
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

/** A name that nobody has, with the letters of both languages. */
const newName = () => `Zë${randomBytes(6).toString('hex').replace(/\d/g, 'q')}çi`;

const IDENTITY = '{ id survivor { givenName familyName } safeContact { reach codeWord } }';
const CASE = `query ($id: ID!) { case(id: $id) ${IDENTITY} }`;

const arranged = async (more: object = {}) => {
  const ana = caseManager();
  const caseId = await openCase(it.client, ana);
  const [givenName, familyName, codeWord] = [newName(), newName(), newName()];
  await done(mutate(it.client, ana, 'recordIdentity', onCase(caseId, { givenName, familyName, ...more })));
  await done(
    mutate(
      it.client,
      ana,
      'recordSafeContact',
      onCase(caseId, { channel: 'CALL', reach: newName(), codeWord }),
    ),
  );
  return { ana, caseId, officer: colleague(ana, 'DATA_OFFICER'), names: [givenName, familyName, codeWord] };
};

const end = (caseId: string) =>
  it.owner.query(`update "case" set status = 'CLOSED', closed_at = now() where id = $1`, [caseId]);

const erase = (viewer: ReturnType<typeof caseManager>, caseId: string) =>
  mutate(it.client, viewer, 'eraseSurvivor', onCase(caseId, { reason: 'SURVIVOR_REQUEST' }));
const hold = (viewer: ReturnType<typeof caseManager>, caseId: string, isHeld: boolean) =>
  mutate(
    it.client,
    viewer,
    'setLegalHold',
    onCase(caseId, { isHeld, reason: isHeld ? 'INVESTIGATION' : 'NO_LONGER_NEEDED' }),
    '{ legalHold }',
  );

test('P44 P56 what was erased stands nowhere: in no table, index, log or line of the audit, and did not before', async () => {
  const { ana, caseId, officer, names } = await arranged();
  const written = [...names, ...names.map(normaliseName)];
  const find = () =>
    it.client.ask(ana, 'query ($name: String!) { findSurvivors(name: $name) { id } }', {
      name: `${names[0]} ${names[1]}`,
    });
  expect((await find()).data.findSurvivors).toEqual([{ id: caseId }]);
  // The search finds what is there.
  expect(await tablesWith(it.owner, caseId)).toEqual(
    expect.arrayContaining(['survivor', 'safe_contact', 'person_key', 'entry', 'timeline_event']),
  );
  expect(await tablesWith(it.owner, ...written)).toEqual([]);
  await it.owner.query(
    `insert into dedup_token (consent_id, token, case_id, organisation_id, recipient_id) values ($1, '1.x', $2, $1, $1)`,
    [newId(), caseId],
  );
  await end(caseId);
  await done(erase(officer, caseId));
  expect((await it.client.ask(ana, CASE, { id: caseId })).data.case).toEqual({
    id: caseId,
    survivor: null,
    safeContact: null,
  });
  expect((await find()).data.findSurvivors).toEqual([]);
  expect(await tablesWith(it.owner, ...written)).toEqual([]);
  const server = process.env.URA_TEST_POSTGRES_URL ?? '';
  const [{ code }] = await it.owner.query('select code from "case" where id = $1', [caseId]);
  expect(await filesWith(server, code)).not.toEqual([]);
  expect(await filesWith(server, ...written)).toEqual([]);
  expect(JSON.stringify(it.client.log)).not.toMatch(new RegExp(written.join('|')));
  for (const table of ['survivor', 'safe_contact', 'name_mark', 'dedup_token']) {
    expect(await it.owner.query(`select from ${table} where case_id = $1`, [caseId])).toEqual([]);
  }
  const repeated = await it.owner.query(
    `select operation from idempotency_key where result_id = $1 and operation like 'record%'`,
    [caseId],
  );
  expect(repeated).toEqual([]);
  const keys = await it.owner.query('select wrapped from person_key where person_id = $1', [caseId]);
  expect(keys).toEqual([{ wrapped: null }]);
});

test('P44 nothing brings an erased name back, not even recording it anew', async () => {
  const { ana, caseId, officer } = await arranged();
  const before = await it.owner.query('select * from survivor where case_id = $1', [caseId]);
  await end(caseId);
  await done(erase(officer, caseId));
  expect(codeOf(await mutate(it.client, ana, 'recordIdentity', onCase(caseId, { givenName: 'Demo' })))).toBe(
    'NOT_FOUND',
  );
  // Rows of a backup, put back beside the key that is destroyed.
  await it.owner.query('insert into survivor (case_id, given_name) values ($1, $2)', [
    caseId,
    before[0].given_name,
  ]);
  expect((await it.client.ask(ana, CASE, { id: caseId })).data.case.survivor).toBeNull();
});

test('P43 under a legal hold nothing is erased, until it is lifted', async () => {
  const { caseId, officer } = await arranged();
  await end(caseId);
  expect(await done(hold(officer, caseId, true))).toEqual({ legalHold: true });
  expect(codeOf(await erase(officer, caseId))).toBe('CONFLICT');
  await expect(
    it.database.as(officer).run(manager => manager.query('select forget_survivor($1)', [caseId])),
  ).rejects.toThrow();
  expect(await done(hold(officer, caseId, false))).toEqual({ legalHold: false });
  expect(codeOf(await erase(officer, caseId))).toBeUndefined();
});

test('P44 a case that is worked on is closed before who it is about is erased', async () => {
  const { caseId, officer } = await arranged();
  expect(codeOf(await erase(officer, caseId))).toBe('CONFLICT');
});

test('P44 only the data officer of the owner erases and holds', async () => {
  const { ana, caseId } = await arranged();
  await end(caseId);
  for (const viewer of [ana, colleague(ana, 'SUPERVISOR')]) {
    expect(codeOf(await erase(viewer, caseId))).toBe('FORBIDDEN');
    expect(codeOf(await hold(viewer, caseId, true))).toBe('FORBIDDEN');
  }
  const other = colleague(caseManager(), 'DATA_OFFICER');
  expect(await erase(other, caseId)).toEqual(await erase(other, newId()));
  const supervisor = it.database.as(colleague(ana, 'SUPERVISOR'));
  await expect(
    supervisor.run(manager => manager.query('select forget_survivor($1)', [caseId])),
  ).rejects.toThrow();
});

test('P42 erasing twice is erasing once, and is one line of the audit', async () => {
  const { caseId, officer } = await arranged();
  await end(caseId);
  await done(erase(officer, caseId));
  await done(erase(officer, caseId));
  const lines = await it.owner.query(
    `select reason, actor_id from audit.entry where subject_id = $1 and action = 'ERASE'`,
    [caseId],
  );
  expect(lines).toEqual([{ reason: 'SURVIVOR_REQUEST', actor_id: officer.id }]);
});

test('P61 hidden, missing and erased are one answer, and the same number of statements', async () => {
  const { ana, caseId, officer } = await arranged();
  const worker = colleague(ana, 'SHELTER_STAFF');
  const psychologist = colleague(ana, 'PSYCHOLOGIST');
  await assign(it.client, ana, caseId, psychologist, 'PSYCHOLOGIST');
  await assign(it.client, ana, caseId, worker, 'SHELTER_WORKER');
  const never = await openCase(it.client, ana);
  await assign(it.client, ana, never, psychologist, 'PSYCHOLOGIST');
  const asked = async (viewer: typeof ana, id: string) => {
    const { data } = await it.client.ask(viewer, CASE, { id });
    return { ...data.case, id: null };
  };
  const missing = await asked(psychologist, never);
  const together = jest.spyOn(ScopedDatabase.prototype, 'together');
  const counted = async (viewer: typeof ana, id: string) => {
    together.mockClear();
    await asked(viewer, id);
    return together.mock.calls.map(({ length }: readonly unknown[]) => length);
  };
  const forMissing = await counted(psychologist, never);
  await end(caseId);
  await done(erase(officer, caseId));
  expect(await asked(psychologist, caseId)).toEqual(missing);
  expect(await asked(worker, caseId)).toEqual(missing);
  expect(await counted(psychologist, caseId)).toEqual(forMissing);
  together.mockRestore();
});

test('P44 a survivor is given everything that is kept of her, and who looked; and that is in the audit', async () => {
  const { ana, caseId, officer, names } = await arranged({ languages: ['sq'] });
  const taking = (viewer: typeof ana) =>
    mutate(
      it.client,
      viewer,
      'exportSurvivorData',
      { caseId },
      '{ caseId exportedAt records whoLooked { action workerId } }',
    );
  const taken = await done(taking(officer));
  const records = JSON.parse(taken.records);
  expect(records.case[0]).toMatchObject({ id: caseId });
  expect(records.survivor[0]).toMatchObject({ givenName: names[0], familyName: names[1], languages: 'sq' });
  expect(records.safe_contact[0]).toMatchObject({ codeWord: names[2] });
  expect(records.timeline_event.length).toBeGreaterThan(1);
  expect(taken.records).not.toContain('\\x');
  expect(taken.whoLooked).toContainEqual({ action: 'EXPORT', workerId: officer.id });
  expect(codeOf(await taking(ana))).toBeUndefined();
  for (const viewer of [colleague(ana, 'SUPERVISOR'), colleague(ana, 'CASE_MANAGER'), caseManager()]) {
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain(codeOf(await taking(viewer)));
  }
});
