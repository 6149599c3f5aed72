import { hasRole, type Role } from '@ura/access';
import type { BedStatus } from '../bed/bed.entity';
import type { Availability, Freshness } from './availability.entity';

/** Who places people: they may know which beds are free. */
export const placementRoles = [
  'HOTLINE',
  'MOBILE_UNIT',
  'POLICE_LIAISON',
  'SHELTER_STAFF',
  'SHELTER_MANAGER',
  'CASE_MANAGER',
  'COORDINATOR',
] as const satisfies readonly Role[];

export const mayPlace = hasRole(...placementRoles);

const HOUR = 3_600_000;

export const freshnessAt = (confirmedAt: Date, now: Date): Freshness => {
  const age = now.getTime() - confirmedAt.getTime();
  if (age < 2 * HOUR) return 'FRESH';
  return age < 8 * HOUR ? 'AGING' : 'STALE';
};

/** The figures of a shelter, from what each of its beds is now. */
export const tally = (statuses: readonly BedStatus[], confirmedAt: Date, now: Date): Availability => {
  const count = (wanted: BedStatus) => statuses.filter(status => status === wanted).length;
  return {
    freeBeds: count('AVAILABLE'),
    heldBeds: count('HELD'),
    occupiedBeds: count('OCCUPIED'),
    blockedBeds: count('BLOCKED'),
    asOf: confirmedAt,
    freshness: freshnessAt(confirmedAt, now),
  };
};

/** Rows by a key of theirs. */
export const groupedBy = <Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
};
