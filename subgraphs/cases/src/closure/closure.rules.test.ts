import type { CaseStatus } from '../case/case.entity';
import type { CasePart } from '../part/part.rules';
import type { ClosureReason } from './closure.entity';
import { mayClose, mayProposeClosure, mayReopen, nextStatuses, whyNotClose } from './closure.rules';

const organisationId = 'vatra';
const all: CasePart[] = ['RECORD', 'TEAM', 'BASICS', 'PROTECTION', 'HEALTH', 'REINTEGRATION'];
const viewer = (...roles: ('CASE_MANAGER' | 'SUPERVISOR' | 'SPECIALIST' | 'MOBILE_UNIT')[]) => ({
  id: 'ana',
  organisationId,
  roles,
});
const row = (more: object = {}) => ({
  organisationId,
  works: all,
  status: 'FOLLOW_UP' as CaseStatus,
  closureProposedById: null as string | null,
  ...more,
});

test.each([
  ['a supervisor', viewer('SUPERVISOR'), row(), true],
  ['a case manager alone', viewer('CASE_MANAGER'), row(), false],
  ['who proposed it', viewer('CASE_MANAGER'), row({ closureProposedById: 'ana' }), false],
  [
    'a case manager, of what another proposed',
    viewer('CASE_MANAGER'),
    row({ closureProposedById: 'ben' }),
    true,
  ],
  [
    'a social worker, of what another proposed',
    viewer('MOBILE_UNIT'),
    row({ closureProposedById: 'ben' }),
    false,
  ],
  ['a supervisor of another organisation', viewer('SUPERVISOR'), row({ organisationId: 'pvpt' }), false],
  ['a supervisor who does not work on it', viewer('SUPERVISOR'), row({ works: [] }), false],
  ['a supervisor, of an active case', viewer('SUPERVISOR'), row({ status: 'ACTIVE' }), false],
])('%s: may close is %4$s', (_who, who, found, verdict) => {
  expect(mayClose(who, found)).toBe(verdict);
});

test.each([
  ['INTAKE', ['ASSESSMENT']],
  ['ASSESSMENT', ['PLANNING']],
  ['PLANNING', ['ACTIVE']],
  ['ACTIVE', ['FOLLOW_UP']],
  ['FOLLOW_UP', ['ACTIVE']],
  ['CLOSED', []],
  ['REOPENED', ['ASSESSMENT']],
  ['TRANSFERRED', []],
] as const)('from %s it goes on to %j', (status, next) => {
  expect(nextStatuses(viewer('CASE_MANAGER'), row({ status }))).toEqual(next);
  expect(nextStatuses(viewer('SPECIALIST'), row({ status, works: ['TEAM', 'HEALTH'] }))).toEqual([]);
  expect(mayProposeClosure(viewer('CASE_MANAGER'), row({ status }))).toBe(
    status === 'INTAKE' || status === 'FOLLOW_UP',
  );
  expect(mayReopen(viewer('CASE_MANAGER'), row({ status }))).toBe(status === 'CLOSED');
});

test.each<[CaseStatus, ClosureReason, number, boolean]>([
  ['INTAKE', 'DECLINED', 0, true],
  ['INTAKE', 'NOT_ELIGIBLE', 0, true],
  ['INTAKE', 'GOALS_MET', 0, false],
  ['FOLLOW_UP', 'DECLINED', 0, false],
  ['FOLLOW_UP', 'GOALS_MET', 0, true],
  ['FOLLOW_UP', 'LOST_CONTACT', 2, false],
  ['FOLLOW_UP', 'LOST_CONTACT', 3, true],
  ['ACTIVE', 'GOALS_MET', 0, false],
  ['CLOSED', 'GOALS_MET', 0, false],
  ['TRANSFERRED', 'OTHER', 0, false],
])('a case at %s, as %s, after %d days of trying: can be closed is %s', (status, reason, days, can) => {
  const why = whyNotClose(status, reason, days);
  expect(why === null).toBe(can);
  if (status !== 'FOLLOW_UP' && why) expect(why).toContain(status);
});
