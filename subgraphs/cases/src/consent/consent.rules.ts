import type { ConsentStatus } from './consent.entity';

/** What says where a consent stands. Days as `YYYY-MM-DD`, so that they compare as they are. */
export interface ConsentFacts {
  readonly grantedOn: string | null;
  readonly validTo: string | null;
  readonly refusedAt: unknown;
  readonly withdrawnAt: unknown;
  readonly supersededAt: unknown;
}

/** Where a consent stands on a day: computed whenever it is read, and stored nowhere. */
export const consentStatus = (consent: ConsentFacts, today: string): ConsentStatus => {
  if (consent.refusedAt) return 'REFUSED';
  if (consent.withdrawnAt) return 'WITHDRAWN';
  if (consent.supersededAt) return 'SUPERSEDED';
  if (consent.grantedOn === null || consent.grantedOn > today) return 'PROPOSED';
  return consent.validTo !== null && consent.validTo >= today ? 'GRANTED' : 'EXPIRED';
};

/** Whether it holds. */
export const isEffective = (consent: ConsentFacts, today: string): boolean =>
  consentStatus(consent, today) === 'GRANTED';
