import type { Viewer } from '@ura/access';
import type { AgeBand } from '@ura/vocabulary';
import type { NoticeStatus } from './notice.entity';
import { childhoodOf, demanded, isRecipient, mayGoOn, noticeStatus, waitsFor } from './notice.rules';
import type { NoticeRule } from './notice-rule.entity';

const statuses: readonly NoticeStatus[] = ['DUE', 'SENT', 'ACKNOWLEDGED', 'OVERDUE', 'NOT_REQUIRED'];

test('a notice goes from DUE to SENT to ACKNOWLEDGED, and no other way', () => {
  const ways = statuses.flatMap(from => statuses.filter(to => mayGoOn(from, to)).map(to => `${from} ${to}`));
  expect(ways).toEqual(['DUE SENT', 'SENT ACKNOWLEDGED']);
});

const noon = new Date('2026-03-08T12:00:00Z');
const before = new Date('2026-03-08T11:59:59.999Z');

test.each<[NoticeStatus, Date, NoticeStatus]>([
  ['DUE', noon, 'DUE'],
  ['DUE', before, 'DUE'],
  ['SENT', before, 'SENT'],
])('%s before its time is over stays so', (status, now, stands) => {
  expect(noticeStatus({ status, overdueAt: new Date(now.getTime() + 1) }, now)).toBe(stands);
});

test.each<[NoticeStatus, NoticeStatus]>([
  ['DUE', 'OVERDUE'],
  ['SENT', 'OVERDUE'],
  ['ACKNOWLEDGED', 'ACKNOWLEDGED'],
  ['NOT_REQUIRED', 'NOT_REQUIRED'],
])('%s whose time is over is %s', (status, stands) => {
  expect(noticeStatus({ status, overdueAt: noon }, noon)).toBe(stands);
});

test.each<[AgeBand, boolean | null]>([
  ['AGE_0_5', true],
  ['AGE_6_11', true],
  ['AGE_12_17', true],
  ['AGE_18_24', false],
  ['AGE_25_59', false],
  ['AGE_60_PLUS', false],
  ['UNKNOWN', null],
])('that %s is a child: %s', (ageBand, child) => {
  expect(childhoodOf(ageBand)).toBe(child);
});

type Facts = Pick<NoticeRule, 'id' | 'to' | 'ages' | 'validFrom' | 'validTo'>;
const rule = (id: string, more: Partial<Facts> = {}): Facts => ({
  id,
  to: 'POLICE',
  ages: 'ALL',
  validFrom: '2020-01-01',
  validTo: null,
  ...more,
});

test.each<[string, Facts[], boolean | null, string[]]>([
  ['one rule holds', [rule('a')], false, ['a']],
  ['each recipient has its rule', [rule('a'), rule('b', { to: 'CHILD_PROTECTION_UNIT' })], true, ['a', 'b']],
  ['a rule for children is none for adults', [rule('a', { ages: 'CHILD' })], false, []],
  [
    'nor for those whose age nobody knows',
    [rule('a', { ages: 'CHILD' }), rule('b', { ages: 'ADULT' })],
    null,
    [],
  ],
  ['they have their own', [rule('a', { ages: 'UNKNOWN' })], null, ['a']],
  [
    'a rule for an age goes before one for all, though it is older',
    [rule('a', { ages: 'CHILD', validFrom: '2010-01-01' }), rule('b')],
    true,
    ['a'],
  ],
  ['the latest goes before the others', [rule('b', { validFrom: '2024-01-01' }), rule('a')], false, ['b']],
  [
    'one that is to come does not hold yet',
    [rule('a'), rule('b', { validFrom: '2026-03-09' })],
    false,
    ['a'],
  ],
  ['one holds on its first day', [rule('a', { validFrom: '2026-03-08' })], false, ['a']],
  ['and on its last', [rule('a', { validTo: '2026-03-08' })], false, ['a']],
  ['and not after it', [rule('a', { validTo: '2026-03-07' })], false, []],
])('%s', (_claim, rules, child, ids) => {
  expect(demanded(rules, child, '2026-03-08').map(({ id }) => id)).toEqual(ids);
});

const POLICE = '3b9f1c52-8f3a-4a52-9d3e-0a9a6d1f2b11';
const viewer = (organisationId: string, ...roles: Viewer['roles']): Viewer => ({
  id: 'a',
  organisationId,
  roles,
});
const sent = { recipientId: POLICE, sentAt: noon };

test.each<[string, Viewer, { recipientId: string | null; sentAt: Date | null }, boolean]>([
  ['an officer there', viewer(POLICE, 'POLICE_LIAISON'), sent, true],
  ['an officer before it is sent', viewer(POLICE, 'POLICE_LIAISON'), { ...sent, sentAt: null }, false],
  ['an officer elsewhere', viewer('another', 'POLICE_LIAISON'), sent, false],
  ['somebody else there', viewer(POLICE, 'ANALYST', 'HOTLINE'), sent, false],
])('P19 that %s is its recipient: %#', (_who, who, notice, verdict) => {
  expect(isRecipient(who, notice)).toBe(verdict);
});

test.each<[NoticeStatus, boolean, boolean]>([
  ['DUE', true, false],
  ['SENT', false, true],
  ['OVERDUE', true, true],
  ['ACKNOWLEDGED', false, false],
  ['NOT_REQUIRED', false, false],
])('%s waits for those of the case: %s; for the recipient: %s', (status, ofCase, received) => {
  const worker = viewer('owner', 'CASE_MANAGER');
  expect(waitsFor(worker, { ...sent, status, isOfCase: true })).toBe(ofCase);
  expect(waitsFor(viewer(POLICE, 'POLICE_LIAISON'), { ...sent, status, isOfCase: false })).toBe(received);
});
