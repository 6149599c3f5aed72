import { bedsFor, caseRefsFor } from './arrival.rules';
import { StayStatus } from './stay.entity';
import { mayFollow, missingApprovals } from './stay.rules';

const statuses = Object.values(StayStatus);
const steps: [StayStatus, StayStatus][] = [
  ['RESERVED', 'ACTIVE'],
  ['RESERVED', 'EXITED'],
  ['ACTIVE', 'AWAY'],
  ['ACTIVE', 'EXIT_PENDING'],
  ['ACTIVE', 'EXITED'],
  ['AWAY', 'ACTIVE'],
  ['AWAY', 'EXIT_PENDING'],
  ['AWAY', 'EXITED'],
  ['EXIT_PENDING', 'EXITED'],
];

describe('a stay', () => {
  test.each(steps)('that is %s may become %s', (from, to) => expect(mayFollow(from, to)).toBe(true));

  test('has no other step', () => {
    const all = statuses.flatMap(from => statuses.map((to): [StayStatus, StayStatus] => [from, to]));
    const others = all.filter(([from, to]) => !steps.some(step => step[0] === from && step[1] === to));
    expect(others).toHaveLength(statuses.length ** 2 - steps.length);
    expect(others.filter(([from, to]) => mayFollow(from, to))).toEqual([]);
  });

  test('can always be left, unless it is over', () => {
    expect(statuses.filter(from => !mayFollow(from, 'EXITED'))).toEqual(['EXITED']);
  });
});

test.each([
  ['HIGH', [], ['PROSECUTOR', 'POLICE']],
  ['HIGH', ['POLICE'], ['PROSECUTOR']],
  ['HIGH', ['POLICE', 'PROSECUTOR'], []],
  ['MEDIUM', [], []],
  ['LOW', [], []],
  ['NOT_ASSESSED', [], []],
] as const)('at %s risk with the approvals of %j, those of %j are missing', (risk, given, missing) => {
  expect(missingApprovals(risk, given)).toEqual(missing);
});

describe('the beds of those who arrive', () => {
  const held = ['bed-1', 'bed-2', 'bed-3'];

  test.each([
    ['nobody named one', [{}, {}], ['bed-1', 'bed-2']],
    ['a named one is given first', [{}, { bedId: 'bed-1' }], ['bed-2', 'bed-1']],
    ['a child in a cot has none', [{}, {}, {}, {}], ['bed-1', 'bed-2', 'bed-3', null]],
  ])('%s', (_what, people, given) => expect(bedsFor(people, held)).toEqual({ given }));

  test('are among those held', () => {
    expect(bedsFor([{}, { bedId: 'bed-9' }], held)).toMatchObject({ wrong: 1 });
  });

  test('are not given twice', () => {
    expect(bedsFor([{ bedId: 'bed-1' }, { bedId: 'bed-1' }], held)).toMatchObject({ wrong: 1 });
  });
});

test.each([
  ['is that of the first who brings none', [{ caseRef: 'b' }, {}, {}], 'a', ['b', 'a', null]],
  ['is given once', [{}, { caseRef: 'a' }], 'a', [null, 'a']],
  ['may be missing', [{}, {}], null, [null, null]],
])('a hold’s reference %s', (_what, people, ofHold, said) =>
  expect(caseRefsFor(people, ofHold)).toEqual(said),
);
