import fc from 'fast-check';
import { type Directory, openDirectory } from '../testing';
import { weekdays } from './opening-hours.rules';
import { isOpenAt } from './opening-hours.service';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const twoDigits = (most: number) => fc.integer({ min: 0, max: most }).map(n => String(n).padStart(2, '0'));
const time = fc.tuple(twoDigits(23), twoDigits(59)).map(parts => parts.join(':'));
const hours = fc.record({
  days: fc.subarray([...weekdays], { minLength: 1 }),
  opens: fc.oneof(fc.constant('00:00'), time),
  closes: fc.oneof(fc.constant('24:00'), time),
});
const anyTime = fc.date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
// Around the changes of the clock, where a wrong hour would show.
const clockChange = fc
  .tuple(
    fc.constantFrom('2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'),
    fc.integer({ min: -7200, max: 7200 }),
  )
  .map(([at, seconds]) => new Date(Date.parse(at) + seconds * 1_000));

test('the rule in SQL and the rule in TypeScript agree on every schedule at every moment', async () => {
  const samples = fc.sample(
    fc.record({
      schedule: fc.array(hours, { maxLength: 4 }),
      country: fc.constantFrom('AL' as const, 'XK' as const),
      at: fc.oneof(anyTime, clockChange),
    }),
    3_000,
  );
  const rows: { open: boolean }[] = await directory.owner.query(
    `select is_open((s.it -> 'schedule')::jsonb, s.it ->> 'country', (s.it ->> 'at')::timestamptz) as open
       from jsonb_array_elements($1::jsonb) with ordinality as s (it, position) order by s.position`,
    [JSON.stringify(samples)],
  );
  const expected = samples.map(({ schedule, country, at }) => isOpenAt(schedule, country, at));
  expect(rows.map(({ open }) => open)).toEqual(expected);
  expect(new Set(expected)).toEqual(new Set([true, false]));
});
