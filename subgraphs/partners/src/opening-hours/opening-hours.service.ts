import type { Country } from '@ura/vocabulary';
import { DateTime } from 'luxon';
import type { OpeningHours } from './opening-hours.entity';
import { isOpen, weekdays, zoneOf } from './opening-hours.rules';

/** Whether opening hours include a moment, by the clock of the country. */
export const isOpenAt = (schedule: readonly OpeningHours[], country: Country, at: Date): boolean => {
  const local = DateTime.fromJSDate(at, { zone: zoneOf(country) });
  return isOpen(schedule, { day: weekdays[local.weekday - 1] ?? 'MONDAY', time: local.toFormat('HH:mm') });
};
