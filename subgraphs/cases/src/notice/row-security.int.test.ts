import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { colleague } from '../testing';
import { type Desk, officer, openDesk } from './notice.fixture';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());

/** What the database itself answers somebody, whatever the service would have asked. */
const asks = (viewer: Member, text: string, values: readonly string[] = []) =>
  desk.database.as(viewer).run(manager => manager.query(text, [...values]));

const sees = async (viewer: Member, id: string) =>
  (await asks(viewer, 'select id from notice where id = $1', [id])).length === 1;

test('P19 the database gives a recipient what was sent, and neither what is owed nor what is another’s', async () => {
  const { ana, police } = await desk.trafficked();
  const strangers = [officer(), officer(newId()), colleague(ana, 'CASE_MANAGER')];
  for (const viewer of strangers) expect(await sees(viewer, police.id)).toBe(false);
  await desk.send(ana, police.id);
  expect(await Promise.all(strangers.map(viewer => sees(viewer, police.id)))).toEqual([true, false, false]);
  expect(await sees({ ...officer(), roles: ['ANALYST'] }, police.id)).toBe(false);
});

test('P19 the database lets a recipient answer in the timeline, for their own notice, as themselves, and no more', async () => {
  const { ana, id, police, all } = await desk.trafficked();
  await desk.send(ana, police.id);
  const writes = (viewer: Member, kind: string, subject: string, actor: string) =>
    asks(
      viewer,
      `insert into timeline_event (id, case_id, kind, part, subject_id, actor_id) values ($1, $2, $3, 'PROTECTION', $4, $5)`,
      [newId(), id, kind, subject, actor],
    );
  const other = all.find(({ to }) => to === 'RESPONSIBLE_AUTHORITY')!;
  const who = officer();
  await writes(who, 'NOTICE_ACKNOWLEDGED', police.id, who.id);
  for (const [viewer, kind, subject, actor] of [
    [who, 'STATUS_CHANGED', police.id, who.id],
    [who, 'NOTICE_ACKNOWLEDGED', other.id, who.id],
    [who, 'NOTICE_ACKNOWLEDGED', police.id, ana.id],
    [officer(newId()), 'NOTICE_ACKNOWLEDGED', police.id, who.id],
  ] as const) {
    await expect(writes(viewer, kind, subject, actor)).rejects.toThrow('row-level security');
  }
});

test('P19 the database lets nobody but those who work on the protection of a case send, or owe for it', async () => {
  const { ana, id, police } = await desk.trafficked();
  const sends = async (viewer: Member) =>
    (
      await asks(viewer, `update notice set status = 'SENT', sent_at = now() where id = $1 returning id`, [
        police.id,
      ])
    )[1];
  expect(await sends(officer())).toBe(0);
  expect(await sends(colleague(ana, 'CASE_MANAGER'))).toBe(0);
  const owes = (viewer: Member) =>
    asks(
      viewer,
      `insert into notice (id, case_id, organisation_id, case_code, "to", status, due_at, overdue_at, region_code,
         urgency, rule_id, hours_until_acknowledged)
       values ($1, $2, $3, 'X', 'POLICE', 'NOT_REQUIRED', now(), now(), 'AL-12', 'ROUTINE', $1, 1)`,
      [newId(), id, ana.organisationId],
    );
  await expect(owes(colleague(ana, 'CASE_MANAGER'))).rejects.toThrow('row-level security');
  await owes(ana);
});

test('P13 whoever opened a case in an emergency sees its notices and sends none', async () => {
  const { ana, id, police } = await desk.trafficked();
  const night = colleague(ana, 'SHELTER_STAFF');
  await desk.owner.query(
    `insert into emergency_access (id, case_id, organisation_id, worker_id, reason, until)
     values (gen_random_uuid(), $1, $2, $3, 'THREAT', now() + interval '1 hour')`,
    [id, ana.organisationId, night.id],
  );
  expect(await desk.noticesOf(night, id)).toHaveLength(3);
  const answer = await desk.send(night, police.id);
  expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});

test('rules and recipients are for members to read and for nobody to change', async () => {
  const { ana } = await desk.trafficked();
  for (const table of ['notice_rule', 'known_recipient', 'reflection_policy']) {
    expect((await asks(ana, `select id from ${table}`)).length).toBeGreaterThan(0);
    expect((await asks(ana, `delete from ${table} returning id`))[1]).toBe(0);
    expect((await asks(ana, `update ${table} set country = 'XK' returning id`))[1]).toBe(0);
  }
});
