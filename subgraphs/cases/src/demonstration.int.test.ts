import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Member } from '@ura/access';
import { CaseStatus } from './case/case.entity';
import { ConsentStatus } from './consent/consent.entity';
import { loadDemonstration } from './demonstration';
import { IdentificationStatus } from './identification/identification.entity';
import { NoticeStatus } from './notice/notice.entity';
import { GoalStatus } from './plan/plan-goal.entity';
import { ReferralStatus } from './referral/referral.entity';
import { covers } from './referral/referral.rules';
import { serviceOf } from './service/service.rules';
import { cases } from './subgraph';
import {
  done,
  everyPageOf,
  FIRST_DATA,
  mutate,
  onCase,
  organisationCalled,
  type Stage,
  stage,
} from './testing';
import { TransferStatus } from './transfer/transfer.entity';

let on: Stage;
beforeAll(async () => {
  on = await stage();
  await load();
});
afterAll(() => on.end());

const file = <Row>(name: string): Row[] => JSON.parse(readFileSync(path.join(FIRST_DATA, name), 'utf8'));
const load = (folder = FIRST_DATA) => on.owner.transaction(manager => cases.loadFirstData!(manager, folder));

/** Somebody of the accounts with which the hub is tried. */
const account = (name: string): Member => {
  const accounts = file<{ id: string; account: string; organisationSlug: string; roles: Member['roles'] }>(
    'accounts.json',
  );
  const { id, organisationSlug, roles } = accounts.find(each => each.account === name)!;
  return { id, organisationId: organisationCalled(organisationSlug), roles };
};

const tables = [
  ...[
    'assessment',
    'case',
    'concern',
    'consent',
    'emergency_access',
    'follow_up',
    'identification',
    'notice',
  ],
  ...[
    'outreach_visit',
    'plan_goal',
    'referral',
    'service_record',
    'team_member',
    'timeline_event',
    'transfer',
  ],
];
const rowsOf = async (table: string) => on.owner.query(`select * from "${table}" order by id`);

const PAGE = `query ($after: String) { cases(first: 50, after: $after) { pageInfo { hasNextPage endCursor } edges { node {
  id code status kind risk ageBand sex region { id } openedOn openedBy { id } restricted legalHold
  team { workerId function startedAt endedAt }
  identification { status initialBy decidedBy formalInterview { joint } reflectionPeriod { endsOn waived } }
  notices { status to child urgency recipient { id } protocolNumber notInformedReason notRequiredReason }
  assessments { part risk protection { riskFactors safetyPlan incidents { type contexts perpetrator } recruitment control
    exploitation } health { needs } reintegration { needs } }
  plan { goals { status objective part terms { months document workplaceKind return { escort documents } } } }
  services { edges { node { part recipient amount { currency } items { kind } } } }
  consents { status purposes bundles form guardian { relation } }
  referrals { status urgency decline } transfers { status }
  followUps { status outcome channel } dependants { id } dependantOf { id } closure { reason approvedBy }
  timeline(first: 100) { edges { node { kind detail happenedAt } } } } } } }`;

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
const pageOf = (viewer: Member) => everyPageOf<any>(on.client, viewer, 'cases', PAGE);

test('every state of a case and of what is in it can be seen with an account of the demonstration', async () => {
  const accounts = ['mobile-unit@vatra', 'case-manager@vatra', 'case-manager@pvpt'];
  const seen = (await Promise.all(accounts.map(name => pageOf(account(name))))).flat();
  const states = (of: (each: (typeof seen)[number]) => ({ status: string } | null)[] | null) =>
    new Set(seen.flatMap(each => of(each) ?? []).flatMap(each => each?.status ?? []));
  const all = (codes: object) => new Set(Object.values(codes));
  expect(states(each => [each])).toEqual(all(CaseStatus));
  expect(states(each => [each.identification])).toEqual(all(IdentificationStatus));
  expect(states(each => each.notices)).toEqual(all(NoticeStatus));
  expect(states(each => each.plan?.goals)).toEqual(all(GoalStatus));
  expect(states(each => each.consents)).toEqual(all(ConsentStatus));
  expect(states(each => each.referrals)).toEqual(all(ReferralStatus));
  expect(states(each => each.transfers)).toEqual(all(TransferStatus));
  expect(seen.some(({ dependants }) => dependants?.length === 2)).toBe(true);
  expect(seen.some(({ closure }) => closure?.approvedBy)).toBe(true);
  expect(seen.some(({ closure }) => closure && !closure.approvedBy)).toBe(true);
  expect(seen.some(({ restricted }) => restricted)).toBe(true);
});

