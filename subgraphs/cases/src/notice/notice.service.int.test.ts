import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { member } from '@ura/testkit';
import { assign, caseManager, codeOf, colleague, fieldOf, openCase } from '../testing';
import { type Desk, ONAC, officer, openDesk, POLICE_VLORE } from './notice.fixture';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());

test('a region where nobody is known has its notices without a recipient, and whoever sends one names the unit', async () => {
  const { ana, police } = await desk.trafficked({ regionCode: 'AL-06' });
  expect(police).toMatchObject({ status: 'DUE', recipient: null });
  const refused = await desk.send(ana, police.id);
  expect([codeOf(refused), fieldOf(refused)]).toEqual(['INVALID', 'input.recipientId']);
  const unit = newId();
  const { data } = await desk.send(ana, police.id, { recipientId: unit });
  expect(data.sendNotice).toMatchObject({ status: 'SENT', recipient: { id: unit } });
});

test('P19 a recipient sees the code, the region, whether it is a child, and the urgency; and no case', async () => {
  const { ana, id, police } = await desk.trafficked({ ageBand: 'AGE_12_17' });
  const { data } = await desk.send(ana, police.id, { survivorInformed: false, notInformedReason: 'UNSAFE' });
  expect(data.sendNotice).toMatchObject({
    status: 'SENT',
    survivorInformed: false,
    notInformedReason: 'UNSAFE',
  });
  const { nodes } = await desk.box(officer(), 'INBOX');
  const got = nodes.find((notice: { id: string }) => notice.id === police.id);
  expect(got).toEqual({
    id: police.id,
    to: 'POLICE',
    status: 'SENT',
    caseCode: data.sendNotice.caseCode,
    child: true,
    urgency: 'IMMEDIATE',
    region: police.region,
    from: { id: ana.organisationId },
    recipient: { id: POLICE_VLORE },
    dueAt: expect.any(String),
    sentAt: expect.any(String),
    acknowledgedAt: null,
    protocolNumber: null,
    case: null,
    survivorInformed: null,
    notInformedReason: null,
    notRequiredReason: null,
  });
  const [direct] = await Promise.all([
    desk.client.ask(officer(), 'query ($id: ID!) { case(id: $id) { id } }', { id }),
  ]);
  expect(direct).toEqual({ data: { case: null } });
});

test('P19 a recipient sees nothing before it is sent, and nobody else sees it at all', async () => {
  const { ana, police } = await desk.trafficked();
  const ids = async (viewer: Member) =>
    (await desk.box(viewer, 'INBOX')).nodes.map(({ id }: { id: string }) => id);
  expect(await ids(officer())).not.toContain(police.id);
  expect(codeOf(await desk.acknowledge(officer(), police.id))).toBe('NOT_FOUND');
  await desk.send(ana, police.id);
  expect(await ids(officer())).toContain(police.id);
  expect(await ids(officer(newId()))).not.toContain(police.id);
  expect(await ids(officer(ONAC, 'COORDINATOR'))).not.toContain(police.id);
  const clerk = await desk.client.ask(
    member({ roles: ['HOTLINE'], organisationId: POLICE_VLORE }),
    '{ notices(box: INBOX) { totalCount } }',
  );
  expect(codeOf(clerk)).toBe('FORBIDDEN');
});

test('P19 what no rule demands is not sent: without a consent nothing leaves', async () => {
  const ana = caseManager();
  const id = await openCase(desk.client, ana);
  const all = await desk.noticesOf(ana, id);
  expect(all.map(({ status, notRequiredReason }) => [status, notRequiredReason])).toEqual(
    expect.arrayContaining([
      ['NOT_REQUIRED', 'SURVIVOR_DECIDES'],
      ['NOT_REQUIRED', 'NOT_TRAFFICKING'],
    ]),
  );
  expect(codeOf(await desk.send(ana, all[0]!.id))).toBe('CONFLICT');
});

test('P19 P49 a notice is sent by those who work on the protection of the case, and by nobody else', async () => {
  const { ana, id, police } = await desk.trafficked();
  const teacher = colleague(ana, 'SPECIALIST');
  await assign(desk.client, ana, id, teacher, 'EDUCATION_WORKER');
  expect(codeOf(await desk.send(teacher, police.id))).toBe('NOT_FOUND');
  expect(codeOf(await desk.send(caseManager(), police.id))).toBe('NOT_FOUND');
  expect(codeOf(await desk.send(colleague(ana, 'CASE_MANAGER'), police.id))).toBe('NOT_FOUND');
  const may =
    'query ($id: ID!) { case(id: $id) { notices { id } viewerMay { sendNotice advanceIdentification } } }';
  expect((await desk.client.ask(teacher, may, { id })).data.case).toEqual({
    notices: null,
    viewerMay: { sendNotice: false, advanceIdentification: false },
  });
  expect((await desk.client.ask(ana, may, { id })).data.case.viewerMay).toEqual({
    sendNotice: true,
    advanceIdentification: true,
  });
});

test('a notice goes to another unit where that one is suspect or kin', async () => {
  const { ana, police } = await desk.trafficked();
  const other = newId();
  const { data } = await desk.send(ana, police.id, { recipientId: other });
  expect(data.sendNotice.recipient).toEqual({ id: other });
  const { nodes } = await desk.box(officer(), 'INBOX');
  expect(nodes.map(({ id }: { id: string }) => id)).not.toContain(police.id);
  expect((await desk.box(officer(other), 'INBOX')).nodes).toHaveLength(1);
});

test.each([
  ['no reason why she was not told', { survivorInformed: false }, 'input.notInformedReason'],
  [
    'a reason although she was told',
    { survivorInformed: true, notInformedReason: 'UNSAFE' },
    'input.notInformedReason',
  ],
  ['a recipient that is no id', { recipientId: 'police' }, 'input.recipientId'],
])('P19 %s is INVALID, and nothing is sent', async (_what, more, field) => {
  const { ana, police } = await desk.trafficked();
  const answer = await desk.send(ana, police.id, more);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  const [row] = await desk.owner.query('select status, sent_at from notice where id = $1', [police.id]);
  expect(row).toEqual({ status: 'DUE', sent_at: null });
});

test('a notice to one’s own organisation is INVALID', async () => {
  const { ana, police } = await desk.trafficked();
  for (const recipientId of [ana.organisationId, ana.organisationId.toUpperCase()]) {
    const answer = await desk.send(ana, police.id, { recipientId });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', 'input.recipientId']);
  }
});

test('sending twice with one key sends once; sending again is a conflict that names the status', async () => {
  const { ana, police } = await desk.trafficked();
  const key = { idempotencyKey: newId() };
  const first = await desk.send(ana, police.id, key);
  expect(await desk.send(ana, police.id, key)).toEqual(first);
  const again = await desk.send(ana, police.id);
  expect(codeOf(again)).toBe('CONFLICT');
  expect(again.errors![0]!.message).toContain('SENT');
});

test('what a case owes is sent after it was closed, too', async () => {
  const { ana, id, police } = await desk.trafficked();
  await desk.owner.query(`update "case" set status = 'CLOSED' where id = $1`, [id]);
  expect((await desk.send(ana, police.id)).data.sendNotice.status).toBe('SENT');
});
