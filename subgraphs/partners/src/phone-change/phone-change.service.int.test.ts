import type { Viewer } from '@ura/access';
import { newId } from '@ura/database';
import { anonymous, colleagueOf } from '@ura/testkit';
import type { Change } from '../change/change.entity';
import { type Directory, of, openDirectory, refusal } from '../testing';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const CHANGE = 'id status oldNumber newNumber kind label { en } proposedBy approvedBy approvedAt';
const propose = (viewer: Viewer, input: object) =>
  directory.ask(
    viewer,
    `mutation ($input: ProposePhoneInput!) { proposePhone(input: $input) { ${CHANGE} } }`,
    {
      input: { idempotencyKey: newId(), ...input },
    },
  );
const approve = (viewer: Viewer, phoneChangeId: string, calledOldNumber = true) =>
  directory.ask(
    viewer,
    `mutation ($input: ApprovePhoneInput!) { approvePhone(input: $input) { ${CHANGE} } }`,
    {
      input: { phoneChangeId, calledOldNumber },
    },
  );
const numbersOf = async (id: string) => {
  const query = 'query ($id: ID!) { organisation(id: $id) { phones { number kind label { en } } } }';
  return (await directory.ask(anonymous, query, { id })).data.organisation.phones;
};

/** An organisation with a number and two editors. */
const house = async () => {
  const organisation = await directory.organisation();
  await directory.phone({
    organisationId: organisation.id,
    number: '+355 00 100',
    kind: 'OFFICE',
    label: { en: 'Desk' },
  });
  const ana = of(organisation, 'DIRECTORY_EDITOR');
  return { organisation, ana, bora: colleagueOf(ana, 'DIRECTORY_EDITOR') };
};
const replacement = { oldNumber: '+355 00 100', newNumber: '+355 4 222 3333' };
const desk = { kind: 'OFFICE', label: { en: 'Desk' } };

test('P52 a public number changes only when a second editor approves it', async () => {
  const { organisation, ana, bora } = await house();
  const { data } = await propose(ana, { organisationId: organisation.id, ...replacement });
  expect(data.proposePhone).toMatchObject({
    status: 'PROPOSED',
    ...replacement,
    ...desk,
    proposedBy: ana.id,
  });
  expect(await numbersOf(organisation.id)).toEqual([{ number: '+355 00 100', ...desk }]);
  const approved = await approve(bora, data.proposePhone.id);
  expect(approved.data.approvePhone).toMatchObject({ status: 'APPROVED', approvedBy: bora.id });
  expect(await numbersOf(organisation.id)).toEqual([{ number: '+355 4 222 3333', ...desk }]);
});

test('P52 nobody approves their own proposal', async () => {
  const { organisation, ana } = await house();
  const { data } = await propose(ana, { organisationId: organisation.id, ...replacement });
  expect(refusal(await approve(ana, data.proposePhone.id))).toBe('FORBIDDEN');
  expect(await numbersOf(organisation.id)).toEqual([{ number: '+355 00 100', ...desk }]);
});

test('P52 the second person must have called the old number', async () => {
  const { organisation, ana, bora } = await house();
  const { data } = await propose(ana, { organisationId: organisation.id, ...replacement });
  expect(refusal(await approve(bora, data.proposePhone.id, false))).toBe('INVALID input.calledOldNumber');
  expect(await numbersOf(organisation.id)).toEqual([{ number: '+355 00 100', ...desk }]);
});

test('P52 a second person of elsewhere, or without the role, does not count', async () => {
  const { organisation, ana } = await house();
  const { data } = await propose(ana, { organisationId: organisation.id, ...replacement });
  const others = [
    of({ id: newId() }, 'DIRECTORY_EDITOR'),
    of({ id: newId() }, 'COORDINATOR'),
    colleagueOf(ana, 'SHELTER_MANAGER'),
  ];
  for (const other of others) expect(refusal(await approve(other, data.proposePhone.id))).toBe('FORBIDDEN');
  expect(refusal(await approve(anonymous, data.proposePhone.id))).toBe('UNAUTHENTICATED');
  expect(await numbersOf(organisation.id)).toEqual([{ number: '+355 00 100', ...desk }]);
});

test('P52 a new number needs a second person too, and so does taking one out', async () => {
  const { organisation, ana, bora } = await house();
  const added = await propose(ana, {
    organisationId: organisation.id,
    newNumber: '+355 4 555 6666',
    kind: 'ON_CALL',
  });
  expect(await numbersOf(organisation.id)).toHaveLength(1);
  await approve(bora, added.data.proposePhone.id);
  expect(await numbersOf(organisation.id)).toHaveLength(2);
  const removed = await propose(bora, { organisationId: organisation.id, oldNumber: '+355 00 100' });
  expect(await numbersOf(organisation.id)).toHaveLength(2);
  await approve(ana, removed.data.proposePhone.id);
  expect(await numbersOf(organisation.id)).toEqual([
    { number: '+355 4 555 6666', kind: 'ON_CALL', label: null },
  ]);
});

