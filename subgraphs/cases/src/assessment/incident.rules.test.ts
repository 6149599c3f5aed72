import { gbvContextsOf, gbvTypeOf, type IncidentFacts } from './incident.rules';

const somebody = { perpetrator: 'STRANGER', ageBand: 'AGE_25_59' } as const;
const everything = {
  penetration: true,
  sexualContact: true,
  physicalAssault: true,
  forcedMarriage: true,
  denialOfResources: true,
  psychologicalAbuse: true,
};

test.each<[Partial<IncidentFacts>, string]>([
  [everything, 'RAPE'],
  [{ ...everything, penetration: false }, 'SEXUAL_ASSAULT'],
  [{ physicalAssault: true, forcedMarriage: true, psychologicalAbuse: true }, 'PHYSICAL_ASSAULT'],
  [{ forcedMarriage: true, denialOfResources: true, psychologicalAbuse: true }, 'FORCED_MARRIAGE'],
  [{ denialOfResources: true, psychologicalAbuse: true }, 'DENIAL_OF_RESOURCES'],
  [{ psychologicalAbuse: true }, 'PSYCHOLOGICAL_ABUSE'],
  [{}, 'NON_GBV'],
  [{ ...everything, genderBased: false }, 'NON_GBV'],
])('of %j the first that is true is the type: %s', (facts, type) => {
  expect(gbvTypeOf({ ...somebody, ...facts })).toBe(type);
});

test.each<[Partial<IncidentFacts>, string[]]>([
  [{ physicalAssault: true }, []],
  [{ physicalAssault: true, perpetrator: 'FORMER_PARTNER' }, ['INTIMATE_PARTNER']],
  [{ sexualContact: true, ageBand: 'AGE_12_17' }, ['CHILD_SEXUAL_ABUSE']],
  [{ physicalAssault: true, ageBand: 'AGE_12_17' }, []],
  [{ forcedMarriage: true, ageBand: 'AGE_12_17' }, ['EARLY_MARRIAGE']],
  [{ forcedMarriage: true, ageBand: 'AGE_18_24' }, []],
  [
    { penetration: true, forGain: true, heldCaptive: true },
    ['POSSIBLE_SEXUAL_EXPLOITATION', 'POSSIBLE_SEXUAL_SLAVERY'],
  ],
  [{ denialOfResources: true, forGain: true }, []],
  [{ physicalAssault: true, harmfulPractice: true }, ['HARMFUL_PRACTICE']],
  [{ perpetrator: 'PARTNER', harmfulPractice: true }, []],
])('from %j follow the contexts %j', (facts, contexts) => {
  expect(gbvContextsOf({ ...somebody, ...facts })).toEqual(contexts);
});
