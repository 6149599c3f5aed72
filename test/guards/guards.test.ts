import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type RuleNumber, takenOut } from './guard';
import { guards, unguarded } from './guards';

const ROOT = path.join(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

test.each(guards.map(guard => [`${guard.rules.join(' ')} ${guard.file}: ${guard.piece}`, guard]))(
  'the guard is in its place once, and can be taken out: %s',
  (_name, guard) => {
    expect(takenOut(guard, read(guard.file))).not.toBe(read(guard.file));
  },
);

test('each guard has tests that are there, and speak of its rules', () => {
  for (const { rules, file, tests } of guards) {
    const titles = tests
      .filter(name => existsSync(path.join(ROOT, name)))
      .flatMap(name => rulesIn(read(name)));
    expect({ file, lacking: rules.filter(rule => !titles.includes(rule)) }).toEqual({ file, lacking: [] });
  }
});

test('each rule that a test speaks of has a guard, or a reason why it has none', () => {
  const guarded = new Set<string>(guards.flatMap(({ rules }) => rules));
  const tested = [...new Set(testFiles().flatMap(file => rulesIn(read(file))))];
  expect(tested.length).toBeGreaterThan(20);
  expect(tested.filter(rule => !guarded.has(rule) && !(rule in unguarded))).toEqual([]);
  expect(Object.keys(unguarded).filter(rule => guarded.has(rule))).toEqual([]);
});

/** The numbers with which titles begin. */
const rulesIn = (text: string): RuleNumber[] =>
  [...text.matchAll(/['"`]((?:P\d+ )+)/g)].flatMap(([, found]) => found!.trim().split(' ') as RuleNumber[]);

const testFiles = (): string[] =>
  ['packages', 'subgraphs', 'gateway', 'test'].flatMap(folder =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.(test|e2e)\.ts$/.test(name) && !/(^|[\\/])(node_modules|dist)[\\/]/.test(name))
      .map(name => path.join(folder, name)),
  );
