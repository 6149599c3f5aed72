import { doubtOfGreen, doubtOfRed, type Report } from './verdict';

const report = (...tests: [title: string, failure?: string][]): Report => ({
  testResults: [
    {
      message: '',
      assertionResults: tests.map(([fullName, failure]) => ({
        fullName,
        status: failure === undefined ? 'passed' : 'failed',
        failureMessages: failure === undefined ? [] : [failure],
      })),
    },
  ],
});
const unable: Report = {
  testResults: [{ message: '● Cannot find it\n\n  SyntaxError', assertionResults: [] }],
};
const UNMET = 'Error: expect(received).toBe(expected)';

test.each<[string, Report, string | null]>([
  ['an expectation that was not met', report(['P1 it holds', UNMET]), null],
  ['a wait in vain', report(['P1 it is told', 'thrown: "Exceeded timeout of 30000 ms for a test.']), null],
  ['the test of another rule', report(['P11 it holds', UNMET]), 'no test of P1 turned red'],
  ['nothing', report(['P1 it holds']), 'no test of P1 turned red'],
  [
    'a crash on the way',
    report(['P1 it holds', 'TypeError: no such']),
    'tests of P1 crashed: TypeError: no such',
  ],
  ['a file that does not run', unable, 'a test file could not run: SyntaxError'],
])('with the guard taken out, %s', (_what, given, expected) => {
  expect(doubtOfRed(given, ['P1'])).toBe(expected);
});

test('with every guard in place, all is green and each rule has a test', () => {
  expect(doubtOfGreen(report(['P1 it holds']), ['P1'])).toBeNull();
  expect(doubtOfGreen(report(['P1 it holds']), ['P1', 'P2'])).toBe('no test of P2 ran');
  expect(doubtOfGreen(report(['P1 it holds', UNMET]), ['P1'])).toMatch('red with every guard in place');
  expect(doubtOfGreen(unable, ['P1'])).toMatch('could not run');
});
