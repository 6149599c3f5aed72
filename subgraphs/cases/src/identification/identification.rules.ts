import type { Rule } from '@ura/access';
import type { Situation } from '@ura/vocabulary';
import { DateTime } from 'luxon';
import type { Case } from '../case/case.entity';
import { worksOn } from '../case/case.rules';
import type {
  FormalInterview,
  Identification,
  IdentificationStatus,
  IdentificationStep,
  ReflectionPeriod,
} from './identification.entity';

/** What may happen next. */
const steps: Readonly<Record<IdentificationStatus, readonly IdentificationStep[]>> = {
  INDICATIONS: ['AT_RISK_CHILD', 'PRESUMED', 'POTENTIAL_VICTIM', 'NOT_VICTIM'],
  AT_RISK_CHILD: ['PRESUMED', 'POTENTIAL_VICTIM', 'NOT_VICTIM'],
  PRESUMED: ['POTENTIAL_VICTIM', 'FORMAL_INTERVIEW_OFFERED'],
  POTENTIAL_VICTIM: ['FORMAL_INTERVIEW_OFFERED'],
  FORMAL_INTERVIEW_OFFERED: ['DECLINED', 'INTERVIEWED'],
  INTERVIEWED: ['VICTIM', 'NOT_VICTIM'],
  VICTIM: ['UNDER_REVIEW'],
  NOT_VICTIM: ['UNDER_REVIEW'],
  UNDER_REVIEW: ['FORMAL_INTERVIEW_OFFERED', 'VICTIM', 'NOT_VICTIM'],
};

export const mayStep = (from: IdentificationStatus, to: IdentificationStep): boolean =>
  steps[from].includes(to);

/** The latest day on which something happened in it, as far as it is known; null where nothing did. */
export const lastDayOf = (of: Identification): string | null =>
  [of.reflectionStartsOn, of.interviewOfferedOn, of.interviewDeclinedOn, of.interviewedOn, of.decidedOn]
    .filter(day => typeof day === 'string')
    .sort()
    .at(-1) ?? null;

/** Where it stands after a step: who declines the interview stays a potential victim. */
export const standsAfter = (step: IdentificationStep): IdentificationStatus =>
  step === 'DECLINED' ? 'POTENTIAL_VICTIM' : step;

/** With these steps she counts as a victim for the first time: her time to think begins, and notices are owed. */
export const identifies = (step: IdentificationStep): boolean =>
  step === 'PRESUMED' || step === 'POTENTIAL_VICTIM';

/** Whether a case of this kind has an identification from its opening on; others get one when signs are found. */
export const startsWithIndications = (kind: Situation): boolean => kind === 'TRAFFICKING';

export const mayAdvanceIdentification: Rule<Pick<Case, 'organisationId' | 'status' | 'works'>> =
  worksOn('PROTECTION');

export const interviewOf = (of: Identification): FormalInterview | null => {
  if (of.interviewedOn === null) return null;
  const [policePresent, socialServicePresent] = [of.policePresent === true, of.socialServicePresent === true];
  return {
    on: of.interviewedOn,
    policePresent,
    socialServicePresent,
    joint: policePresent && socialServicePresent,
  };
};

/** The period, its last day included: of 90 days from the 1st of January it is the 31st of March, or the 30th. */
export const reflectionOf = (of: Identification): ReflectionPeriod | null => {
  const { reflectionStartsOn: startsOn, reflectionDays: days, reflectionWaived: waived } = of;
  if (startsOn === null) return null;
  const endsOn =
    days === null
      ? null
      : DateTime.fromISO(startsOn)
          .plus({ days: days - 1 })
          .toISODate();
  return { startsOn, days, endsOn, waived };
};
