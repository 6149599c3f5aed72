import { hasRole } from '@ura/access';
import type { BedReason } from '../need/need.entity';
import type { UnmetReason } from './unmet-need.entity';

export const mayReadUnmetNeed = hasRole('COORDINATOR', 'ANALYST');

/** The smallest number that is told. */
export const SMALLEST = 11;

/** The kinds of reasons, the one that is easiest to help first. */
const kinds = {
  NOT_AVAILABLE: 'NO_BED',
  CLOSED: 'NO_BED',
  ACCESS: 'ACCESS',
  COT: 'ACCESS',
  SEX: 'HOUSEHOLD',
  AGE: 'HOUSEHOLD',
  SITUATION: 'HOUSEHOLD',
  FAMILY_UNIT: 'HOUSEHOLD',
  RISK: 'RISK',
  PLACE: 'PLACE',
} as const satisfies Partial<Record<BedReason, UnmetReason>>;

/**
 * What a need failed on: the reason of the shelter that came nearest to taking it, which is the one with
 * the fewest kinds of reasons. Where there was no shelter at all, there was no bed.
 */
export const failedOn = (reasonsOfShelters: readonly (readonly BedReason[])[]): UnmetReason => {
  const order: UnmetReason[] = [...new Set(Object.values(kinds))];
  const nearest = reasonsOfShelters
    .map(reasons =>
      order.filter(kind => reasons.some(reason => kinds[reason as keyof typeof kinds] === kind)),
    )
    .filter(found => found.length > 0)
    .sort((a, b) => a.length - b.length || order.indexOf(a[0]!) - order.indexOf(b[0]!));
  return nearest[0]?.[0] ?? 'NO_BED';
};

export interface Told {
  readonly total: number | null;
  readonly cells: readonly (number | null)[];
}

/**
 * The cells of a table with its total, as far as they may be told; null where not. A small number is not
 * told, none included, or the silence about the others would say that they are not none. The hidden ones
 * together must not be small either, or the total less what is told would give them away: then the
 * smallest that is told is hidden as well.
 */
export const suppress = (cells: readonly number[]): Told => {
  const total = cells.reduce((sum, cell) => sum + cell, 0);
  if (total < SMALLEST) return { total: null, cells: cells.map(() => null) };
  const hidden = new Set(cells.flatMap((cell, index) => (cell < SMALLEST ? [index] : [])));
  const together = () => [...hidden].reduce((sum, index) => sum + cells[index]!, 0);
  while (hidden.size > 0 && together() < SMALLEST) {
    const told = cells.flatMap((_, index) => (hidden.has(index) ? [] : [index]));
    hidden.add(told.reduce((least, index) => (cells[index]! < cells[least]! ? index : least)));
  }
  return { total, cells: cells.map((cell, index) => (hidden.has(index) ? null : cell)) };
};

/** While a month lasts its numbers grow in steps, so that no single need can be seen in them. */
export const inSteps = (count: number): number => count - (count % SMALLEST);
