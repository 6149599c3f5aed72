import { compose } from './composition';
import { pair } from './pair.fixture';
import { privacyClasses } from './privacy';

test('the supergraph tells the class of every field, also of those that only the planner sees', () => {
  const classes = privacyClasses(compose(pair).supergraphSdl);
  expect(Object.fromEntries(classes)).toMatchObject({
    'Query.stay': 'PARTNER',
    'Stay.caseRef': 'PARTNER',
    'Stay.room': 'OWNER',
    'Stay.case': 'OWNER',
    'Named.name': 'PUBLIC',
    'LocalizedText.en': 'PUBLIC',
  });
  expect(classes.size).toBe(24);
});

test('of two classes the strictest counts', () => {
  const twice = 'type A { b: ID @privacy(class: OWNER) } extend type A { b: ID @privacy(class: PUBLIC) }';
  expect(privacyClasses(twice).get('A.b')).toBe('OWNER');
});

test('a field without a class is not there, so that whoever enforces refuses', () => {
  expect(privacyClasses('type A { b: ID c: ID @privacy(class: ANYBODY) }').size).toBe(0);
});
