import type { RuleNumber } from './guard';

/** The part of jest's JSON that is looked at. */
export interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** Null where all is as it should be; otherwise what is not, in a sentence. */
export type Doubt = string | null;

/**
 * Whether every rule has a test that turned red. Red is a test whose own expectation was not met: one
 * that crashed on its way there, or a file that could not run, shows nothing of the guard.
 */
export const doubtOfRed = (report: Report, rules: readonly RuleNumber[]): Doubt => {
  const unable = report.testResults.find(({ assertionResults }) => assertionResults.length === 0);
  if (unable) return `a test file could not run: ${firstLine(unable.message)}`;
  for (const rule of rules) {
    const failed = testsOf(report, rule).filter(({ status }) => status === 'failed');
    if (failed.length === 0) return `no test of ${rule} turned red`;
    const messages = failed.flatMap(({ failureMessages }) => failureMessages ?? []);
    if (!messages.some(isExpectation)) return `tests of ${rule} crashed: ${firstLine(messages[0] ?? '')}`;
  }
  return null;
};

/** Whether all that ran is green, and every rule has a test among it. */
export const doubtOfGreen = (report: Report, rules: readonly RuleNumber[]): Doubt => {
  const unable = report.testResults.find(({ assertionResults }) => assertionResults.length === 0);
  if (unable) return `a test file could not run: ${firstLine(unable.message)}`;
  const failed = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === 'failed');
  if (failed) return `red with every guard in place: ${failed.fullName}`;
  const lacking = rules.find(rule => !testsOf(report, rule).some(({ status }) => status === 'passed'));
  return lacking ? `no test of ${lacking} ran` : null;
};

const testsOf = ({ testResults }: Report, rule: RuleNumber) =>
  testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName }) => new RegExp(`\\b${rule}\\b`).test(fullName));

/** An expectation that was not met, also behind words of fast-check's, or one that waited in vain. */
const isExpectation = (message: string): boolean =>
  /\bexpect\(|Exceeded timeout of/.test(withoutColours(message));

const firstLine = (text: string): string =>
  withoutColours(text)
    .split('\n')
    .map(line => line.trim())
    .find(line => line !== '' && !line.startsWith('●')) ?? '';

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are
const withoutColours = (text: string): string => text.replace(/\u001b\[\d+m/g, '');
