import { newId } from '@ura/database';
import { type House, openSite, refusal, type Site } from './house.fixture';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const tell = (house: House, mutation: string, input: object) =>
  site.client.ask(
    house.staff,
    `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!)
      { ${mutation}(input: $input) { id status flagged flaggedWhy exitApprovals { by reference } } }`,
    { input },
  );

const stayAt = async (risk: string): Promise<{ house: House; stayId: string }> => {
  const house = await site.house();
  const { data } = await tell(house, 'startStay', {
    bedId: house.beds[0]!.id,
    risk,
    idempotencyKey: newId(),
  });
  return { house, stayId: data.startStay.id };
};

const approval = (stayId: string, by: string, more: object = {}) => {
  const approvedAt = new Date(Date.now() - 3_600_000).toISOString();
  return { stayId, by, reference: 'PP-114/2026', approvedAt, idempotencyKey: newId(), ...more };
};

const alarmsOf = async ({ manager, shelter }: House) => {
  const { data } = await site.client.ask(
    manager,
    `{ alarms(shelterId: "${shelter.id}") { edges { node { kind text { en } } } } }`,
  );
  return data.alarms.edges.map(({ node }: { node: { kind: string } }) => node.kind);
};

test('leaving at high risk without both approvals is not refused, but flagged with why', async () => {
  const { house, stayId } = await stayAt('HIGH');
  await tell(house, 'requestExit', { stayId, idempotencyKey: newId() });
  await tell(house, 'approveExit', approval(stayId, 'POLICE'));
  const { data } = await tell(house, 'endStay', {
    stayId,
    reason: 'LEFT_AGAINST_ADVICE',
    destination: 'NOT_SAID',
  });
  expect(data.endStay).toMatchObject({ status: 'EXITED', flagged: true, flaggedWhy: 'LEFT_AGAINST_ADVICE' });
  expect(await alarmsOf(house)).toEqual(['EXIT_UNAPPROVED']);
});

test('leaving at high risk with both approvals is not flagged', async () => {
  const { house, stayId } = await stayAt('HIGH');
  const pending = await tell(house, 'requestExit', { stayId, idempotencyKey: newId() });
  expect(pending.data.requestExit.status).toBe('EXIT_PENDING');
  await tell(house, 'approveExit', approval(stayId, 'POLICE'));
  const { data: approved } = await tell(house, 'approveExit', approval(stayId, 'PROSECUTOR'));
  expect(approved.approveExit.exitApprovals).toHaveLength(2);
  const { data } = await tell(house, 'endStay', {
    stayId,
    reason: 'TRANSFERRED',
    destination: 'OTHER_SHELTER',
  });
  expect(data.endStay).toMatchObject({ status: 'EXITED', flagged: false, flaggedWhy: null });
  expect(await alarmsOf(house)).toEqual([]);
});

test('leaving at medium risk needs nobody’s approval', async () => {
  const { house, stayId } = await stayAt('MEDIUM');
  const { data } = await tell(house, 'endStay', { stayId, reason: 'PLANNED' });
  expect(data.endStay.flagged).toBe(false);
});

test('an approval is recorded once for each of the two, and the same key records nothing new', async () => {
  const { house, stayId } = await stayAt('HIGH');
  const input = approval(stayId, 'POLICE');
  await tell(house, 'approveExit', input);
  const again = await tell(house, 'approveExit', input);
  expect(again.data.approveExit.exitApprovals).toEqual([{ by: 'POLICE', reference: 'PP-114/2026' }]);
  const another = await tell(house, 'approveExit', approval(stayId, 'POLICE'));
  expect(refusal(another)).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('ACTIVE') });
});

test('an approval was given in the past', async () => {
  const { house, stayId } = await stayAt('HIGH');
  const approvedAt = new Date(Date.now() + 3_600_000).toISOString();
  const answer = await tell(house, 'approveExit', approval(stayId, 'POLICE', { approvedAt }));
  expect(refusal(answer)).toMatchObject({ code: 'INVALID', field: 'input.approvedAt' });
});

test.each([
  'Ana Hoxha',
  '+355 69 123 4567',
  'J91234567K',
  '0691234567',
  '👩 1',
  "1'; drop table stay; --",
  'x'.repeat(65),
  '',
])('P8 a protocol number is none of a person, a phone or an identity card: %j', async reference => {
  const { house, stayId } = await stayAt('HIGH');
  const answer = await tell(house, 'approveExit', approval(stayId, 'POLICE', { reference }));
  expect(refusal(answer)).toMatchObject({ code: 'INVALID', field: 'input.reference' });
});
