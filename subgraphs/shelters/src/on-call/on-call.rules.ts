import type { Phone } from '@ura/vocabulary';
import { DateTime } from 'luxon';
import type { Shelter } from '../shelter/shelter.entity';
import type { OnCallShift } from './on-call-shift.entity';

/** A shift, as far as the clock is concerned. */
type Shift = Pick<OnCallShift, 'days' | 'from' | 'to' | 'tier'>;

const zones: Record<string, string> = { AL: 'Europe/Tirane', XK: 'Europe/Belgrade' };
const tiers: readonly Shift['tier'][] = ['ON_CALL', 'MANAGER', 'COALITION'];
const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/**
 * The shifts that cover an instant by the clock of the country, nearest to the shelter first. Shifts are
 * what hangs on the wall, so on the two nights when the clock is changed they are an hour shorter or
 * longer. A shift that ends before it begins is over midnight and belongs to the day it begins on.
 */
export const onCallNow = <Row extends Shift>(
  shifts: readonly Row[],
  country: string,
  instant: Date,
): Row[] => {
  const local = DateTime.fromJSDate(instant, { zone: zones[country] ?? 'UTC' });
  const time = local.toFormat('HH:mm');
  const today = weekdays[local.weekday - 1] as Shift['days'][number];
  const yesterday = weekdays[(local.weekday + 5) % 7] as Shift['days'][number];
  return shifts
    .filter(({ days, from, to }) =>
      from < to
        ? days.includes(today) && from <= time && time < to
        : (days.includes(today) && from <= time) || (days.includes(yesterday) && time < to),
    )
    .sort((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier));
};

/** A shift with the number to call. */
export type ShiftWithPhone = Shift & Pick<OnCallShift, 'shelterId' | 'phone'>;

/** The number to call at an instant for each shelter; none where nobody is on call. */
export const phonesAt = (
  instant: Date,
  shelters: readonly Pick<Shelter, 'id' | 'country'>[],
  shifts: readonly ShiftWithPhone[],
): Map<string, Phone> => {
  const phones = new Map<string, Phone>();
  for (const { id, country } of shelters) {
    const own = shifts.filter(({ shelterId }) => shelterId === id);
    const [first] = onCallNow(own, country, instant);
    if (first) phones.set(id, { number: first.phone, kind: 'ON_CALL' });
  }
  return phones;
};
