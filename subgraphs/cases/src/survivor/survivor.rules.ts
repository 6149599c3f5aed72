import type { Rule } from '@ura/access';
import { Conflict } from '@ura/errors';
import type { AgeBand } from '@ura/vocabulary';
import type { Case } from '../case/case.entity';
import { isChild, isStaffFor } from '../case/case.rules';

interface Born {
  readonly year: number;
  readonly month?: number | null;
  readonly day?: number | null;
}

const two = (part: number) => String(part).padStart(2, '0');

/** A birth date as it is sealed and compared: 2009, 2009-03 or 2009-03-14. Null where no calendar has it. */
export const bornText = ({ year, month, day }: Born): string | null => {
  const hasMonth = typeof month === 'number';
  const hasDay = typeof day === 'number';
  if (hasDay && (!hasMonth || day > new Date(Date.UTC(year, month, 0)).getUTCDate())) return null;
  return `${year}${hasMonth ? `-${two(month)}` : ''}${hasDay ? `-${two(day)}` : ''}`;
};

/** What `bornText` wrote. */
export const bornFrom = (text: string): Born => {
  const [year, month, day] = text.split('-').map(Number);
  return { year: year!, month: month ?? null, day: day ?? null };
};

/** The first and the last day on which she can have been born. A day that no month has sorts after it. */
const earliest = (born: string) => `${born}-01-01`.slice(0, 10);
const latest = (born: string) => `${born}${'-12-31'.slice(born.length - 4)}`;

const ADULT_AT = 18;
const yearsBefore = (day: string, years: number) => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;

/**
 * What is wrong with a birth date, as a sentence: it has not come, nobody of it lives, or it makes an adult
 * of somebody who was opened as a child, or the other way round. A child may grow up during her case, so
 * it is the day on which the case was opened that counts. Null where nothing is.
 */
export const whyNotBorn = (
  born: string,
  of: { readonly ageBand: AgeBand; readonly openedOn: string; readonly today: string },
): string | null => {
  if (earliest(born) > of.today) return 'This day has not come yet.';
  if (born < '1900') return 'Nobody who was born before 1900 is alive.';
  if (of.ageBand === 'UNKNOWN') return null;
  const adultSince = yearsBefore(of.openedOn, ADULT_AT);
  if (isChild(of.ageBand) && latest(born) <= adultSince) {
    return 'By this date she is no child, and the case says that she is: one of them is wrong.';
  }
  if (!isChild(of.ageBand) && earliest(born) > adultSince) {
    return 'By this date she is a child, and the case says that she is none: one of them is wrong.';
  }
  return null;
};

/** Whether two birth dates can be one, as far as both are known. */
export const mayBeOne = (born: string, other: string): boolean =>
  born.startsWith(other) || other.startsWith(born);

/** Records who she is and how she is reached: who works with her, and needs to know it. */
export const mayRecordIdentity: Rule<Pick<Case, 'organisationId' | 'works'>> = isStaffFor('IDENTITY');

/** Throws Conflict for a case that another organisation owns by now: there she is recorded. */
export const refuseHandedOver = ({ status }: Pick<Case, 'status'>): void => {
  if (status === 'TRANSFERRED') throw new Conflict('The case is TRANSFERRED.');
};

/** Throws Conflict where a legal hold keeps what is recorded from being taken away or replaced. */
export const refuseUnderHold = <Texts extends Readonly<Record<string, string | null>>>(
  { legalHold }: Pick<Case, 'legalHold'>,
  recorded: Texts,
  given: Partial<Texts>,
): void => {
  const isKept = ([name, text]: [string, unknown]) => recorded[name] === null || recorded[name] === text;
  if (legalHold && !Object.entries(given).every(isKept)) {
    throw new Conflict('The case is under a LEGAL_HOLD: what is recorded of her stays as it is.');
  }
};

/** All the full names that are known of her: by them she is found, and compared. */
export const fullNames = (names: {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly formerNames: string | null;
}): string[] => {
  const now = [names.givenName, names.familyName].filter(Boolean).join(' ');
  return [now, ...(names.formerNames?.split('\n') ?? [])].filter(Boolean);
};
