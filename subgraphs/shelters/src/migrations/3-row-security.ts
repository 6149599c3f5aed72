import type { MigrationInterface, QueryRunner } from 'typeorm';

// Who asks, from the transaction's own settings. In parentheses, so that it is read once a statement.
const ORGANISATION = `(select nullif(current_setting('ura.organisation_id', true), '')::uuid)`;
const VIEWER = `(select nullif(current_setting('ura.viewer_id', true), '')::uuid)`;
const ROLES = `(select string_to_array(coalesce(current_setting('ura.roles', true), ''), ','))`;
const SYSTEM = `(select coalesce(current_setting('ura.system', true), '') = 'on')`;

const MEMBER = `${ORGANISATION} is not null`;
const STAFF = `${ROLES} && array['SHELTER_STAFF', 'SHELTER_MANAGER']`;
const OWN = `organisation_id = ${ORGANISATION}`;
const OWN_STAFF = `(${OWN} and ${STAFF})`;
// On the waiting list, of a country in which the staff have a shelter. An offer that lapsed waits again.
const WAITS = `((status = 'OPEN' or (status = 'OFFERED' and answer_by <= now())) and (country is null or exists (
  select from shelter where shelter.organisation_id = ${ORGANISATION} and shelter.country = bed_request.country)))`;
const OWN_KEY = `(${OWN} and viewer_id = ${VIEWER})`;
const REQUEST = `(${OWN} or (${STAFF} and (offered_by_organisation_id = ${ORGANISATION} or ${WAITS})))`;
const OWN_CASES = `(${OWN} and ${ROLES} && array['CASE_MANAGER'])`;
const OF_WORKERS = `kind in ('PROBING', 'HOLD_LOOP')`;
const OF_DUTY = `kind in ('HOLD_UNANSWERED', 'LATE_ARRIVAL', 'AWAY_OVERDUE', 'FIGURES_DUE')`;
const ALARM = `((tier = 'COALITION' and ${MEMBER} and ${ROLES} && array['COORDINATOR']) or (${OWN} and (
  (${OF_WORKERS} and ${ROLES} && array['DATA_OFFICER'])
  or (not ${OF_WORKERS} and ${ROLES} && array['SHELTER_MANAGER'])
  or (${OF_DUTY} and ${STAFF}))))`;

/** Who reads the rows of each table, and who writes them. Nobody else does, and nobody without a context. */
const tables: Record<string, { read: string; write: string }> = {
  place: { read: MEMBER, write: 'false' },
  shelter: { read: MEMBER, write: OWN },
  room: { read: MEMBER, write: OWN },
  bed: { read: MEMBER, write: OWN },
  on_call_shift: { read: MEMBER, write: OWN },
  shelter_address: { read: OWN_STAFF, write: OWN_STAFF },
  bed_block: { read: OWN, write: OWN },
  claim: {
    read: `${OWN} or requester_organisation_id = ${ORGANISATION}`,
    write: `${OWN} or requester_organisation_id = ${ORGANISATION}`,
  },
  bed_hold: {
    read: `${OWN_STAFF} or requested_by_organisation_id = ${ORGANISATION}`,
    write: `${OWN_STAFF} or requested_by_organisation_id = ${ORGANISATION}`,
  },
  stay: { read: OWN_STAFF, write: OWN_STAFF },
  exit_approval: { read: OWN_STAFF, write: OWN_STAFF },
  enrolment: { read: OWN_STAFF, write: OWN_STAFF },
  daily_attendance: { read: OWN_STAFF, write: OWN_STAFF },
  bed_request: { read: REQUEST, write: REQUEST },
  keep_apart: { read: OWN_CASES, write: OWN_CASES },
  alarm: { read: ALARM, write: ALARM },
  turned_away: { read: `${MEMBER} and ${ROLES} && array['COORDINATOR', 'ANALYST']`, write: OWN },
  hold_tally: { read: `${OWN} or requester_organisation_id = ${ORGANISATION}`, write: 'false' },
  need_ask: { read: OWN_KEY, write: OWN_KEY },
  idempotency_key: { read: OWN_KEY, write: OWN_KEY },
  bed_summary: { read: 'true', write: 'false' },
};

/** Every table is held by row-level security, its owner included; the hub's own chores pass. */
export class RowSecurity0000000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, { read, write }] of Object.entries(tables)) {
      await runner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy owner on ${table} to current_user using (true) with check (true);
        create policy system on ${table} using (${SYSTEM}) with check (${SYSTEM});
        create policy reading on ${table} for select using (${read});
        create policy adding on ${table} for insert with check (${write});
        create policy changing on ${table} for update using (${write}) with check (${write});
        create policy removing on ${table} for delete using (${write});
      `);
    }
    // Only the chores delete holds and claims: they are the account of who had a bed.
    await runner.query('drop policy removing on bed_hold; drop policy removing on claim');
    // Anybody may raise an alarm at another organisation; only that organisation reads it.
    await runner.query(`drop policy adding on alarm; create policy adding on alarm for insert with check (${MEMBER})`);
    await this.doors(runner);
  }

  /**
   * Availability is everybody's who places people, and whose claim it is nobody's. The policies would
   * also keep the indexes on ranges from being used, since a range's operators might tell of rows. Asked
   * is nearly always about now and later, and few claims reach so far: they are found by their ends.
   */
  private async doors(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index claim_ends on claim (upper(during));

      create function claims_over(beds uuid[], asked tstzrange)
        returns table (bed_id uuid, kind text, during tstzrange)
        language sql stable security definer set search_path = public, pg_temp
        set enable_seqscan = off
        as $$
          select claim.bed_id, claim.kind, claim.during
            from claim
           where claim.bed_id = any(beds) and claim.during && asked
             and (upper(claim.during) > coalesce(lower(asked), '-infinity') or upper(claim.during) is null)
          union all
          select bed.id, 'OVERFLOW', tstzrange(bed.overflow_until, null)
            from unnest(beds) as wanted (id) join bed on bed.id = wanted.id
           where bed.overflow_until is not null and tstzrange(bed.overflow_until, null) && asked
        $$;
      revoke all on function claims_over from public;

      create function kept_apart_shelters(asked uuid) returns setof uuid
        language sql stable security definer set search_path = public, pg_temp
        as $$
          with other as (
            select other_case_ref as case_ref from keep_apart where case_ref = asked and ended_at is null
            union all
            select case_ref from keep_apart where other_case_ref = asked and ended_at is null
          )
          select shelter_id from stay join other using (case_ref) where stay.status <> 'EXITED'
          union
          select shelter_id from bed_hold join other using (case_ref)
           where bed_hold.status = 'CONFIRMED' or (bed_hold.status = 'HELD' and bed_hold.expires_at > now())
          union
          select shelter_id from enrolment join other using (case_ref)
           where ends_on is null or ends_on >= (now() at time zone 'Europe/Tirane')::date
        $$;
      revoke all on function kept_apart_shelters from public;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function kept_apart_shelters; drop function claims_over; drop index claim_ends');
    for (const table of Object.keys(tables)) {
      for (const policy of ['owner', 'system', 'reading', 'adding', 'changing', 'removing']) {
        await runner.query(`drop policy if exists ${policy} on ${table}`);
      }
      await runner.query(`alter table ${table} no force row level security`);
      await runner.query(`alter table ${table} disable row level security`);
    }
  }
}
