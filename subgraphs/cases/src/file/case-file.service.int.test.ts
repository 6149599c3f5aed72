import { newId } from '@ura/database';
import { Case } from '../case/case.entity';
import { CaseService } from '../case/case.service';
import { TeamMember } from '../team/team-member.entity';
import { caseManager, openCase, type Stage, stage } from '../testing';
import { CaseFile } from './case-file.service';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const CASE = 'select * from "case" where id = any($1) and status = $2';
const TEAM = 'select * from team_member where case_id = $1';

test('what is asked at the same moment comes back to whoever asked, whichever way', async () => {
  const ana = caseManager();
  const [one, other] = [await openCase(it.client, ana), await openCase(it.client, ana)];
  const file = new CaseFile(it.database.as(ana), ana);
  const [cases, counted, none, team] = await Promise.all([
    file.all(Case, CASE, [[one, other], 'INTAKE']),
    file.rows<{ count: number }>('select count(*)::int from "case" where id = $1', [other]),
    file.all(Case, CASE, [[one], 'CLOSED']),
    file.all(TeamMember, TEAM, [other]),
  ]);
  expect(cases.map(({ id }) => id).sort()).toEqual([one, other].sort());
  expect(counted).toEqual([{ count: 1 }]);
  expect(none).toEqual([]);
  expect(team).toMatchObject([{ caseId: other, workerId: ana.id, endedAt: null }]);
});

test('a row is what the database keeps: moments, days, lists, bytes', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const file = new CaseFile(it.database.as(ana), ana);
  const [[found], [kept]] = await Promise.all([
    file.allWith<Case, { bytes: Buffer; texts: string[] }>(
      Case,
      `select *, '\\x00ff'::bytea as bytes, array['a', 'b"'] as texts from "case" where id = $1`,
      [id],
    ),
    it.owner.getRepository(Case).findBy({ id }),
  ]);
  const { bytes, texts, ...row } = found!;
  expect(row).toEqual({ ...kept });
  expect(row.openedAt).toBeInstanceOf(Date);
  expect([bytes, texts]).toEqual([Buffer.from([0, 255]), ['a', 'b"']]);
});

test('when one statement of a moment fails, all fail, and the next moment is whole', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const file = new CaseFile(it.database.as(ana), ana);
  const answers = await Promise.allSettled([
    file.all(TeamMember, TEAM, [id]),
    file.all(TeamMember, 'select * from team_member where 1 / $1::int = 1', [0]),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await file.all(TeamMember, TEAM, [id])).toHaveLength(1);
});

test('P42 a look that failed is recorded when it is tried again', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const file = new CaseFile(it.database.as(ana), ana);
  const looks = async () => {
    const { length } = await it.owner.query(
      `select from audit.entry where subject_id = $1 and action = 'READ_IDENTITY'`,
      [id],
    );
    return length;
  };
  file.looksAt(id, 'IDENTITY');
  await expect(file.rows('select 1 / 0')).rejects.toThrow();
  expect(await looks()).toBe(0);
  file.looksAt(id, 'IDENTITY');
  await file.rows('select $1::uuid', [newId()]);
  expect(await looks()).toBe(1);
});

test('P49 a look at a part of a case that was read before is a line too, whatever else is asked', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const file = new CaseFile(it.database.as(ana), ana);
  const cases = new CaseService(file, ana);
  await cases.byId(id);
  await cases.looked([{ caseId: id, part: 'REINTEGRATION' }]);
  const lines = await it.owner.query(
    `select parts::text[] from audit.entry where subject_id = $1 and action = 'READ' order by seq desc limit 1`,
    [id],
  );
  expect(lines).toEqual([{ parts: ['REINTEGRATION'] }]);
});
