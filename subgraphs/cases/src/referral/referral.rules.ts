import { allOf, isMember, type Rule, type Viewer } from '@ura/access';
import type { Urgency } from '@ura/vocabulary';
import type { ConsentPurpose } from '../consent/consent.entity';
import { isReceiver, namesPerson } from '../part/part.rules';
import type { ReferralStatus } from './referral.entity';

/**
 * What may follow what. There are no drafts: a referral is sent or it is not there. Accepting
 * acknowledges as well. Its sender may end it as long as it lives, so that an end at any moment does not
 * say that she took her consent back.
 */
const followers: Readonly<Record<ReferralStatus, readonly ReferralStatus[]>> = {
  SENT: ['ACKNOWLEDGED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'CLOSED_BY_SENDER'],
  ACKNOWLEDGED: ['ACCEPTED', 'DECLINED', 'CLOSED_BY_SENDER'],
  ACCEPTED: ['IN_SERVICE', 'NOT_ATTENDED', 'CLOSED_BY_SENDER'],
  IN_SERVICE: ['COMPLETED', 'NOT_ATTENDED', 'CLOSED_BY_SENDER'],
  DECLINED: [],
  COMPLETED: [],
  NOT_ATTENDED: [],
  EXPIRED: [],
  CLOSED_BY_SENDER: [],
};

export const mayBecome = (from: ReferralStatus, to: ReferralStatus): boolean => followers[from].includes(to);

/** While it stands so, its consent opens the case to the recipient. */
export const liveReferrals: readonly ReferralStatus[] = ['SENT', 'ACKNOWLEDGED', 'ACCEPTED', 'IN_SERVICE'];

/** As what a referral that stands so may be stored: time or the consent can have ended it before that is written down. */
export const storedAs = (statuses: readonly ReferralStatus[]): ReferralStatus[] => [
  ...new Set<ReferralStatus>([
    ...statuses,
    ...(statuses.includes('EXPIRED') ? (['SENT'] as const) : []),
    ...(statuses.includes('CLOSED_BY_SENDER') ? liveReferrals : []),
  ]),
];

/** For which purposes a consent must be given, any one of them, before a service may be asked for. */
const purposesOf: Readonly<Record<string, readonly ConsentPurpose[]>> = {
  VS01: ['SHELTER'],
  VS02: ['RETURN'],
  VS03: ['SHELTER', 'PSYCHOSOCIAL'],
  VS04: ['PSYCHOSOCIAL'],
  VS05: ['HEALTH'],
  VS06: ['LEGAL'],
  VS07: ['EDUCATION'],
  VS08: ['EDUCATION'],
  VS09: ['FAMILY'],
  VS10: ['PSYCHOSOCIAL'],
  VS11: ['PSYCHOSOCIAL'],
  VS12: ['FAMILY'],
  VS13: ['LIVELIHOOD'],
  VS14: ['LIVELIHOOD', 'EDUCATION'],
  VS15: ['LIVELIHOOD'],
  VS16: ['LIVELIHOOD'],
  VS17: ['HOUSING'],
  VS18: ['LIVELIHOOD'],
  VS19: ['SHELTER', 'HOUSING'],
  VS20: ['LEGAL'],
  VS21: ['HOUSING'],
  VS22: ['SHELTER', 'PSYCHOSOCIAL'],
  VS23: ['FAMILY'],
  VS24: ['SHELTER', 'PSYCHOSOCIAL'],
};

/** Whether every one of these is a service of the map. */
export const areServices = (codes: readonly string[]): boolean =>
  codes.every(code => Object.hasOwn(purposesOf, code));

/** Whether what a consent is given for covers every one of these services. */
export const covers = (purposes: readonly ConsentPurpose[], codes: readonly string[]): boolean =>
  codes.every(code => purposesOf[code]?.some(purpose => purposes.includes(purpose)) ?? false);

/** For how many hours an answer is waited for, unless it is said. */
export const hoursToAnswer: Readonly<Record<Urgency, number>> = { IMMEDIATE: 4, URGENT: 24, ROUTINE: 168 };

/** For how many days at most. */
export const LONGEST_WAIT_DAYS = 30;

interface Exchange {
  readonly toOrganisationId: string;
  readonly recipientPeople: readonly string[];
  readonly exceptPeople: readonly string[];
}

const ofRecipient: Rule<Exchange> = Object.assign(
  (viewer: Viewer, row: Exchange) =>
    isMember(viewer) && viewer.organisationId === row.toOrganisationId && namesPerson(viewer, row),
  { label: 'ofRecipient' },
);

/** Somebody of the recipient whom the consent names, and whose work it is. */
export const isRecipient: Rule<Exchange> = allOf<Exchange>(isReceiver, ofRecipient);
