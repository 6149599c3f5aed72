import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { member } from '@ura/testkit';
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

const give = (by: Member, caseId: string, worker: Member, work: string, ends = false) =>
  mutate(it.client, by, 'assignWorker', onCase(caseId, { workerId: worker.id, function: work, ends }));
const seen = async (viewer: Member, id: string) =>
  (
    await it.client.ask(
      viewer,
      'query ($id: ID!) { case(id: $id) { survivor { givenName } viewerMay { assign } } }',
      { id },
    )
  ).data.case;
const live = async (caseId: string): Promise<string[]> =>
  (
    await it.owner.query(
      'select function from team_member where case_id = $1 and ended_at is null order by 1',
      [caseId],
    )
  ).map((row: { function: string }) => row.function);

test('P49 nobody gives themselves a place that opens more than theirs, by no door', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  await done(
    mutate(it.client, ana, 'recordIdentity', onCase(id, { givenName: 'Demo', familyName: 'Testova' })),
  );
  for (const work of ['SHELTER_WORKER', 'HEALTH_WORKER', 'LAWYER', 'PSYCHOLOGIST', 'EDUCATION_WORKER']) {
    const worker = colleague(ana, 'SPECIALIST');
    await assign(it.client, ana, id, worker, work);
    expect((await seen(worker, id)).viewerMay.assign).toBe(false);
    expect(codeOf(await give(worker, id, worker, 'CASE_MANAGER'))).toBe('FORBIDDEN');
    expect(codeOf(await give(worker, id, ana, 'CASE_MANAGER', true))).toBe('FORBIDDEN');
    const asked = it.database
      .as(worker)
      .run(manager =>
        manager.query(
          `insert into team_member (id, case_id, worker_id, function) values ($1, $2, $3, 'CASE_MANAGER')`,
          [newId(), id, worker.id],
        ),
      );
    await expect(asked).rejects.toThrow('row-level security');
    await it.database
      .as(worker)
      .run(manager =>
        manager.query(`update team_member set function = 'CASE_MANAGER' where case_id = $1`, [id]),
      );
  }
  expect(await live(id)).toEqual([
    'CASE_MANAGER',
    'EDUCATION_WORKER',
    'HEALTH_WORKER',
    'LAWYER',
    'PSYCHOLOGIST',
    'SHELTER_WORKER',
  ]);
});

test('whoever works on the whole case gives places, and whoever opened it', async () => {
  const mobile = member({ roles: ['MOBILE_UNIT'] });
  const psychologist = colleague(mobile, 'PSYCHOLOGIST');
  for (const opener of [mobile, psychologist]) {
    const id = await openCase(it.client, opener, { restricted: true });
    const lead = colleague(mobile, 'CASE_MANAGER');
    expect((await seen(opener, id)).viewerMay.assign).toBe(true);
    await assign(it.client, opener, id, lead, 'CASE_MANAGER');
    await assign(it.client, lead, id, colleague(mobile, 'SPECIALIST'), 'HEALTH_WORKER');
    await assign(it.client, lead, id, opener, opener === mobile ? 'SOCIAL_WORKER' : 'PSYCHOLOGIST', true);
    expect(codeOf(await give(opener, id, opener, 'CASE_MANAGER'))).toBe('NOT_FOUND');
  }
  const free = await openCase(it.client, mobile);
  await assign(it.client, colleague(mobile, 'SUPERVISOR'), free, mobile, 'CASE_MANAGER');
});

test('whoever takes their own place away sees nothing more, and it is in the timeline and the audit', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const ben = colleague(ana, 'CASE_MANAGER');
  await assign(it.client, ana, id, ben, 'CASE_MANAGER');
  expect(await give(ana, id, ana, 'CASE_MANAGER', true)).toEqual({ data: { assignWorker: null } });
  expect(await seen(ana, id)).toBeNull();
  const told = await it.owner.query(
    `select from timeline_event where case_id = $1 and actor_id = $2 and detail = 'ENDED'`,
    [id, ana.id],
  );
  const lines = await it.owner.query(
    `select from audit.entry where subject_id = $1 and actor_id = $2 and action = 'UNASSIGN'`,
    [id, ana.id],
  );
  expect([told.length, lines.length]).toEqual([1, 1]);
});

test('a team is never left without anybody, without who sees the whole case, or without the lead it had', async () => {
  const mobile = member({ roles: ['MOBILE_UNIT'] });
  const id = await openCase(it.client, mobile, { restricted: true });
  expect(codeOf(await give(mobile, id, mobile, 'SOCIAL_WORKER', true))).toBe('CONFLICT');
  const nurse = colleague(mobile, 'SPECIALIST');
  await assign(it.client, mobile, id, nurse, 'HEALTH_WORKER');
  expect(codeOf(await give(mobile, id, mobile, 'SOCIAL_WORKER', true))).toBe('CONFLICT');
  const lead = colleague(mobile, 'CASE_MANAGER');
  await assign(it.client, mobile, id, lead, 'CASE_MANAGER');
  expect(codeOf(await give(mobile, id, lead, 'CASE_MANAGER', true))).toBe('CONFLICT');
  await assign(it.client, mobile, id, nurse, 'HEALTH_WORKER', true);
  await assign(it.client, lead, id, mobile, 'SOCIAL_WORKER', true);
  expect(await live(id)).toEqual(['CASE_MANAGER']);
});

test('what was done is told, however its id was written', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  expect(await give(ana, id.toUpperCase(), colleague(ana, 'LAWYER'), 'LAWYER')).toEqual({
    data: { assignWorker: { id } },
  });
  const on = onCase(id.toUpperCase(), { status: 'ASSESSMENT' });
  const moved = await mutate(it.client, ana, 'changeStatus', on, '{ status }', 'ChangeCaseStatusInput');
  expect(moved).toEqual({ data: { changeStatus: { status: 'ASSESSMENT' } } });
});
