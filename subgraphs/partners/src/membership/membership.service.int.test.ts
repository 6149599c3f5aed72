import type { Viewer } from '@ura/access';
import { newId } from '@ura/database';
import { anonymous, member } from '@ura/testkit';
import { type Directory, of, openDirectory, refusal } from '../testing';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const join = (viewer: Viewer, input: object) =>
  directory.ask(
    viewer,
    `mutation ($input: AddMembershipInput!) { addMembership(input: $input) {
      id memberships { level since { year } role { en } network { id } } } }`,
    { input: { idempotencyKey: newId(), level: 'NATIONAL', ...input } },
  );

test('an editor says which network the organisation belongs to, once', async () => {
  const [organisation, network] = [
    await directory.organisation(),
    await directory.organisation({ kind: 'NETWORK' }),
  ];
  const editor = of(organisation, 'DIRECTORY_EDITOR');
  const input = {
    idempotencyKey: newId(),
    organisationId: organisation.id,
    networkId: network.id,
    since: { year: 2020 },
    role: { en: 'Board' },
  };
  const expected = {
    id: organisation.id,
    memberships: [
      { level: 'NATIONAL', since: { year: 2020 }, role: { en: 'Board' }, network: { id: network.id } },
    ],
  };
  expect((await join(editor, input)).data.addMembership).toEqual(expected);
  expect((await join(editor, input)).data.addMembership).toEqual(expected);
  expect(refusal(await join(editor, { ...input, idempotencyKey: newId() }))).toBe('CONFLICT');
});

test('what is no network, itself, or another’s organisation is refused', async () => {
  const [organisation, ngo] = [
    await directory.organisation({ kind: 'NETWORK' }),
    await directory.organisation(),
  ];
  const editor = of(organisation, 'DIRECTORY_EDITOR');
  const organisationId = organisation.id;
  expect(refusal(await join(editor, { organisationId, networkId: ngo.id }))).toBe('INVALID input.networkId');
  expect(refusal(await join(editor, { organisationId, networkId: organisationId }))).toBe(
    'INVALID input.networkId',
  );
  expect(refusal(await join(editor, { organisationId, networkId: newId() }))).toBe('INVALID input.networkId');
  const elsewhere = { organisationId: ngo.id, networkId: organisationId };
  expect(refusal(await join(editor, elsewhere))).toBe('FORBIDDEN');
  expect(refusal(await join(member({ roles: ['COORDINATOR'] }), elsewhere))).toBe('FORBIDDEN');
  expect(refusal(await join(anonymous, elsewhere))).toBe('UNAUTHENTICATED');
});
