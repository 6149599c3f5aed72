import { type ConsentFacts, consentStatus, daysAfter, flawOf, type Offered } from './consent.rules';

const granted: ConsentFacts = {
  grantedOn: '2026-03-01',
  validTo: '2026-05-30',
  refusedAt: null,
  withdrawnAt: null,
  supersededAt: null,
};
const moment = new Date();

test.each<[string, Partial<ConsentFacts>, string]>([
  ['GRANTED', {}, '2026-03-01'],
  ['GRANTED', {}, '2026-05-30'],
  ['EXPIRED', {}, '2026-05-31'],
  ['PROPOSED', {}, '2026-02-28'],
  ['PROPOSED', { grantedOn: null, validTo: null }, '2026-04-01'],
  ['EXPIRED', { validTo: null }, '2026-04-01'],
  ['WITHDRAWN', { withdrawnAt: moment }, '2026-04-01'],
  ['WITHDRAWN', { withdrawnAt: moment, supersededAt: moment }, '2026-06-01'],
  ['SUPERSEDED', { supersededAt: moment }, '2026-04-01'],
  ['REFUSED', { refusedAt: moment, grantedOn: null }, '2026-04-01'],
])('P20 a consent is %s where it has %j, on %s', (status, facts, today) => {
  expect(consentStatus({ ...granted, ...facts }, today)).toBe(status);
});

const offered: Offered = { purposes: ['SHELTER'], bundles: ['BASICS'], form: 'WRITTEN' };
const occasion = { ageBand: 'AGE_25_59', today: '2026-03-01', recorderId: 'ana', works: null } as const;
const guardian = { consentedOn: '2026-03-01', isAllegedPerpetrator: false };
const assent = { given: true, givenOn: '2026-03-01' };

test.each<[string, string | null, Partial<Offered>, Partial<Parameters<typeof flawOf>[1]>]>([
  ['an adult alone', null, {}, {}],
  ['an adult of unknown age, alone', null, {}, { ageBand: 'UNKNOWN' }],
  ['somebody of unknown age with a guardian', null, { guardian }, { ageBand: 'UNKNOWN' }],
  ['a small child with a guardian', null, { guardian }, { ageBand: 'AGE_0_5' }],
  ['a child of 8 with a guardian, who was asked too', null, { guardian, assent }, { ageBand: 'AGE_6_11' }],
  ['a girl of 15 with both', null, { guardian, assent }, { ageBand: 'AGE_12_17' }],
  ['a girl of 15 with a guardian alone', 'assent', { guardian }, { ageBand: 'AGE_12_17' }],
  ['a girl of 15 with her own yes alone', 'guardian', { assent }, { ageBand: 'AGE_12_17' }],
  ['a young woman of 18 with a guardian', 'guardian', { guardian }, { ageBand: 'AGE_18_24' }],
  ['the last day of a year', null, { validTo: '2027-03-01' }, {}],
  ['a day after it', 'validTo', { validTo: '2027-03-02' }, {}],
  ['today', null, { validTo: '2026-03-01' }, {}],
  ['yesterday', 'validTo', { validTo: '2026-02-28' }, {}],
  ['DEDUP and nothing else', null, { purposes: ['DEDUP'], bundles: [] }, {}],
  ['said before somebody else', null, { form: 'WITNESSED_ORAL', witnessId: 'ben' }, {}],
  ['said before who records it', 'witnessId', { form: 'WITNESSED_ORAL', witnessId: 'ana' }, {}],
  ['said before them in capitals', 'witnessId', { form: 'WITNESSED_ORAL', witnessId: 'ANA' }, {}],
  ['of one’s own house, of one’s own work', null, {}, { works: ['TEAM', 'BASICS'] }],
  ['of one’s own house, beyond that', 'bundles', { bundles: ['BASICS', 'HEALTH'] }, { works: ['BASICS'] }],
])('P17 P20 %s: %s', (_what, field, more, of) => {
  expect(flawOf({ ...offered, ...more }, { ...occasion, ...of })?.field ?? null).toBe(field);
});

test('a term counts days, over months and a leap year', () => {
  expect([daysAfter('2026-12-31', 1), daysAfter('2028-02-28', 1), daysAfter('2026-03-01', 90)]).toEqual([
    '2027-01-01',
    '2028-02-29',
    '2026-05-30',
  ]);
});
