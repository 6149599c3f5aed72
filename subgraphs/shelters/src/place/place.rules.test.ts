import type { KnownPlace } from './place.entity';
import { kilometresBetween, regionOf } from './place.rules';

const place = (code: string, level: KnownPlace['level'], parentCode: string | null): [string, KnownPlace] => [
  code,
  { id: code, code, level, parentCode, country: 'AL', latitude: 0, longitude: 0 },
];
const places = new Map([
  place('AL', 'COUNTRY', null),
  place('AL-12', 'REGION', 'AL'),
  place('vlore', 'MUNICIPALITY', 'AL-12'),
  place('lost', 'MUNICIPALITY', null),
]);

test.each([
  ['vlore', 'AL-12'],
  ['AL-12', 'AL-12'],
  ['AL', null],
  ['lost', null],
  ['nowhere', null],
])('%s lies in %s', (code, region) => expect(regionOf(places, code)).toBe(region));

test('Vlora is a hundred kilometres and some from Tirana, either way', () => {
  const [vlora, tirana] = [
    { latitude: 40.47, longitude: 19.49 },
    { latitude: 41.33, longitude: 19.82 },
  ];
  expect(Math.round(kilometresBetween(vlora, tirana))).toBe(100);
  expect(kilometresBetween(tirana, vlora)).toBeCloseTo(kilometresBetween(vlora, tirana));
  expect(kilometresBetween(vlora, vlora)).toBe(0);
});
