import { onCallNow } from './on-call.rules';
import { OnCallTier, Weekday } from './on-call-shift.entity';

const everyDay = Object.values(Weekday);
const night = { days: everyDay, from: '20:00', to: '08:00', tier: 'ON_CALL', phone: 'night' } as const;
const day = { days: everyDay, from: '08:00', to: '20:00', tier: 'ON_CALL', phone: 'day' } as const;
const manager = { days: everyDay, from: '00:00', to: '24:00', tier: 'MANAGER', phone: 'manager' } as const;
const friday = { days: ['FRIDAY'], from: '22:00', to: '06:00', tier: 'ON_CALL', phone: 'friday' } as const;
const sunday = { days: ['SUNDAY'], from: '02:00', to: '03:00', tier: 'ON_CALL', phone: 'sunday' } as const;

const phones = (shifts: readonly object[], country: string, at: string) =>
  onCallNow(shifts.map(shift => ({ ...shift })) as never, country, new Date(at)).map(
    shift => (shift as { phone?: string }).phone,
  );

// In winter both countries are an hour ahead of UTC, in summer two.
test.each([
  ['two in the morning, in winter', [night, day, manager], '2026-01-14T01:00:00Z', ['night', 'manager']],
  ['the day shift begins at its minute', [night, day], '2026-01-14T07:00:00Z', ['day']],
  ['the night shift ends before that', [night, day], '2026-01-14T06:59:59Z', ['night']],
  ['the night shift begins at its minute', [night, day], '2026-01-14T19:00:00Z', ['night']],
  ['midnight', [night, day], '2026-01-13T23:00:00Z', ['night']],
  ['the same moment of the day, in summer', [night, day], '2026-07-14T06:00:00Z', ['day']],
  ['an hour earlier in UTC, in summer', [night, day], '2026-07-14T05:59:59Z', ['night']],
  ['Friday night belongs to Friday', [friday], '2026-01-17T04:59:00Z', ['friday']],
  ['and not to Saturday', [friday], '2026-01-18T04:59:00Z', []],
  ['nor to the night before', [friday], '2026-01-16T04:59:00Z', []],
  ['the clock goes from 2 to 3: the hour between is nobody’s', [sunday], '2026-03-29T01:00:00Z', []],
  ['the clock goes from 3 to 2: the hour comes twice, first', [sunday], '2026-10-25T00:30:00Z', ['sunday']],
  ['and again', [sunday], '2026-10-25T01:30:00Z', ['sunday']],
  ['and not a third time', [sunday], '2026-10-25T02:00:00Z', []],
  ['nobody is on call', [], '2026-01-14T01:00:00Z', []],
])('%s', (_when, shifts, at, expected) => {
  expect(phones(shifts, 'AL', at)).toEqual(expected);
  expect(phones(shifts, 'XK', at)).toEqual(expected);
});

test('whoever is nearest to the shelter comes first', () => {
  const shifts = [...Object.values(OnCallTier)].reverse().map(tier => ({ ...manager, tier, phone: tier }));
  expect(phones(shifts, 'AL', '2026-01-14T01:00:00Z')).toEqual(['ON_CALL', 'MANAGER', 'COALITION']);
});
