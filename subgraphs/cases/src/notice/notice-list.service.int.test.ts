import { newId } from '@ura/database';
import { caseManager, openCase } from '../testing';
import { type Desk, type Edge, officer, openDesk } from './notice.fixture';

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
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data }: { data?: any } = await desk.client.ask(
      ana,
      `query ($after: String) { notices(box: OUTBOX, first: 2, after: $after) {
         totalCount edges { node { id dueAt } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    expect(data.notices.totalCount).toBeNull();
    seen.push(...data.notices.edges.map(({ node }: Edge) => `${node.dueAt} ${node.id}`));
    after = data.notices.pageInfo.hasNextPage ? data.notices.pageInfo.endCursor : null;
  } while (after);
  expect(new Set(seen).size).toBe(9);
  expect(seen).toEqual([...seen].sort().reverse());
  expect((await desk.box(officer(unit), 'INBOX', ', first: 1')).totalCount).toBe(3);
});
