import { anonymous } from '@ura/access';
import { colleagueOf, member } from '@ura/testkit';
import { isSecondPerson } from './phone-change.rules';

const first = member({ roles: ['DIRECTORY_EDITOR'] });

test.each([
  ['a colleague', colleagueOf(first, 'DIRECTORY_EDITOR'), true],
  ['the one who proposed it', first, false],
  ['the same person, elsewhere', member({ id: first.id }), false],
  ['somebody of another organisation', member(), false],
  ['anonymous', anonymous, false],
])('P52 %s as the second person', (_, viewer, verdict) => {
  const change = { proposedBy: first.id, proposedByOrganisationId: first.organisationId };
  expect(isSecondPerson(viewer, change)).toBe(verdict);
});
