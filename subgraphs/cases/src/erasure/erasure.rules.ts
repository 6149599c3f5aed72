import { allOf, hasRole, type Rule } from '@ura/access';
import type { Case } from '../case/case.entity';
import { isLive, ofOwner } from '../case/case.rules';

type Row = Pick<Case, 'organisationId'>;

/** Answers for the data of the owner: sets holds and erases. */
export const isOfficerOf: Rule<Row> = allOf<Row>(ofOwner, hasRole('DATA_OFFICER'));

/**
 * Why it is not erased who somebody is, as a sentence; null where it may be. A case that is worked on needs
 * to know: it is closed first, and her consents and referrals end with it.
 */
export const whyNotErase = ({ legalHold, status }: Pick<Case, 'legalHold' | 'status'>): string | null => {
  if (legalHold) return 'The case is under a LEGAL_HOLD: nothing of it is erased.';
  return isLive(status) ? `The case is ${status}: close it before who it is about is erased.` : null;
};
