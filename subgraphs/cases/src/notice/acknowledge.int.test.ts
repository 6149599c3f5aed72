import { codeOf, fieldOf } from '../testing';
import { type Desk, type Edge, officer, openDesk } from './notice.fixture';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());

test('the recipient acknowledges it, and it stands in the timeline of a case that they do not see', async () => {
  const { ana, id, police } = await desk.trafficked();
  await desk.send(ana, police.id);
  const { data } = await desk.acknowledge(officer(), police.id, { protocolNumber: '2026/114-A' });
  expect(data.recordAcknowledgement).toMatchObject({
    status: 'ACKNOWLEDGED',
    protocolNumber: '2026/114-A',
    acknowledgedAt: expect.any(String),
    case: null,
  });
  const told = await desk.client.ask(
    ana,
    'query ($id: ID!) { case(id: $id) { timeline { edges { node { kind detail subjectId } } } } }',
    { id },
  );
  expect(told.data.case.timeline.edges.slice(0, 2).map(({ node }: Edge) => node)).toEqual([
    { kind: 'NOTICE_ACKNOWLEDGED', detail: 'POLICE', subjectId: police.id },
    { kind: 'NOTICE_SENT', detail: 'POLICE', subjectId: police.id },
  ]);
  expect(codeOf(await desk.acknowledge(officer(), police.id))).toBe('CONFLICT');
});

test('the sender records an acknowledgement from phone or paper, with its protocol number', async () => {
  const { ana, police } = await desk.trafficked();
  expect(codeOf(await desk.acknowledge(ana, police.id, { protocolNumber: '7' }))).toBe('CONFLICT');
  await desk.send(ana, police.id);
  const bare = await desk.acknowledge(ana, police.id);
  expect([codeOf(bare), fieldOf(bare)]).toEqual(['INVALID', 'input.protocolNumber']);
  const { data } = await desk.acknowledge(ana, police.id, { protocolNumber: 'PR-7' });
  expect(data.recordAcknowledgement.status).toBe('ACKNOWLEDGED');
});

test.each([
  ['a name for a number', { protocolNumber: 'TESTOVA' }],
  ['a sentence for a number', { protocolNumber: 'OFFICER 7 SAID' }],
  ['a number that is too long', { protocolNumber: '123456789012345678901' }],
  ['a telephone number', { protocolNumber: '0690000000' }],
  ['the number of an identity card', { protocolNumber: 'J00000000T' }],
  ['small letters', { protocolNumber: 'demo1' }],
])('%s is INVALID, and nothing is written', async (_what, more) => {
  const { ana, police } = await desk.trafficked();
  await desk.send(ana, police.id);
  const answer = await desk.acknowledge(ana, police.id, more);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', 'input.protocolNumber']);
  const [row] = await desk.owner.query('select status, protocol_number from notice where id = $1', [
    police.id,
  ]);
  expect(row).toEqual({ status: 'SENT', protocol_number: null });
});

test('the clock alone makes a notice OVERDUE, sent or not, and it still goes on', async () => {
  const { ana, id, police } = await desk.trafficked();
  await desk.passes(police.id);
  const stands = async () => (await desk.noticesOf(ana, id)).find(({ to }) => to === 'POLICE')!.status;
  expect(await stands()).toBe('OVERDUE');
  expect((await desk.box(ana, 'OUTBOX', ', statuses: [OVERDUE]')).nodes).toMatchObject([{ id: police.id }]);
  await desk.send(ana, police.id);
  expect(await stands()).toBe('SENT');
  await desk.passes(police.id);
  expect(await stands()).toBe('OVERDUE');
  await desk.acknowledge(officer(), police.id);
  expect(await stands()).toBe('ACKNOWLEDGED');
});
