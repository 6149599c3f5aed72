import { guardsIn } from './guard';

const SECURITY = 'row-security.int.test.ts';
const POLICIES = 'alarm/row-security.int.test.ts';
const FILE = 'migrations/3-row-security.ts';

/** What the database of shelters keeps by itself: policies, functions and triggers, in migrations. */
export const sheltersSqlGuards = guardsIn('subgraphs/shelters/src', [
  {
    rules: ['P56'],
    file: FILE,
    piece: 'alter table ${table} force row level security;',
    instead: '',
    test: SECURITY,
  },
  {
    rules: ['P56'],
    file: FILE,
    piece: 'alter table ${table} enable row level security;',
    instead: '',
    test: SECURITY,
  },
  {
    rules: ['P56'],
    file: FILE,
    piece: 'for insert with check (${write});',
    instead: 'for insert with check (true);',
    test: SECURITY,
  },
  {
    rules: ['P56'],
    file: FILE,
    piece: 'for update using (${write}) with check (${write});',
    instead: 'for update using (true) with check (true);',
    test: SECURITY,
  },
  {
    rules: ['P56'],
    file: FILE,
    piece: "'drop policy removing on bed_hold; drop policy removing on claim'",
    instead: "'select'",
    test: SECURITY,
  },
  ...(
    [
      ['shelter_address: { read: OWN_STAFF,', 'shelter_address: { read: MEMBER,', SECURITY],
      ['bed_block: { read: OWN,', 'bed_block: { read: MEMBER,', SECURITY],
      ['exit_approval: { read: OWN_STAFF,', 'exit_approval: { read: MEMBER,', SECURITY],
      ['daily_attendance: { read: OWN_STAFF,', 'daily_attendance: { read: MEMBER,', SECURITY],
      ['need_ask: { read: OWN_KEY,', 'need_ask: { read: MEMBER,', SECURITY],
      ['idempotency_key: { read: OWN_KEY,', 'idempotency_key: { read: MEMBER,', SECURITY],
      ['hold_tally: { read: `${OWN} or', 'hold_tally: { read: `${MEMBER} or', SECURITY],
      ['stay: { read: OWN_STAFF,', 'stay: { read: MEMBER,', POLICIES],
      ['enrolment: { read: OWN_STAFF,', 'enrolment: { read: MEMBER,', POLICIES],
      ['bed_request: { read: REQUEST,', 'bed_request: { read: MEMBER,', POLICIES],
      ['keep_apart: { read: OWN_CASES,', 'keep_apart: { read: OWN,', POLICIES],
      ['alarm: { read: ALARM,', 'alarm: { read: OWN,', POLICIES],
      ['turned_away: { read: `${MEMBER} and ${ROLES}', 'turned_away: { read: `true or ${ROLES}', POLICIES],
      [
        'read: `${OWN_STAFF} or requested_by_organisation_id',
        'read: `${MEMBER} or requested_by_organisation_id',
        SECURITY,
      ],
    ] as const
  ).map(([piece, instead, test]) => ({ rules: ['P56'] as const, file: FILE, piece, instead, test })),
  {
    rules: ['P56'],
    file: 'migrations/1763780400000-beds-kept-to-offerers.ts',
    piece: "and ${ROLES} && array['SHELTER_STAFF', 'SHELTER_MANAGER']",
    instead: '',
    test: SECURITY,
  },
  {
    rules: ['P59'],
    file: FILE,
    piece:
      "where bed_hold.status = 'CONFIRMED' or (bed_hold.status = 'HELD' and bed_hold.expires_at > now())",
    instead: 'where false',
    test: 'keep-apart/keep-apart.service.int.test.ts',
  },
  {
    rules: ['P27'],
    file: FILE,
    piece: 'select case_ref from keep_apart where other_case_ref = asked and ended_at is null',
    instead: 'select case_ref from keep_apart where false',
    test: 'keep-apart/keep-apart.service.int.test.ts',
  },
  {
    rules: ['P9'],
    file: 'migrations/4-announcements.ts',
    piece: "bed_hold: ['hold', 'id',",
    instead: "bed_hold: ['hold', 'code',",
    test: 'announcements.int.test.ts',
  },
]);
