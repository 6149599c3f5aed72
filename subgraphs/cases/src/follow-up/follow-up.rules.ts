import { allOf, type Rule } from '@ura/access';
import type { Case } from '../case/case.entity';
import { isStaffFor } from '../case/case.rules';
import type { ClosureReason } from '../closure/closure.entity';
import type { FollowUpChannel } from './follow-up.entity';

/** How she is reached where she is, and so not before it is recorded how that is safe. */
export const needsSafeContact = (channel: FollowUpChannel): boolean => channel !== 'OFFICE';

/** After which nobody follows her up: she is dead, or said no, or others do it. */
export const endsFollowUps = (reason: ClosureReason): boolean =>
  ['SURVIVOR_REQUEST', 'DECEASED', 'DECLINED', 'NOT_ELIGIBLE', 'TRANSFERRED'].includes(reason);

type Followed = Pick<Case, 'organisationId' | 'works' | 'status' | 'closureReason'>;

/** Whether somebody is followed up as the case stands: for years after it is closed, too. */
export const isFollowed = ({ status, closureReason }: Omit<Followed, 'organisationId' | 'works'>): boolean =>
  status === 'CLOSED' ? !closureReason || !endsFollowUps(closureReason) : status !== 'TRANSFERRED';

export const mayFollowUp: Rule<Followed> = allOf<Followed>(
  isStaffFor('PROTECTION'),
  Object.assign((_viewer: unknown, row: Followed) => isFollowed(row), { label: 'isFollowed' }),
);
