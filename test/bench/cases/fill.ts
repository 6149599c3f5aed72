import { randomUUID } from 'node:crypto';
import type { Member, Role } from '@ura/access';
import { Client } from 'pg';

export const ENTRIES_A_CASE = 25;
const WORKERS = 60;
const USUAL_CASES = 30;
const BUSY_CASES = 300;
/** Of so many of the newest, a fifth is being referred now. */
const REFERRED = 600;
/** The region of one case alone, in the middle of the list. */
export const MIDDLE = 'BENCH-MIDDLE';

/** Who asks, and for what. */
export interface CasesData {
  readonly cases: number;
  readonly entries: number;
  /** Leads 30 cases. */
  readonly usual: Member;
  /** Leads 300. */
  readonly busy: Member;
  readonly supervisor: Member;
  /** Takes up what other organisations refer to hers. */
  readonly recipient: Member;
  readonly ownCaseId: string;
  readonly grantedCaseId: string;
}

/** One large organisation and four that it refers to: the same people whatever the number of cases. */
const organisations = Array.from({ length: 5 }, () => randomUUID());
const workers = Array.from({ length: WORKERS }, () => randomUUID());
const member = (organisationId: string, role: Role, id: string = randomUUID()): Member => ({
  id,
  organisationId,
  roles: [role],
});
const people = {
  usual: member(organisations[0]!, 'CASE_MANAGER', workers[0]),
  busy: member(organisations[0]!, 'CASE_MANAGER', workers[1]),
  supervisor: member(organisations[0]!, 'SUPERVISOR'),
  recipient: member(organisations[1]!, 'SHELTER_STAFF'),
};
export const organisationIds = organisations;

// The n-th case is the n-th newest of ten years. The newest are worked on, the rest is history.
const CASES = `
  insert into "case" (id, organisation_id, code, status, kind, risk, age_band, sex, country, region_code,
                      opened_on, opened_at, opened_by_id, restricted, shelters_ref, legal_ref)
  select gen_random_uuid(), ($2::uuid[])[case when n % 50 = 49 then 2 + n / 50 % 4 else 1 end], 'BENCH-' || n,
         case when n < $3 then (array['INTAKE','ASSESSMENT','PLANNING','ACTIVE','ACTIVE','FOLLOW_UP'])[n % 6 + 1]
              when n % 97 = 0 then 'REOPENED' when n % 13 = 0 then 'TRANSFERRED' else 'CLOSED' end,
         (array['TRAFFICKING','DOMESTIC_VIOLENCE','DOMESTIC_VIOLENCE','OTHER_GBV'])[n % 4 + 1],
         (array['LOW','MEDIUM','MEDIUM','HIGH'])[n / 4 % 4 + 1],
         (array['AGE_12_17','AGE_18_24','AGE_25_59'])[n % 3 + 1], 'FEMALE', 'AL',
         case when n = $1 / 2 then '${MIDDLE}' else 'AL-' || lpad((n % 12 + 1)::text, 2, '0') end,
         at::date, at, ($4::uuid[])[n % ${WORKERS} + 1], n % 50 = 7, gen_random_uuid(), gen_random_uuid()
    from generate_series(0, $1 - 1) n,
         date_trunc('milliseconds', now() - interval '1 hour' - n * (interval '10 years' / $1)) as at`;

// Three places a case. Two people lead the same number of cases whatever there is; of the others each has
// their share. The places in what is history have ended.
const TEAMS = `
  insert into team_member (id, case_id, worker_id, function, started_at, ended_at)
  select gen_random_uuid(), id,
         ($2::uuid[])[case when place > 1 or n >= $1 then 3 + (n * 7 + place * 19) % ${WORKERS - 2}
                           when live < ${USUAL_CASES} then 1
                           when live < ${USUAL_CASES + BUSY_CASES} then 2
                           else 3 + n % ${WORKERS - 2} end],
         (array['CASE_MANAGER','SOCIAL_WORKER',
                (array['PSYCHOLOGIST','HEALTH_WORKER','LAWYER','EDUCATION_WORKER'])[n % 4 + 1]])[place],
         opened_at, case when n >= $1 then opened_at + interval '200 days' end
    from numbered, generate_series(1, 3) place`;
const FORMER = `
  insert into team_member (id, case_id, worker_id, function, started_at, ended_at)
  select gen_random_uuid(), id, ($2::uuid[])[n % 2 + 1], 'SOCIAL_WORKER', opened_at, opened_at + interval '100 days'
    from numbered where n >= $1 and n % 40 < 2`;

