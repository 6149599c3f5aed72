import type { AgeBand } from '@ura/vocabulary';
import type { CasePart } from '../part/part.rules';
import type { ConsentBundle, ConsentForm, ConsentPurpose, ConsentStatus } from './consent.entity';

/** For how many days a consent holds unless it says, and at most. */
export const USUAL_DAYS = 90;
export const LONGEST_DAYS = 365;

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

/** The day that is so many days later. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The bands in which somebody else answers for her, and of these the ones in which her own yes is needed too. */
const childhood: readonly AgeBand[] = ['AGE_0_5', 'AGE_6_11', 'AGE_12_17'];
const ofAssent: readonly AgeBand[] = ['AGE_12_17'];

/** What is offered as a consent. */
export interface Offered {
  readonly recipientPeople?: readonly string[] | null;
  readonly exceptPeople?: readonly string[] | null;
  readonly purposes: readonly ConsentPurpose[];
  readonly bundles: readonly ConsentBundle[];
  readonly validTo?: string | null;
  readonly form: ConsentForm;
  readonly witnessId?: string | null;
  readonly guardian?: {
    readonly consentedOn: string;
    readonly isAllegedPerpetrator: boolean;
  } | null;
  readonly assent?: { readonly given: boolean; readonly givenOn: string } | null;
}

interface Occasion {
  readonly ageBand: AgeBand;
  readonly today: string;
  readonly recorderId: string;
  /** What the recorder works on, where it is for their own organisation; null where it is for another. */
  readonly works: readonly CasePart[] | null;
}

interface Flaw {
  readonly field: string;
  readonly message: string;
}

const flaw = (isWrong: boolean, field: string, message: string) => ({ isWrong, field, message });

/** The first thing that keeps an offered consent from being one; null where it is one. */
export const flawOf = (offered: Offered, occasion: Occasion): Flaw | null => {
  const { purposes, bundles, validTo, guardian, assent } = offered;
  const { today, works } = occasion;
  const isChild = childhood.includes(occasion.ageBand);
  const mayBeChild = isChild || occasion.ageBand === 'UNKNOWN';
  const isOral = offered.form === 'WITNESSED_ORAL';
  const opensNothing = purposes.every(purpose => purpose === 'DEDUP');
  const flaws = [
    flaw(
      Boolean(offered.recipientPeople?.length && offered.exceptPeople?.length),
      'exceptPeople',
      'Name whom it is for, or whom it is not for.',
    ),
    flaw(opensNothing && bundles.length > 0, 'bundles', 'Finding out whether she is known opens nothing.'),
    flaw(!opensNothing && bundles.length === 0, 'bundles', 'Say what may be known.'),
    flaw(
      purposes.includes('CASE_TRANSFER') && !bundles.includes('BASICS'),
      'bundles',
      'A case cannot be handed over without its basics.',
    ),
    flaw(Boolean(validTo && validTo < today), 'validTo', 'This day is over.'),
    flaw(
      Boolean(validTo && validTo > daysAfter(today, LONGEST_DAYS)),
      'validTo',
      `A consent holds for ${LONGEST_DAYS} days at most.`,
    ),
    flaw(isOral && !offered.witnessId, 'witnessId', 'What is said needs a witness.'),
    flaw(
      works !== null && !bundles.every(bundle => works.includes(bundle)),
      'bundles',
      'Within your own organisation you open to others what you work on, and no more.',
    ),
    flaw(
      isOral && offered.witnessId?.toLowerCase() === occasion.recorderId,
      'witnessId',
      'You cannot be your own witness.',
    ),
    flaw(!isOral && Boolean(offered.witnessId), 'witnessId', 'What is written needs no witness.'),
    flaw(
      isChild && !guardian,
      'guardian',
      'For a child a guardian consents: a custodian or the Child Protection Unit where nobody else can.',
    ),
    flaw(!mayBeChild && Boolean(guardian), 'guardian', 'Nobody consents for an adult.'),
    flaw(
      guardian?.isAllegedPerpetrator === true,
      'guardian.isAllegedPerpetrator',
      'Nobody who is suspected consents for her: a custodian or the Child Protection Unit does.',
    ),
    flaw((guardian?.consentedOn ?? today) > today, 'guardian.consentedOn', 'This day has not come yet.'),
    flaw(ofAssent.includes(occasion.ageBand) && !assent, 'assent', 'From 12 the child says yes as well.'),
    flaw(assent?.given === false, 'assent.given', 'The child said no: record a refusal.'),
    flaw((assent?.givenOn ?? today) > today, 'assent.givenOn', 'This day has not come yet.'),
  ];
  return flaws.find(({ isWrong }) => isWrong) ?? null;
};
