import { type Identification, IdentificationStatus, IdentificationStep } from './identification.entity';
import { interviewOf, mayStep, reflectionOf, standsAfter } from './identification.rules';

const every = <Code extends string>(codes: { readonly [key: string]: Code }): Code[] => Object.values(codes);

test('an identification has these steps, and no others', () => {
  const ways = Object.fromEntries(
    every(IdentificationStatus).map(from => [
      from,
      every(IdentificationStep).filter(to => mayStep(from, to)),
    ]),
  );
  expect(ways).toEqual({
    INDICATIONS: ['AT_RISK_CHILD', 'PRESUMED', 'POTENTIAL_VICTIM', 'NOT_VICTIM'],
    AT_RISK_CHILD: ['PRESUMED', 'POTENTIAL_VICTIM', 'NOT_VICTIM'],
    PRESUMED: ['POTENTIAL_VICTIM', 'FORMAL_INTERVIEW_OFFERED'],
    POTENTIAL_VICTIM: ['FORMAL_INTERVIEW_OFFERED'],
    FORMAL_INTERVIEW_OFFERED: ['DECLINED', 'INTERVIEWED'],
    INTERVIEWED: ['VICTIM', 'NOT_VICTIM'],
    VICTIM: ['UNDER_REVIEW'],
    NOT_VICTIM: ['UNDER_REVIEW'],
    UNDER_REVIEW: ['FORMAL_INTERVIEW_OFFERED', 'VICTIM', 'NOT_VICTIM'],
  });
});

test('who declines the interview stays a potential victim; every other step is where it then stands', () => {
  for (const step of every(IdentificationStep)) {
    expect(standsAfter(step)).toBe(step === 'DECLINED' ? 'POTENTIAL_VICTIM' : step);
  }
});

const row = (more: Partial<Identification>) =>
  ({
    interviewedOn: null,
    reflectionStartsOn: null,
    reflectionDays: null,
    reflectionWaived: false,
    ...more,
  }) as Identification;

test.each([
  [true, true, true],
  [true, false, false],
  [false, true, false],
])(
  'an interview with police %s and social service %s is joint: %s',
  (policePresent, socialServicePresent, joint) => {
    const held = row({ interviewedOn: '2026-03-08', policePresent, socialServicePresent });
    expect(interviewOf(held)).toEqual({ on: '2026-03-08', policePresent, socialServicePresent, joint });
  },
);

test.each([
  ['2026-01-01', 90, '2026-03-31'],
  ['2028-01-01', 90, '2028-03-30'],
  ['2026-03-01', 1, '2026-03-01'],
])('a period from %s of %s days ends with %s', (reflectionStartsOn, reflectionDays, endsOn) => {
  expect(reflectionOf(row({ reflectionStartsOn, reflectionDays }))).toEqual({
    startsOn: reflectionStartsOn,
    days: reflectionDays,
    endsOn,
    waived: false,
  });
});

test('a period of which no policy says how long it is has no end, and what has not begun is null', () => {
  expect(reflectionOf(row({ reflectionStartsOn: '2026-01-01' }))).toMatchObject({ days: null, endsOn: null });
  expect([reflectionOf(row({})), interviewOf(row({}))]).toEqual([null, null]);
});
