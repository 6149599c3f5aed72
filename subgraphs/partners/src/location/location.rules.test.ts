import { isShown, isWideEnough } from './location.rules';

test.each([
  ['PUBLIC', 'MUNICIPALITY', true, true],
  ['REGION_ONLY', 'REGION', false, true],
  ['REGION_ONLY', 'MUNICIPALITY', false, false],
  ['HIDDEN', 'COUNTRY', false, true],
  ['HIDDEN', 'MUNICIPALITY', false, false],
] as const)('P1 a %s location in a %s: shown %s, kept %s', (visibility, level, shown, kept) => {
  expect(isShown({ visibility })).toBe(shown);
  expect(isWideEnough({ visibility }, level)).toBe(kept);
});
