import { bedStatusAt } from '../bed/bed.rules';
import type { ClaimOver } from '../claim/claim.service';
import { freshnessAt, tally } from './availability.rules';

const now = new Date('2026-11-21T02:00:00Z');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const claim = (kind: ClaimOver['kind'], from: number, until: number | null): ClaimOver => ({
  bedId: 'bed',
  kind,
  from: inMinutes(from),
  until: until === null ? null : inMinutes(until),
});

test.each([
  [0, 'FRESH'],
  [119, 'FRESH'],
  [120, 'AGING'],
  [479, 'AGING'],
  [480, 'STALE'],
])('figures of %i minutes ago are %s', (minutes, expected) => {
  expect(freshnessAt(inMinutes(-minutes), now)).toBe(expected);
});

describe('a bed is', () => {
  test.each<[string, ClaimOver[], string]>([
    ['free without claims', [], 'AVAILABLE'],
    ['held until the hold ends', [claim('HOLD', -5, 1)], 'HELD'],
    ['free at the very moment that it ends', [claim('HOLD', -5, 0)], 'AVAILABLE'],
    ['taken at the very moment that a claim begins', [claim('STAY', 0, null)], 'OCCUPIED'],
    ['free before a block begins', [claim('BLOCK', 1, 9)], 'AVAILABLE'],
    [
      'blocked rather than occupied, occupied rather than held',
      [claim('HOLD', -1, 1), claim('STAY', -1, 1), claim('BLOCK', -1, 1)],
      'BLOCKED',
    ],
    ['occupied rather than held', [claim('HOLD', -1, 1), claim('STAY', -1, 1)], 'OCCUPIED'],
  ])('%s', (_what, claims, expected) => expect(bedStatusAt(claims, now)).toBe(expected));
});

test('every bed is counted once', () => {
  expect(tally(['HELD', 'AVAILABLE', 'OCCUPIED', 'BLOCKED', 'AVAILABLE'], inMinutes(-1), now)).toEqual({
    freeBeds: 2,
    heldBeds: 1,
    occupiedBeds: 1,
    blockedBeds: 1,
    asOf: inMinutes(-1),
    freshness: 'FRESH',
  });
});
