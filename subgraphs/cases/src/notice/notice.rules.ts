import { hasRole, isMember, type Role, type Rule, type Viewer } from '@ura/access';
import type { AgeBand } from '@ura/vocabulary';
import type { Case } from '../case/case.entity';
import { isChild, isStaffFor } from '../case/case.rules';
import type { NoticeRecipient, NoticeStatus } from './notice.entity';
import type { NoticeRule } from './notice-rule.entity';

/** What may follow what. OVERDUE is where the clock found it: its followers are those of what it was. */
const followers: Readonly<Record<'DUE' | 'SENT' | 'ACKNOWLEDGED' | 'NOT_REQUIRED', readonly NoticeStatus[]>> =
  {
    DUE: ['SENT'],
    SENT: ['ACKNOWLEDGED'],
    ACKNOWLEDGED: [],
    NOT_REQUIRED: [],
  };

/** Whether a notice that stands so, as it was written, may go on to something. */
export const mayGoOn = (from: NoticeStatus, to: NoticeStatus): boolean =>
  from !== 'OVERDUE' && followers[from].includes(to);

/** Where a notice stands at a moment. */
export const noticeStatus = (
  { status, overdueAt }: { readonly status: NoticeStatus; readonly overdueAt: Date },
  now: Date,
): NoticeStatus => ((status === 'DUE' || status === 'SENT') && overdueAt <= now ? 'OVERDUE' : status);

/** Whether somebody of this age is a child; null where nobody knows. */
export const childhoodOf = (ageBand: AgeBand): boolean | null =>
  ageBand === 'UNKNOWN' ? null : isChild(ageBand);

type RuleFacts = Pick<NoticeRule, 'to' | 'ages' | 'validFrom' | 'validTo'>;

const fits = ({ ages, validFrom, validTo }: RuleFacts, child: boolean | null, today: string): boolean => {
  const age = child === null ? 'UNKNOWN' : child ? 'CHILD' : 'ADULT';
  return (ages === 'ALL' || ages === age) && validFrom <= today && (validTo === null || validTo >= today);
};

/**
 * Of the rules for a country and a kind of case, the one for each recipient that holds for somebody of
 * this age on this day: one for the age before one for all ages, and the latest.
 */
export const demanded = <Facts extends RuleFacts>(
  rules: readonly Facts[],
  child: boolean | null,
  today: string,
): Facts[] => {
  const chosen = new Map<NoticeRecipient, Facts>();
  const rank = ({ ages, validFrom }: RuleFacts) => `${ages === 'ALL' ? 0 : 1} ${validFrom}`;
  for (const rule of rules.filter(each => fits(each, child, today))) {
    const other = chosen.get(rule.to);
    if (!other || rank(rule) > rank(other)) chosen.set(rule.to, rule);
  }
  return [...chosen.values()];
};

/** Who takes notices, in the organisations that get them. */
export const noticeRoles = [
  'POLICE_LIAISON',
  'COORDINATOR',
  'CASE_MANAGER',
] as const satisfies readonly Role[];

export const takesNotices = hasRole(...noticeRoles);

interface Received {
  readonly recipientId: string | null;
  readonly sentAt: Date | null;
}

/** It was sent to the viewer’s organisation, and the viewer is there to take it. */
export const isRecipient: Rule<Received> = Object.assign(
  (viewer: Viewer, { recipientId, sentAt }: Received) =>
    isMember(viewer) &&
    takesNotices(viewer, null) &&
    sentAt !== null &&
    recipientId === viewer.organisationId,
  { label: 'isRecipient' },
);

/** The viewer sees it because the case is open to them, and not because it was sent to them. */
export const isOfCase: Rule<{ readonly isOfCase: boolean }> = Object.assign(
  (_viewer: Viewer, notice: { readonly isOfCase: boolean }) => notice.isOfCase,
  { label: 'isOfCase' },
);

/** Whether somebody has to do something: those of the case send it or ask after it, the recipient acknowledges it. */
export const waitsFor: Rule<Received & { readonly isOfCase: boolean; readonly status: NoticeStatus }> = (
  viewer,
  notice,
) =>
  notice.status === 'OVERDUE' ||
  (notice.status === 'DUE' && notice.isOfCase) ||
  (notice.status === 'SENT' && isRecipient(viewer, notice));

/** May send the notices of a case. Not only while it is worked on: what is owed stays owed when it has ended. */
export const maySendNotice: Rule<Pick<Case, 'organisationId' | 'works'>> = isStaffFor('PROTECTION');
