import { hasRole, isMember, type Role, type Rule, type Viewer } from '@ura/access';
import type { ConcernStatus } from './concern.entity';

/** Who takes up concerns and goes out to people, in an organisation. */
export const outreachRoles = ['MOBILE_UNIT', 'CASE_MANAGER', 'SUPERVISOR'] as const satisfies readonly Role[];

export const goesOut = hasRole(...outreachRoles);

/** Of those who take it up, where it was reported to. */
export const readsConcern: Rule<{ readonly organisationId: string }> = Object.assign(
  (viewer: Viewer, { organisationId }: { readonly organisationId: string }) =>
    isMember(viewer) && goesOut(viewer, null) && viewer.organisationId === organisationId,
  { label: 'readsConcern' },
);

/** What may follow what: a concern is settled once. */
const followers: Readonly<Record<ConcernStatus, readonly ConcernStatus[]>> = {
  NEW: ['BECAME_CASE', 'NO_CASE'],
  BECAME_CASE: [],
  NO_CASE: [],
};

export const maySettle = (from: ConcernStatus, to: ConcernStatus): boolean => followers[from].includes(to);
