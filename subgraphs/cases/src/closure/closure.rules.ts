import { allOf, anyOf, hasRole, type Rule, type Viewer } from '@ura/access';
import type { Case, CaseStatus } from '../case/case.entity';
import { followersOf, mayFollow, worksOnAll } from '../case/case.rules';
import type { ClosureReason } from './closure.entity';

type Row = Pick<Case, 'organisationId' | 'works' | 'status' | 'closureProposedById'>;

const rule = (label: string, holds: (viewer: Viewer, row: Row) => boolean): Rule<Row> =>
  Object.assign(holds, { label });

const isDeputy = rule(
  'isDeputy',
  ({ id }, { closureProposedById }) => closureProposedById !== null && closureProposedById !== id,
);

/**
 * May close: a supervisor; or, where there is none or the case is closed to them, a case manager of the
 * team as deputy, of what somebody else of the team proposed. So nobody but a supervisor closes a case alone.
 */
export const mayApproveClosure: Rule<Row> = allOf<Row>(
  worksOnAll,
  anyOf<Row>(hasRole('SUPERVISOR'), allOf<Row>(hasRole('CASE_MANAGER'), isDeputy)),
);

const canClose = rule('canClose', (_viewer, { status }) => mayFollow(status, 'CLOSED'));

export const mayClose: Rule<Row> = allOf<Row>(mayApproveClosure, canClose);
export const mayProposeClosure: Rule<Row> = allOf<Row>(worksOnAll, canClose);
export const mayReopen: Rule<Row> = allOf<Row>(
  worksOnAll,
  rule('canReopen', (_viewer, { status }) => mayFollow(status, 'REOPENED')),
);

/** Those that have mutations of their own. */
const ownWays: readonly CaseStatus[] = ['CLOSED', 'REOPENED', 'TRANSFERRED'];

/** Where the viewer may take the case from here. */
export const nextStatuses = (viewer: Viewer, row: Row): CaseStatus[] =>
  worksOnAll(viewer, row) ? followersOf(row.status).filter(status => !ownWays.includes(status)) : [];

/** On how many days it must have been tried, and written down, before somebody counts as lost: since November 2026. */
export const TRIES_BEFORE_LOST = 3;

const atIntake: readonly ClosureReason[] = ['DECLINED', 'NOT_ELIGIBLE'];

/** Why a case is not closed for this reason, in a sentence that names its status; null where it can be. */
export const whyNotClose = (status: CaseStatus, reason: ClosureReason, daysTried: number): string | null => {
  if (!mayFollow(status, 'CLOSED')) return `The case is ${status}; it cannot become CLOSED.`;
  if ((status === 'INTAKE') !== atIntake.includes(reason)) {
    return `The case is ${status}: only at INTAKE is it closed as DECLINED or NOT_ELIGIBLE, and then only so.`;
  }
  if (reason === 'LOST_CONTACT' && daysTried < TRIES_BEFORE_LOST) {
    return `Try on ${TRIES_BEFORE_LOST} days before: it was tried on ${daysTried} since she was last reached.`;
  }
  return null;
};