test('P52 a coordinator’s change of an institution’s number needs a second coordinator of the same organisation', async () => {
  const police = await directory.organisation({ kind: 'POLICE' });
  const first = of({ id: newId() }, 'COORDINATOR');
  const { data } = await propose(first, {
    organisationId: police.id,
    newNumber: '+355 4 000 0001',
    kind: 'ON_CALL',
  });
  const others = [first, of({ id: newId() }, 'COORDINATOR'), colleagueOf(first, 'DIRECTORY_EDITOR')];
  for (const other of others) expect(refusal(await approve(other, data.proposePhone.id))).toBe('FORBIDDEN');
  const second = await approve(colleagueOf(first, 'COORDINATOR'), data.proposePhone.id);
  expect(second.data.approvePhone.status).toBe('APPROVED');
});

test('of two proposals for one number the first approved wins, and the other says so', async () => {
  const { organisation, ana, bora } = await house();
  const first = await propose(ana, { organisationId: organisation.id, ...replacement });
  const second = await propose(ana, {
    organisationId: organisation.id,
    ...replacement,
    newNumber: '+355 4 777 8888',
  });
  const answers = await Promise.all([
    approve(bora, first.data.proposePhone.id),
    approve(bora, second.data.proposePhone.id),
  ]);
  expect(answers.map(refusal).sort()).toEqual(['CONFLICT', undefined]);
  expect(await numbersOf(organisation.id)).toHaveLength(1);
  const again = await Promise.all([first, second].map(({ data }) => approve(bora, data.proposePhone.id)));
  expect(again.map(refusal)).toEqual(['CONFLICT', 'CONFLICT']);
  expect(again.map(({ errors }) => errors![0]!.message).sort()).toEqual([
    'This change is already APPROVED.',
    'This change is already SUPERSEDED.',
  ]);
});

test('a number that the organisation got meanwhile is not added again', async () => {
  const { organisation, ana, bora } = await house();
  const added = { organisationId: organisation.id, newNumber: '+355 4 555 6666', kind: 'ON_CALL' };
  const [first, second] = [await propose(ana, added), await propose(ana, added)];
  await approve(bora, first.data.proposePhone.id);
  expect(refusal(await approve(bora, second.data.proposePhone.id))).toBe('CONFLICT');
  expect(await numbersOf(organisation.id)).toHaveLength(2);
});

test('an invented number stays marked until it is another, and the history says what it was', async () => {
  const { organisation, ana, bora } = await house();
  const organisationId = organisation.id;
  const number = '+355 00 300';
  await directory.phone({ organisationId, number, kind: 'OFFICE', demonstration: true });
  const change = async (input: object) => {
    const { data } = await propose(ana, { organisationId, oldNumber: number, ...input });
    await approve(bora, data.proposePhone.id);
    const [row] = await directory.owner.query(
      'select p.demonstration, c.was from phone p join change c on c.entity_id = p.id where c.organisation_id = $1 order by c.position desc limit 1',
      [organisationId],
    );
    return row;
  };
  expect(await change({ newNumber: number, kind: 'ON_CALL' })).toEqual({
    demonstration: true,
    was: { number, kind: 'OFFICE', label: null },
  });
  expect(await change({ newNumber: '+355 4 222 3333' })).toMatchObject({ demonstration: false });
});

test('who may not edit the entries sees no changes and no history', async () => {
  const { organisation, ana, bora } = await house();
  const { data } = await propose(ana, { organisationId: organisation.id, ...replacement });
  await approve(bora, data.proposePhone.id);
  const query = `query ($id: ID!) { organisation(id: $id) { slug
    phoneChanges { edges { node { status } } } history { edges { node { entity fields changedBy } } } } }`;
  const read = async (viewer: Viewer) =>
    (await directory.ask(viewer, query, { id: organisation.id })).data.organisation;
  for (const viewer of [anonymous, of({ id: newId() }, 'DIRECTORY_EDITOR'), colleagueOf(ana, 'TRAINER')]) {
    expect(await read(viewer)).toEqual({ slug: organisation.slug, phoneChanges: null, history: null });
  }
  const seen = await read(ana);
  expect(seen.phoneChanges.edges).toEqual([{ node: { status: 'APPROVED' } }]);
  expect(seen.history.edges.map(({ node }: { node: Change }) => [node.entity, node.changedBy])).toEqual([
    ['Phone', bora.id],
    ['PhoneChange', ana.id],
  ]);
});

test.each([
  ['neither number', {}, 'INVALID input.newNumber'],
  [
    'an old number that there is none of',
    { oldNumber: '+355 9', newNumber: '+355 4 222 3333' },
    'INVALID input.oldNumber',
  ],
  ['the number that there is', { newNumber: '+355 00 100', kind: 'OFFICE' }, 'INVALID input.newNumber'],
  ['words', { newNumber: 'call me', kind: 'OFFICE' }, 'INVALID input.newNumber'],
  ['a new number for nothing', { newNumber: '+355 4 222 3333' }, 'INVALID input.kind'],
  [
    'another’s service',
    { newNumber: '+355 4 222 3333', kind: 'OFFICE', serviceId: newId() },
    'INVALID input.serviceId',
  ],
  ['a service for an old number', { ...replacement, serviceId: newId() }, 'INVALID input.serviceId'],
])('%s is refused, and nothing is written', async (_, input, expected) => {
  const { organisation, ana } = await house();
  expect(refusal(await propose(ana, { organisationId: organisation.id, ...input }))).toBe(expected);
  const [{ count }] = await directory.owner.query(
    'select count(*)::int from phone_change where organisation_id = $1',
    [organisation.id],
  );
  expect(count).toBe(0);
});
