/** A rule's number in the privacy rules, as test titles have it. */
export type RuleNumber = `P${number}`;

/** One place that keeps a rule, and what shows that it does. */
export interface Guard {
  /** Each of them must have a test that turns red when the guard is taken out. */
  readonly rules: readonly RuleNumber[];
  /** From the root of the repository. */
  readonly file: string;
  /** The code that keeps the rule. It occurs once in the file, so that no refactoring loses it unseen. */
  readonly piece: string;
  /** What stands there when the guard is taken out: code that runs and keeps nothing. */
  readonly instead: string;
  /** The test files that notice, from the root of the repository. */
  readonly tests: readonly string[];
}

type Written = Omit<Guard, 'tests'> & { readonly test: string | readonly string[] };

/** Guards of one folder, whose files and tests are named from there. */
export const guardsIn = (folder: string, guards: readonly Written[]): readonly Guard[] =>
  guards.map(({ test, file, ...guard }) => ({
    ...guard,
    file: `${folder}/${file}`,
    tests: [test].flat().map(name => `${folder}/${name}`),
  }));

/** The text with the guard taken out. Throws where its piece is not there exactly once. */
export const takenOut = ({ file, piece, instead }: Guard, text: string): string => {
  const [before, after, ...more] = text.split(piece);
  if (after === undefined) throw new Error(`${file} has this no more: ${piece}`);
  if (more.length > 0)
    throw new Error(`${file} has this ${more.length + 1} times; give more of it: ${piece}`);
  return `${before}${instead}${after}`;
};
