import type { KnownPlace } from '../place/place.entity';
import type { RoomToFill } from './choose-beds.rules';
import { bestFirst, type FitShelter, fit, type Moment } from './fit.rules';
import type { BedNeed } from './need.inputs';

const place = (
  code: string,
  level: KnownPlace['level'],
  parentCode: string | null,
  country = 'AL',
): [string, KnownPlace] => [code, { id: code, code, level, parentCode, country, latitude: 0, longitude: 0 }];
const places = new Map([
  place('AL', 'COUNTRY', null),
  place('XK', 'COUNTRY', null, 'XK'),
  place('AL-12', 'REGION', 'AL'),
  place('AL-11', 'REGION', 'AL'),
  place('vlore', 'MUNICIPALITY', 'AL-12'),
  place('himare', 'MUNICIPALITY', 'AL-12'),
]);

const now = new Date('2026-11-21T02:00:00Z');
const shelter: FitShelter = {
  country: 'AL',
  regionCode: 'AL-12',
  risks: ['LOW', 'MEDIUM'],
  sexes: ['FEMALE'],
  ageBands: ['AGE_0_5', 'AGE_6_11', 'AGE_12_17', 'AGE_18_24', 'AGE_25_59'],
  situations: ['TRAFFICKING'],
  oldestBoy: 14,
  languages: ['sq'],
  maximumNights: null,
  leaseUntil: null,
  closedFrom: null,
  closedUntil: null,
};
const room = (given: Partial<RoomToFill>): RoomToFill => {
  const beds = given.beds ?? ['a', 'b'];
  return { id: beds.join(), familyUnit: false, accessible: false, cots: 0, beds, free: beds, ...given };
};
const house = [room({}), room({ beds: ['u', 'v', 'w'], familyUnit: true, accessible: true, cots: 1 })];
const full = house.map(each => ({ ...each, free: [] }));

const person = (given: object = {}) => ({
  sex: 'FEMALE',
  ageBand: 'AGE_25_59',
  wheelchair: false,
  cot: false,
  ...given,
});
const boy = (given: object) => person({ sex: 'MALE', ageBand: 'AGE_12_17', ...given });
const needOf = (given: object) => ({ people: [person()], risk: 'LOW', ...given }) as BedNeed;
const together = (...people: object[]) => needOf({ people: [person(), ...people] });

type Row = [string, Partial<FitShelter>, BedNeed, string];
const rows: Row[] = [
  ['a woman at low risk', {}, needOf({}), 'YES'],
  ['a risk that is not taken', {}, needOf({ risk: 'HIGH' }), 'NO RISK'],
  ['a risk that nobody assessed', {}, needOf({ risk: 'NOT_ASSESSED' }), 'CALL_FIRST RISK'],
  ['a man where women are', {}, needOf({ people: [person({ sex: 'MALE' })] }), 'NO SEX'],
  ['a man where men are', { sexes: ['MALE'] }, needOf({ people: [person({ sex: 'MALE' })] }), 'YES'],
  [
    'a girl where men are',
    { sexes: ['MALE'] },
    needOf({ people: [person({ ageBand: 'AGE_12_17' })] }),
    'NO SEX',
  ],
  ['somebody who is neither', {}, needOf({ people: [person({ sex: 'OTHER' })] }), 'CALL_FIRST SEX'],
  [
    'somebody unknown where all are',
    { sexes: ['FEMALE', 'MALE'] },
    needOf({ people: [person({ sex: 'UNKNOWN' })] }),
    'YES',
  ],
  ['a boy of fourteen', {}, together(boy({ age: 14 })), 'YES'],
  ['a boy of fifteen', {}, together(boy({ age: 15 })), 'NO AGE'],
  ['a boy whose band straddles the limit', {}, together(boy({})), 'CALL_FIRST AGE'],
  ['a boy whose band is below the limit', {}, together(boy({ ageBand: 'AGE_6_11' })), 'YES'],
  ['a boy whose band is above the limit', { oldestBoy: 10 }, together(boy({})), 'NO AGE'],
  ['a boy where no boys are', { oldestBoy: null }, together(boy({ ageBand: 'AGE_0_5' })), 'NO SEX'],
  [
    'a boy of seventeen where men are',
    { sexes: ['FEMALE', 'MALE'], oldestBoy: null },
    together(boy({ age: 17 })),
    'YES',
  ],
  ['a girl of seventeen', {}, together(person({ ageBand: 'AGE_12_17', age: 17 })), 'YES'],
  ['an age that is not taken', {}, needOf({ people: [person({ ageBand: 'AGE_60_PLUS' })] }), 'NO AGE'],
  ['an age that nobody knows', {}, needOf({ people: [person({ ageBand: 'UNKNOWN' })] }), 'CALL_FIRST AGE'],
  ['a situation it is there for', {}, needOf({ situation: 'TRAFFICKING' }), 'YES'],
  ['a situation it is not there for', {}, needOf({ situation: 'DOMESTIC_VIOLENCE' }), 'NO SITUATION'],
  [
    'a household that no unit holds',
    {},
    together(...Array(3).fill(person({ ageBand: 'AGE_6_11' }))),
    'NO FAMILY_UNIT',
  ],
  [
    'more cots than there are',
    {},
    together(...Array(2).fill(person({ ageBand: 'AGE_0_5', cot: true }))),
    'NO COT',
  ],
  ['his town', {}, needOf({ avoidPlaceCodes: ['vlore'] }), 'NO PLACE'],
  [
    'another town of the region, so that towns cannot be told apart',
    {},
    needOf({ avoidPlaceCodes: ['himare'] }),
    'NO PLACE',
  ],
  ['the whole country', {}, needOf({ avoidPlaceCodes: ['AL'] }), 'NO PLACE'],
  ['another region, and the other country', {}, needOf({ avoidPlaceCodes: ['AL-11', 'XK'] }), 'YES'],
  ['a closed house', { closedFrom: now, closedUntil: new Date('2026-12-01') }, needOf({}), 'NO CLOSED'],
  ['a house that was closed', { closedFrom: new Date('2026-01-01'), closedUntil: now }, needOf({}), 'YES'],
  [
    'a house that closes before they come',
    { closedFrom: new Date('2026-12-01'), closedUntil: new Date('2026-12-09') },
    needOf({ from: new Date('2026-12-02') }),
    'NO CLOSED',
  ],
  ['a language that is spoken', {}, needOf({ languages: ['sr', 'sq'] }), 'YES'],
  ['a language that nobody speaks', {}, needOf({ languages: ['sr'] }), 'CALL_FIRST LANGUAGE'],
  ['more nights than are given', { maximumNights: 3 }, needOf({ nights: 4 }), 'CALL_FIRST NIGHTS'],
  ['nights beyond the lease', { leaseUntil: '2026-11-23' }, needOf({ nights: 5 }), 'CALL_FIRST NIGHTS'],
  ['an apartment whose lease is over', { leaseUntil: '2026-11-20' }, needOf({}), 'NO CLOSED'],
  ['nights within the lease', { leaseUntil: '2026-12-23' }, needOf({ nights: 5 }), 'YES'],
  [
    'every reason at once',
    { closedFrom: now, closedUntil: new Date('2027-01-01') },
    needOf({ risk: 'HIGH', languages: ['sr'] }),
    'NO RISK CLOSED LANGUAGE',
  ],
];

