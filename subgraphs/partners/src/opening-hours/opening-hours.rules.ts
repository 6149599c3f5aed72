import type { OpeningHours, Weekday } from './opening-hours.entity';

export const weekdays = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;

/** A moment on the wall of the place: the day and the time, as `HH:MM`. */
export interface LocalTime {
  readonly day: Weekday;
  readonly time: string;
}

const dayBefore = (day: Weekday): Weekday => weekdays[(weekdays.indexOf(day) + 6) % 7] ?? day;

/**
 * Whether opening hours include a moment. Hours that close before they open go on over midnight and
 * belong to the day on which they open. `is_open` says the same in SQL.
 */
export const isOpen = (schedule: readonly OpeningHours[], { day, time }: LocalTime): boolean =>
  schedule.some(({ days, opens, closes }) => {
    const isNight = closes <= opens;
    const sinceToday = days.includes(day) && time >= opens && (isNight || time < closes);
    const sinceYesterday = isNight && days.includes(dayBefore(day)) && time < closes;
    return sinceToday || sinceYesterday;
  });

/** The zone whose clock hangs on the wall there. */
export const zoneOf = (country: 'AL' | 'XK'): string =>
  country === 'XK' ? 'Europe/Belgrade' : 'Europe/Tirane';
