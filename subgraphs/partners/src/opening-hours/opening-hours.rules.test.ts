import { isOpen, weekdays } from './opening-hours.rules';
import { isOpenAt } from './opening-hours.service';

const office = [{ days: weekdays.slice(0, 5), opens: '08:00', closes: '16:00' }];
const nights = [{ days: ['SUNDAY' as const], opens: '20:00', closes: '06:00' }];
const always = [{ days: [...weekdays], opens: '00:00', closes: '24:00' }];

test.each([
  ['an office at its opening', office, 'MONDAY', '08:00', true],
  ['an office a minute before', office, 'MONDAY', '07:59', false],
  ['an office at its closing', office, 'FRIDAY', '16:00', false],
  ['an office on a Saturday', office, 'SATURDAY', '10:00', false],
  ['a night on its evening', nights, 'SUNDAY', '20:00', true],
  ['a night after midnight, on the next day', nights, 'MONDAY', '05:59', true],
  ['a night at its end', nights, 'MONDAY', '06:00', false],
  ['a night early on its own day', nights, 'SUNDAY', '05:59', false],
  ['round the clock at midnight', always, 'WEDNESDAY', '00:00', true],
  ['round the clock at the last minute', always, 'WEDNESDAY', '23:59', true],
  ['no hours at all', [], 'MONDAY', '12:00', false],
] as const)('%s', (_, schedule, day, time, open) => {
  expect(isOpen(schedule as never, { day, time })).toBe(open);
});

test.each([
  ['in winter the office opens at seven, UTC', '2026-01-12T06:59:59Z', false],
  ['in winter it is open then', '2026-01-12T07:00:00Z', true],
  ['in summer it opens at six, UTC', '2026-07-13T06:00:00Z', true],
  ['on the Monday after the clock went forward', '2026-03-30T06:00:00Z', true],
  ['on the Monday after the clock went back', '2026-10-26T06:30:00Z', false],
])('%s', (_, at, open) => {
  expect(isOpenAt(office as never, 'AL', new Date(at))).toBe(open);
  expect(isOpenAt(office as never, 'XK', new Date(at))).toBe(open);
});
