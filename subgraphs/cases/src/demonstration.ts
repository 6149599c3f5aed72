import { newId } from '@ura/database';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { Assessment } from './assessment/assessment.entity';
import { Case } from './case/case.entity';
import { todayIs } from './clock/day.service';
import { Concern } from './concern/concern.entity';
import { Consent } from './consent/consent.entity';
import { daysAfter } from './consent/consent.rules';
import { EmergencyAccess } from './emergency/emergency-access.entity';
import { records } from './first-data';
import { FollowUp } from './follow-up/follow-up.entity';
import { Identification } from './identification/identification.entity';
import { Notice } from './notice/notice.entity';
import { childhoodOf, demanded } from './notice/notice.rules';
import { NoticeRule } from './notice/notice-rule.entity';
import { OutreachVisit } from './outreach/outreach-visit.entity';
import { PlanGoal } from './plan/plan-goal.entity';
import { Referral } from './referral/referral.entity';
import { ServiceRecord } from './service-record/service-record.entity';
import { TeamMember } from './team/team-member.entity';
import { TimelineEvent } from './timeline/timeline-event.entity';
import { Transfer } from './transfer/transfer.entity';

type Facts = Readonly<Record<string, unknown>>;

/** What a case of the file may hold, and where each list goes. */
const tables = {
  team: TeamMember,
  assessments: Assessment,
  goals: PlanGoal,
  services: ServiceRecord,
  consents: Consent,
  referrals: Referral,
  transfers: Transfer,
  followUps: FollowUp,
  emergencies: EmergencyAccess,
  timeline: TimelineEvent,
} satisfies Readonly<Record<string, EntityTarget<ObjectLiteral>>>;

type Told = { readonly [list in keyof typeof tables]?: readonly Facts[] } & {
  readonly identification?: Facts;
  readonly notices?: readonly (Facts & Pick<Notice, 'to'>)[];
};
type CaseRecord = Case & Told & { readonly demonstration?: boolean };

/**
 * Loads cases, concerns and visits that were invented to show every screen, where they are not there yet, and
 * touches nothing that is. Throws for a record that is not marked as a demonstration: what happened to
 * somebody never belongs into a file.
 */
export const loadDemonstration = async (manager: EntityManager, folder: string): Promise<void> => {
  const read = reading(folder, await moment(manager));
  const wanted = async <Kind extends { id: string }>(file: string, of: EntityTarget<ObjectLiteral>) => {
    const missing: Kind[] = [];
    for (const record of records<Kind & { demonstration?: boolean }>(folder, file)) {
      if (!record.demonstration) throw new Error(`${file}: ${record.id} is not marked as a demonstration`);
      if (!(await manager.existsBy(of, { id: record.id }))) missing.push(read(record));
    }
    return missing;
  };
  for (const record of await wanted<CaseRecord>('cases.json', Case)) await load(manager, record);
  await manager.insert(OutreachVisit, await wanted<OutreachVisit>('outreach-visits.json', OutreachVisit));
  await manager.insert(Concern, await wanted<Concern>('concerns.json', Concern));
};

async function load(manager: EntityManager, record: CaseRecord): Promise<void> {
  const { id: caseId, organisationId, code: caseCode, regionCode } = record;
  await manager.insert(Case, { ...record, sheltersRef: newId(), legalRef: newId() });
  const child = childhoodOf(record.ageBand);
  const of = { caseId, organisationId, fromOrganisationId: organisationId, caseCode, regionCode, child };
  for (const [list, table] of Object.entries(tables) as [
    keyof typeof tables,
    EntityTarget<ObjectLiteral>,
  ][]) {
    await manager.insert(table, record[list]?.map(row => ({ id: newId(), ...of, ...row })) ?? []);
  }
  if (record.identification) {
    await manager.insert(Identification, { id: newId(), ...of, ...record.identification });
  }
  const rules = await manager.findBy(NoticeRule, {
    country: record.country as NoticeRule['country'],
    kind: record.kind,
  });
  const owed = demanded(rules, child, record.openedOn);
  const notices = (record.notices ?? []).map(notice => {
    const rule = owed.find(({ to }) => to === notice.to);
    if (!rule) throw new Error(`cases.json: no rule wants ${notice.to} to be told of ${caseCode}`);
    const { id: ruleId, hoursUntilAcknowledged } = rule;
    return { id: newId(), ruleId, hoursUntilAcknowledged, ...of, ...notice };
  });
  await manager.insert(Notice, notices);
}

interface Moment {
  readonly now: Date;
  readonly today: string;
}

const moment = async (manager: EntityManager): Promise<Moment> => {
  const [{ now }] = await manager.query('select now()');
  return { now, today: await todayIs(manager) };
};

const DAY = 86_400_000;

/**
 * Reads a record: a number in a field of a day or a moment is so many days from now, and a name in a field of
 * an id is whom it names in the other files.
 */
const reading = (folder: string, { now, today }: Moment) => {
  const ids = new Map<string, string>();
  const learn = (file: string, name: 'slug' | 'account' | 'code') => {
    for (const record of records<{ id: string } & Record<typeof name, string>>(folder, file)) {
      ids.set(record[name], record.id);
    }
  };
  learn('organisations.json', 'slug');
  learn('accounts.json', 'account');
  learn('mobile-units.json', 'code');

  const meant = (key: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(each => meant(key, each));
    if (value !== null && typeof value === 'object') return read(value);
    if (typeof value === 'number' && /(On|To)$/.test(key)) {
      return daysAfter(today, value);
    }
    if (typeof value === 'number' && /(At|By|until)$/.test(key)) {
      return new Date(now.getTime() + Math.round(value * DAY));
    }
    if (typeof value !== 'string' || !/(Id|People)$/.test(key) || UUID.test(value)) return value;
    const id = ids.get(value);
    if (!id) throw new Error(`Nobody of the first data is called ${value}`);
    return id;
  };
  const read = <Kind extends object>(record: Kind): Kind =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, meant(key, value)])) as Kind;
  return read;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
