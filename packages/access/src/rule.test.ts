import { allOf, anyOf, everyone, hasRole, member, nameOf, type Rule } from './rule';
import { anonymous, bundles, type Role, roles, type Viewer } from './viewer';

const viewer = (...given: Role[]): Viewer => ({ id: 'a', organisationId: 'b', roles: given });

test.each<[string, Rule, Viewer, boolean]>([
  ['everyone lets the anonymous in', everyone, anonymous, true],
  ['member keeps the anonymous out', member, anonymous, false],
  ['member lets in somebody without roles', member, viewer(), true],
  ['hasRole wants one of the roles', hasRole('TRAINER', 'ANALYST'), viewer('ANALYST'), true],
  ['hasRole refuses other roles', hasRole('TRAINER'), viewer('LAWYER'), false],
  [
    'a role without an organisation is none',
    hasRole('TRAINER'),
    { id: null, organisationId: null, roles: ['TRAINER'] },
    false,
  ],
  ['anyOf is satisfied by one', anyOf(hasRole('TRAINER'), everyone), anonymous, true],
  ['anyOf of nothing is refused', anyOf(), viewer('TRAINER'), false],
  ['allOf needs all', allOf(everyone, hasRole('TRAINER')), viewer('LAWYER'), false],
])('%s', (_claim, rule, who, verdict) => {
  expect(rule(who, undefined)).toBe(verdict);
});

test('a rule is called by its name in the ledger', () => {
  expect(nameOf(anyOf(hasRole('TRAINER'), member))).toBe('anyOf(hasRole(TRAINER), member)');
});

test('bundles give only roles that there are', () => {
  for (const role of Object.values(bundles).flat()) expect(roles).toContain(role);
});
