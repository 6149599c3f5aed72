import { isStale } from './service.rules';

const asOf = new Date('2026-11-01T12:00:00Z');

test.each([
  ['never', null, true],
  ['today', '2026-11-01T11:00:00Z', false],
  ['180 days ago to the second', '2026-05-05T12:00:00Z', false],
  ['a second more than 180 days ago', '2026-05-05T11:59:59Z', true],
])('verified %s', (_, at, stale) => {
  expect(isStale({ verifiedAt: at === null ? null : new Date(at), asOf })).toBe(stale);
});