// A case in five was referred once. The newest referrals are under way; the consents of the others are over.
const CONSENTS = `
  insert into consent (id, case_id, recipient_id, purposes, bundles, granted_on, valid_to, form, text_version, language)
  select gen_random_uuid(), id, ($2::uuid[])[2 + n / 5 % 4], '{SHELTER}', '{BASICS,PROTECTION}', opened_at::date,
         case when n < $1 then current_date + 60 else opened_at::date + 90 end, 'WRITTEN', '1', 'sq'
    from numbered where n % 5 = 0`;
const REFERRALS = `
  insert into referral (id, case_id, consent_id, from_organisation_id, to_organisation_id, status, service_codes,
                        urgency, sent_at, answer_by)
  select gen_random_uuid(), case_id, consent.id, organisation_id, recipient_id,
         case when n < $1 then (array['SENT','ACKNOWLEDGED','ACCEPTED','IN_SERVICE'])[n / 20 % 4 + 1]
              when n % 35 = 0 then 'DECLINED' else 'COMPLETED' end,
         '{VS03}', 'ROUTINE', opened_at + interval '1 hour', now() + interval '20 days'
    from numbered join consent on consent.case_id = numbered.id
   where recipient_id <> organisation_id`;

const TIMELINE = `
  insert into timeline_event (id, case_id, happened_at, kind, part, detail, actor_id)
  select gen_random_uuid(), id, opened_at + entry * interval '1 minute',
         case when entry = 0 then 'CASE_OPENED' when entry % 3 = 0 then 'STATUS_CHANGED' else 'WORKER_ASSIGNED' end,
         (array['RECORD','TEAM','TEAM','BASICS','PROTECTION','HEALTH','REINTEGRATION','IDENTITY'])[entry % 8 + 1],
         case when entry % 3 = 0 then 'ACTIVE' else 'SOCIAL_WORKER' end, opened_by_id
    from numbered, generate_series(0, ${ENTRIES_A_CASE - 1}) entry`;

/** Fills a cases database with made-up cases. It knows of nobody: there are codes, times and random ids. */
export const fill = async (ownerUrl: string, cases: number): Promise<CasesData> => {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const live = Math.max(REFERRED, Math.round(cases / 50));
    await client.query(`set maintenance_work_mem = '512MB'; set work_mem = '64MB'`);
    await client.query(CASES, [cases, organisations, live, workers]);
    await client.query(
      `create temp table numbered as
       select id, organisation_id, opened_at, opened_by_id, (row_number() over (order by opened_at desc) - 1)::int as n,
              case when organisation_id = $1 then
                row_number() over (partition by organisation_id order by opened_at desc) - 1 end as live
         from "case"`,
      [organisations[0]],
    );
    await withoutIndexes(client, 'team_member', async () => {
      await client.query(TEAMS, [live, workers]);
      await client.query(FORMER, [live, workers]);
    });
    await client.query(CONSENTS, [REFERRED, organisations]);
    await client.query(REFERRALS, [REFERRED]);
    await withoutIndexes(client, 'timeline_event', () => client.query(TIMELINE));
    await client.query('analyze');
    const ownCaseId = await one(client, OWN, [people.usual.id]);
    const grantedCaseId = await one(client, GRANTED, [people.recipient.organisationId]);
    const entries = await one(client, 'select count(*)::int as found from timeline_event');
    return { cases, entries: Number(entries), ...people, ownCaseId, grantedCaseId };
  } finally {
    await client.end();
  }
};

const OWN = `select case_id as found from team_member where worker_id = $1 and ended_at is null limit 1`;
const GRANTED = `select case_id as found from referral where to_organisation_id = $1 and status = 'ACCEPTED' limit 1`;

const one = async (client: Client, text: string, values: string[] = []): Promise<string> =>
  (await client.query<{ found: string }>(text, values)).rows[0]!.found;

/** Millions of rows are written in a minute where their indexes are made afterwards. */
async function withoutIndexes(client: Client, table: string, work: () => Promise<unknown>): Promise<void> {
  const { rows } = await client.query<{ off: string; again: string }>(
    `select case when indisprimary then format('alter table %I drop constraint %I', $1::text, name)
                 else format('drop index %I', name) end as off,
            case when indisprimary then format('alter table %I add constraint %I primary key (id)', $1::text, name)
                 else pg_get_indexdef(indexrelid) end as again
       from pg_index join pg_class on pg_class.oid = indexrelid, lateral (select relname as name) as named
      where indrelid = format('%I', $1::text)::regclass`,
    [table],
  );
  for (const { off } of rows) await client.query(off);
  await work();
  for (const { again } of rows) await client.query(again);
}
