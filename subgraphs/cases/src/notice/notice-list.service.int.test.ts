import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { caseManager, codeOf, colleague, everyPageOf, fieldOf, openCase } from '../testing';
import { type Desk, officer, openDesk } from './notice.fixture';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());

test('P62 an outbox is paged, the latest first, without a gap, and not counted; an inbox is counted', async () => {
  const ana = caseManager();
  const unit = newId();
  for (let time = 0; time < 3; time++) {
    const id = await openCase(desk.client, ana, { kind: 'TRAFFICKING' });
    const police = (await desk.noticesOf(ana, id)).find(({ to }) => to === 'POLICE')!;
    await desk.send(ana, police.id, { recipientId: unit });
  }
  const nodes = await everyPageOf<{ id: string; dueAt: string }>(
    desk.client,
    ana,
    'notices',
    `query ($after: String) { notices(box: OUTBOX, first: 2, after: $after) {
       edges { node { id dueAt } } pageInfo { hasNextPage endCursor } } }`,
  );
  expect((await desk.box(ana, 'OUTBOX')).totalCount).toBeNull();
  const seen = nodes.map(({ id, dueAt }) => `${dueAt} ${id}`);
  expect(new Set(seen).size).toBe(9);
  expect(seen).toEqual([...seen].sort().reverse());
  expect((await desk.box(officer(unit), 'INBOX', ', first: 1')).totalCount).toBe(3);
});

test('P62 a list is of those that the viewer sees: the outbox of a team, of a supervisor, and of nobody else', async () => {
  const { ana, police } = await desk.trafficked();
  const restricted = await openCase(desk.client, ana, { kind: 'TRAFFICKING', restricted: true });
  const ids = async (viewer: Member) => (await desk.box(viewer, 'OUTBOX')).nodes.map(notice => notice.case);
  expect((await desk.box(ana, 'OUTBOX')).nodes).toHaveLength(6);
  const supervised = await desk.box(colleague(ana, 'SUPERVISOR'), 'OUTBOX');
  expect(supervised.nodes.map(({ id }) => id)).toContain(police.id);
  expect(await ids(colleague(ana, 'SUPERVISOR'))).not.toContainEqual({ id: restricted });
  expect(supervised.nodes).toHaveLength(3);
  expect(await ids(colleague(ana, 'CASE_MANAGER'))).toEqual([]);
  expect(await ids(caseManager())).toEqual([]);
});

test('a cursor of another list is INVALID', async () => {
  const answer = await desk.client.ask(officer(), '{ notices(box: INBOX, after: "x") { totalCount } }');
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', 'after']);
});
