import type { Member } from '@ura/access';
import type { Answer } from '@ura/testkit';
import { chores } from '../chores';
import { caseManager, codeOf, colleague, openCase } from '../testing';
import { type Desk, officer, openDesk } from './notice.fixture';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());

const LIVE = 'subscription { noticeDue { id to status caseCode case { id } } }';
interface Told {
  readonly id: string;
  readonly to: string;
  readonly status: string;
  readonly case: { readonly id: string } | null;
}
type Stream = AsyncIterableIterator<Answer<never>>;
const listen = (viewer: Member) => desk.client.stream<never>(viewer, LIVE);
const next = async (stream: Stream) => (await stream.next()).value as Answer<never>;

test('a notice that becomes due is told to the team, and one that is sent to its recipient, without the case', async () => {
  const ana = caseManager();
  const staff = await listen(ana);
  const { organisationId } = caseManager();
  const police = await listen(officer(organisationId));
  const caseId = await openCase(desk.client, ana, { kind: 'TRAFFICKING' });
  const told = [await next(staff), await next(staff)].map(
    ({ data }) => (data as unknown as { noticeDue: Told }).noticeDue,
  );
  expect(told.map(({ to, status, case: of }) => [to, status, of?.id]).sort()).toEqual([
    ['POLICE', 'DUE', caseId],
    ['RESPONSIBLE_AUTHORITY', 'DUE', caseId],
  ]);
  const { id } = told.find(({ to }) => to === 'POLICE')!;
  await desk.send(ana, id, { recipientId: organisationId });
  expect(await next(police)).toMatchObject({ data: { noticeDue: { id, status: 'SENT', case: null } } });
  await Promise.all([staff.return!(), police.return!()]);
});

test('P63 a notice is told to nobody who does not see it', async () => {
  const { ana, police } = await desk.trafficked();
  const [stranger, idle] = [caseManager(), colleague(ana, 'CASE_MANAGER')];
  const streams = await Promise.all([listen(stranger), listen(idle), listen(officer())]);
  await desk.passes(police.id);
  // What they hear first is their own: the other went by unheard.
  for (const [who, stream] of [
    [stranger, streams[0]!],
    [idle, streams[1]!],
  ] as const) {
    const own = await openCase(desk.client, who, { kind: 'TRAFFICKING' });
    expect(await next(stream)).toMatchObject({ data: { noticeDue: { case: { id: own } } } });
  }
  await desk.send(ana, police.id);
  expect(await next(streams[2]!)).toMatchObject({ data: { noticeDue: { id: police.id, status: 'SENT' } } });
  await Promise.all(streams.map(stream => stream.return!()));
});

test('a notice that becomes overdue by the clock is told, though nobody touches it, and stands once in the timeline', async () => {
  const { ana, id, police } = await desk.trafficked();
  await desk.owner.query("update notice set overdue_at = now() + interval '2 seconds' where id = $1", [
    police.id,
  ]);
  const stream = await listen(ana);
  const overdue = next(stream);
  let isTold = false;
  void overdue.then(() => {
    isTold = true;
  });
  while (!isTold) await Promise.all([chores(desk.database), chores(desk.database)]);
  expect(await overdue).toMatchObject({ data: { noticeDue: { id: police.id, status: 'OVERDUE' } } });
  await chores(desk.database);
  const { data } = await desk.client.ask(
    ana,
    'query ($id: ID!) { case(id: $id) { timeline { edges { node { kind detail subjectId actorId } } } } }',
    { id },
  );
  const late = data.case.timeline.edges.filter(
    ({ node }: { node: { kind: string } }) => node.kind === 'NOTICE_OVERDUE',
  );
  expect(late).toEqual([
    { node: { kind: 'NOTICE_OVERDUE', detail: 'POLICE', subjectId: police.id, actorId: null } },
  ]);
  await stream.return!();
});

test('P47 notices are not told without the viewer’s own token', async () => {
  const stream = await desk.client.stream<never>(officer(), LIVE, {}, { isProven: false });
  expect(codeOf(await next(stream))).toBe('UNAUTHENTICATED');
});
