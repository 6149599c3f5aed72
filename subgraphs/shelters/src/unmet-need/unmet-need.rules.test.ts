import fc from 'fast-check';
import type { BedReason } from '../need/need.entity';
import { failedOn, inSteps, SMALLEST, suppress } from './unmet-need.rules';

test.each([
  ['no shelter at all', [], 'NO_BED'],
  ['the one that is only full', [['RISK', 'SEX'], ['NOT_AVAILABLE']], 'NO_BED'],
  [
    'the nearest by kinds, not by words',
    [
      ['NOT_AVAILABLE', 'RISK'],
      ['SEX', 'AGE', 'FAMILY_UNIT'],
    ],
    'HOUSEHOLD',
  ],
  [
    'what only asks for a call does not count',
    [
      ['STALE', 'LANGUAGE', 'PLACE'],
      ['RISK', 'COT'],
    ],
    'PLACE',
  ],
  ['equally near: what is easiest to help', [['RISK'], ['ACCESS']], 'ACCESS'],
] as const)('a need failed on %s', (_what, shelters, reason) => {
  expect(failedOn(shelters as readonly (readonly BedReason[])[])).toBe(reason);
});

test.each([
  [[20, 30], { total: 50, cells: [20, 30] }],
  [[20, 3, 40], { total: 63, cells: [null, null, 40] }],
  [[20, 0, 40], { total: 60, cells: [null, null, 40] }],
  [[10, 10, 40], { total: 60, cells: [null, null, 40] }],
  [[5, 4, 40, 30], { total: 79, cells: [null, null, 40, null] }],
  [[4, 3, 2], { total: null, cells: [null, null, null] }],
  [[0, 0, 0], { total: null, cells: [null, null, null] }],
])('of %j is told %j', (cells, told) => expect(suppress(cells)).toEqual(told));

const tables = fc.array(fc.oneof(fc.nat(12), fc.nat(60)), { minLength: 2, maxLength: 6 });

test('P28 no number below 11 is told, none included', () => {
  fc.assert(
    fc.property(tables, cells => {
      const { total, cells: told } = suppress(cells);
      expect([total, ...told].filter(cell => cell !== null && cell < SMALLEST)).toEqual([]);
    }),
  );
});

test('P29 what is hidden cannot be had from the total: it could be any of eleven numbers and more', () => {
  fc.assert(
    fc.property(tables, cells => {
      const { total, cells: told } = suppress(cells);
      if (total === null) return expect(told.every(cell => cell === null)).toBe(true);
      const hidden = told.filter(cell => cell === null).length;
      const together = total - told.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);
      // With two unknowns or more, each of them can be anything from none to all of what is left.
      return expect(hidden === 0 || (hidden >= 2 && together >= SMALLEST)).toBe(true);
    }),
  );
});

test('P29 nothing is hidden where every number is large', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: SMALLEST, max: 99 }), { minLength: 1, maxLength: 6 }), cells => {
      expect(suppress(cells).cells).toEqual(cells);
    }),
  );
});

test.each([
  [0, 0],
  [10, 0],
  [11, 11],
  [21, 11],
  [22, 22],
])('%d grows in steps: %d', (count, told) => expect(inSteps(count)).toBe(told));
