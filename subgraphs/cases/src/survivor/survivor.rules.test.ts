import { bornText, fullNames, mayBeOne, whyNotBorn } from './survivor.rules';

test.each([
  [{ year: 2009 }, '2009'],
  [{ year: 2009, month: 3 }, '2009-03'],
  [{ year: 2008, month: 2, day: 29 }, '2008-02-29'],
  [{ year: 2009, month: 2, day: 29 }, null],
  [{ year: 2009, month: null, day: 4 }, null],
])('%j is written %s', (born, text) => {
  expect(bornText(born)).toBe(text);
});

const of = { openedOn: '2024-06-15', today: '2026-11-22' } as const;

test.each([
  ['2026-11-23', 'UNKNOWN', false],
  ['2026-11-22', 'UNKNOWN', true],
  ['2027', 'UNKNOWN', false],
  ['1899-12-31', 'UNKNOWN', false],
  ['1900', 'UNKNOWN', true],
  // A child on the day of opening, whatever she is today; a year that may be either is left to people.
  ['2006-06-16', 'AGE_12_17', true],
  ['2006-06-15', 'AGE_12_17', false],
  ['2006', 'AGE_12_17', true],
  ['2005', 'AGE_12_17', false],
  ['2006-06-15', 'AGE_18_24', true],
  ['2006-06-16', 'AGE_18_24', false],
  ['2006', 'AGE_25_59', true],
  ['2007', 'AGE_60_PLUS', false],
] as const)('born %s, opened as %s: %s', (born, ageBand, isRight) => {
  expect(whyNotBorn(born, { ...of, ageBand }) === null).toBe(isRight);
});

test('two dates may be one as far as both are known', () => {
  expect(mayBeOne('1991', '1991-05-07')).toBe(true);
  expect(mayBeOne('1991-05-07', '1991-05')).toBe(true);
  expect(mayBeOne('1991-05-07', '1991-05-08')).toBe(false);
});

test('she is found by the name she has, and by those she had', () => {
  const names = { givenName: 'Demo', familyName: 'Testova', formerNames: 'Demo Provaj\nDemo Shembulli' };
  expect(fullNames(names)).toEqual(['Demo Testova', 'Demo Provaj', 'Demo Shembulli']);
  expect(fullNames({ givenName: null, familyName: 'Testova', formerNames: null })).toEqual(['Testova']);
});
