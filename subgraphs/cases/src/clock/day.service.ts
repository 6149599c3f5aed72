import { Invalid } from '@ura/errors';
import type { EntityManager } from 'typeorm';

/** How far ahead anything is planned. */
const YEARS_AHEAD = 10;

/** In SQL: the day it is in the owners' countries, by the database's clock. */
export const TODAY = `(now() at time zone 'Europe/Tirane')::date`;

/** The same, for a rule. */
export const todayIs = async (manager: EntityManager): Promise<string> => {
  const [{ today }] = await manager.query(`select (${TODAY})::text as today`);
  return today;
};

const yearsLater = (day: string, years: number): string =>
  `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

/** Throws Invalid, naming the field, for a day on which nothing of this case can have been done. */
export const doneOrInvalid = (
  field: string,
  on: string,
  { openedOn, today }: { readonly openedOn: string; readonly today: string },
): string => {
  if (on > today) throw new Invalid(field, 'This day has not come yet.');
  if (on < openedOn) throw new Invalid(field, 'This is before the case was opened.');
  return on;
};

/** Throws Invalid, naming the field, for a day for which nothing can be planned. */
export const aheadOrInvalid = (field: string, on: string, from: string, today = from): string => {
  if (on < from) throw new Invalid(field, 'This day is over.');
  if (on > yearsLater(today, YEARS_AHEAD)) {
    throw new Invalid(field, `Nothing is planned for more than ${YEARS_AHEAD} years ahead.`);
  }
  return on;
};
