import { anonymous } from '@ura/access';
import { member } from '@ura/testkit';
import { OrganisationKind } from './organisation.entity';
import { isCoordinated, mayEdit } from './organisation.rules';

const own = '6d34ee80-a28f-4768-bcc1-579247d6abc4';
const editor = member({ roles: ['DIRECTORY_EDITOR'], organisationId: own });
const coordinator = member({ roles: ['COORDINATOR'], organisationId: own });
const other = 'f2ee3346-b71b-44e3-a357-41811abe44f6';

test.each([
  ['an editor, their own NGO', editor, own, 'NGO', true],
  ['an editor, another NGO', editor, other, 'NGO', false],
  ['an editor, another’s police', editor, other, 'POLICE', false],
  ['a coordinator, police', coordinator, other, 'POLICE', true],
  ['a coordinator, a network', coordinator, other, 'NETWORK', true],
  ['a coordinator, an NGO', coordinator, other, 'NGO', false],
  ['a coordinator, their own NGO', coordinator, own, 'NGO', false],
  ['a coordinator, a donor', coordinator, other, 'DONOR', false],
  [
    'a shelter’s manager, their own NGO',
    member({ roles: ['SHELTER_MANAGER'], organisationId: own }),
    own,
    'NGO',
    false,
  ],
  ['anonymous', anonymous, own, 'NGO', false],
] as const)('%s', (_, viewer, id, kind, verdict) => {
  expect(mayEdit(viewer, { id, kind })).toBe(verdict);
});

test('coordinators keep the entries of institutions and networks alone', () => {
  const kinds = Object.values(OrganisationKind);
  expect(kinds.filter(kind => !isCoordinated(kind))).toEqual(['NGO', 'BUSINESS', 'IGO', 'DONOR']);
});