const moment = (need: BedNeed, freshness: Moment['freshness'] = 'FRESH'): Moment => ({
  now,
  until: need.nights ? new Date(now.getTime() + need.nights * 86_400_000) : null,
  freshness,
});
const said = ({ verdict, reasons }: { verdict: string; reasons: readonly string[] }) =>
  [verdict, ...reasons].join(' ');

describe('whether a shelter fits', () => {
  test.each(rows)('%s', (_who, differing, need, expected) => {
    const rooms = { empty: house, tonight: house, throughout: house };
    expect(said(fit({ ...shelter, ...differing }, rooms, need, places, moment(need)))).toBe(expected);
  });

  test.each<[string, typeof house, typeof house, BedNeed, Moment['freshness'], string]>([
    ['a full house is not available', full, full, needOf({}), 'FRESH', 'NO NOT_AVAILABLE'],
    [
      'a bed for tonight alone is asked about',
      house,
      full,
      needOf({ nights: 9 }),
      'FRESH',
      'CALL_FIRST NIGHTS',
    ],
    ['figures of some hours ago are a yes', house, house, needOf({}), 'AGING', 'YES'],
    ['old figures are asked about, not hidden', house, house, needOf({}), 'STALE', 'CALL_FIRST STALE'],
    ['old and full is no', full, full, needOf({}), 'STALE', 'NO NOT_AVAILABLE STALE'],
    [
      'a wheelchair where no room is accessible',
      [house[0]!],
      [house[0]!],
      needOf({ people: [person({ wheelchair: true })] }),
      'FRESH',
      'NO ACCESS',
    ],
    [
      'a household where no unit is',
      [house[0]!],
      [house[0]!],
      together(person({ ageBand: 'AGE_6_11' })),
      'FRESH',
      'NO FAMILY_UNIT',
    ],
    [
      'a full house that could never take them does not say that it is full',
      full,
      full,
      needOf({ people: Array(9).fill(person({ ageBand: 'AGE_6_11' })) }),
      'FRESH',
      'NO FAMILY_UNIT',
    ],
  ])('%s', (_claim, tonight, throughout, need, freshness, expected) => {
    const empty = tonight.map(room => ({ ...room, free: room.beds }));
    const verdict = fit(shelter, { empty, tonight, throughout }, need, places, moment(need, freshness));
    expect(said(verdict)).toBe(expected);
  });
});

describe('best first', () => {
  const offer = (
    id: string,
    verdict: 'YES' | 'CALL_FIRST' | 'NO',
    kilometres: number,
    freshness: Moment['freshness'],
    regime: 'OPEN' | 'SEMI_OPEN' | 'CLOSED' = 'OPEN',
  ) => ({
    shelter: { id, regime },
    verdict,
    kilometres,
    freshness,
  });
  test('by verdict, then by nearness of the region, then by freshness, then the freer house', () => {
    const best = [
      offer('1', 'YES', 0, 'FRESH'),
      offer('15', 'YES', 0, 'FRESH', 'SEMI_OPEN'),
      offer('11', 'YES', 0, 'FRESH', 'CLOSED'),
      offer('2', 'YES', 0, 'AGING'),
      offer('3', 'YES', 80, 'FRESH'),
      offer('4', 'CALL_FIRST', 0, 'FRESH'),
      offer('5', 'CALL_FIRST', 0, 'STALE'),
      offer('6', 'NO', 0, 'FRESH'),
    ];
    expect([...best].reverse().sort(bestFirst)).toEqual(best);
  });
});
