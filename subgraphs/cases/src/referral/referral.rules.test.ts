import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConsentPurpose } from '../consent/consent.entity';
import { FIRST_DATA } from '../testing';
import { ReferralStatus } from './referral.entity';
import { areServices, covers, liveReferrals, mayBecome, storedAs } from './referral.rules';

const statuses = Object.values(ReferralStatus);
const codes: string[] = JSON.parse(readFileSync(path.join(FIRST_DATA, 'service-types.json'), 'utf8')).map(
  ({ code }: { code: string }) => code,
);

test('a referral has these ways, and no others', () => {
  const ways = statuses.map(from => [from, statuses.filter(to => mayBecome(from, to))]);
  expect(Object.fromEntries(ways)).toEqual({
    SENT: ['ACKNOWLEDGED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'CLOSED_BY_SENDER'],
    ACKNOWLEDGED: ['ACCEPTED', 'DECLINED', 'CLOSED_BY_SENDER'],
    ACCEPTED: ['IN_SERVICE', 'NOT_ATTENDED', 'CLOSED_BY_SENDER'],
    DECLINED: [],
    IN_SERVICE: ['COMPLETED', 'NOT_ATTENDED', 'CLOSED_BY_SENDER'],
    COMPLETED: [],
    NOT_ATTENDED: [],
    EXPIRED: [],
    CLOSED_BY_SENDER: [],
  });
});

test('P60 a referral may be cancelled whenever a consent under it may end', () => {
  expect(statuses.filter(from => mayBecome(from, 'CLOSED_BY_SENDER')).sort()).toEqual(
    [...liveReferrals].sort(),
  );
});

test('P11 every service of the map needs a purpose, which is never DEDUP or CASE_TRANSFER', () => {
  expect(codes).toHaveLength(24);
  expect(areServices(codes)).toBe(true);
  for (const code of codes) {
    const enough = Object.values(ConsentPurpose).filter(purpose => covers([purpose], [code]));
    expect([code, enough.length > 0]).toEqual([code, true]);
    expect(enough).not.toContain('DEDUP');
    expect(enough).not.toContain('CASE_TRANSFER');
  }
});

test('P11 a consent must cover every service, not one of them', () => {
  expect(covers(['SHELTER'], ['VS01', 'VS05'])).toBe(false);
  expect(covers(['SHELTER', 'HEALTH'], ['VS01', 'VS05'])).toBe(true);
  expect([covers(['HEALTH'], ['VS99']), covers([], ['VS01']), areServices(['toString'])]).toEqual([
    false,
    false,
    false,
  ]);
});

test.each([
  [['COMPLETED'], ['COMPLETED']],
  [['SENT'], ['SENT']],
  [['EXPIRED'], ['EXPIRED', 'SENT']],
  [['CLOSED_BY_SENDER'], ['CLOSED_BY_SENDER', 'SENT', 'ACKNOWLEDGED', 'ACCEPTED', 'IN_SERVICE']],
] as const)('what stands as %j is looked for as %j: its end may not be written down yet', (asked, stored) => {
  expect(storedAs(asked)).toEqual(stored);
});