test('each account finds in its lists what waits for it', async () => {
  const count = async (name: string, query: string) => {
    const { data, errors } = await on.client.ask(
      account(name),
      `{ list: ${query} { edges { node { id } } } }`,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.list.edges.length;
  };
  const lists = [
    ['case-manager@vatra', 'referrals(box: INBOX, statuses: [SENT])'],
    ['case-manager@vatra', 'referrals(box: OUTBOX)'],
    ['case-manager@vatra', 'followUpsDue'],
    ['case-manager@vatra', 'concerns(first: 5)'],
    ['case-manager@vatra', 'notices(box: OUTBOX, statuses: [OVERDUE])'],
    ['data-officer@vatra', 'emergencyAccesses(reviewed: false)'],
    ['data-officer@vatra', 'emergencyAccesses(reviewed: true)'],
    ['case-manager@pvpt', 'referrals(box: INBOX, statuses: [SENT])'],
    ['case-manager@pvpt', 'transfers(box: INBOX)'],
    ['police@vlore', 'notices(box: INBOX, statuses: [SENT])'],
    ['coordinator@onac', 'notices(box: INBOX, statuses: [ACKNOWLEDGED])'],
  ] as const;
  for (const [name, query] of lists)
    expect([name, query, (await count(name, query)) > 0]).toEqual([name, query, true]);
});

test('loading twice changes nothing', async () => {
  const before = await Promise.all(tables.map(rowsOf));
  expect(before.map(rows => rows.length).every(rows => rows > 0)).toBe(true);
  await load();
  expect(await Promise.all(tables.map(rowsOf))).toEqual(before);
});

test('what people changed since stays as they changed it', async () => {
  const [{ id }] = await on.owner.query(`select id from "case" where status = 'ASSESSMENT'`);
  await done(
    mutate(
      on.client,
      account('case-manager@vatra'),
      'changeStatus',
      onCase(id, { status: 'PLANNING' }),
      '{ id }',
      'ChangeCaseStatusInput',
    ),
  );
  await load();
  expect(await on.owner.query('select status from "case" where id = $1', [id])).toEqual([
    { status: 'PLANNING' },
  ]);
});

test('every record is marked, has a code that says so, and names nobody', async () => {
  for (const name of ['cases.json', 'concerns.json', 'outreach-visits.json']) {
    for (const record of file<{ demonstration?: boolean }>(name)) expect(record.demonstration).toBe(true);
    expect(readFileSync(path.join(FIRST_DATA, name), 'utf8')).not.toMatch(
      /"[a-z]*(name|birth|phone|address)[a-z]*":/i,
    );
  }
  for (const { code } of file<{ code: string }>('cases.json'))
    expect(code).toMatch(/^DEM0-[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('a case that is not marked as a demonstration is not loaded from a file', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'demonstration-'));
  cpSync(FIRST_DATA, folder, { recursive: true });
  const [first] = file<object>('cases.json');
  writeFileSync(path.join(folder, 'cases.json'), JSON.stringify([{ ...first, demonstration: false }]));
  await expect(on.owner.transaction(manager => loadDemonstration(manager, folder))).rejects.toThrow(
    'not marked',
  );
  rmSync(folder, { recursive: true });
});

test('referrals, goals and services of the files keep the hub’s own rules', () => {
  interface Given {
    readonly consents?: { id: string; recipientId: string; purposes: never[] }[];
    readonly referrals?: { consentId: string; toOrganisationId: string; serviceCodes: string[] }[];
    readonly transfers?: { consentId: string; toOrganisationId: string; status: string }[];
    readonly goals?: { serviceCode: string; part: string }[];
    readonly services?: { serviceCode: string; part: string }[];
  }
  for (const { consents = [], referrals = [], transfers = [], goals = [], services = [] } of file<Given>(
    'cases.json',
  )) {
    const under = (id: string) => consents.find(consent => consent.id === id)!;
    for (const { consentId, toOrganisationId, serviceCodes } of referrals) {
      expect([under(consentId).recipientId, covers(under(consentId).purposes, serviceCodes)]).toEqual([
        toOrganisationId,
        true,
      ]);
    }
    for (const { consentId, toOrganisationId } of transfers) {
      expect([under(consentId).recipientId, under(consentId).purposes]).toEqual([
        toOrganisationId,
        expect.arrayContaining(['CASE_TRANSFER']),
      ]);
    }
    for (const { serviceCode, part } of [...goals, ...services])
      expect(serviceOf(serviceCode)!.part).toBe(part);
  }
});
