import type { MigrationInterface, QueryRunner } from 'typeorm';
import { EFFECTIVE, ORGANISATION, opens, RECEIVED, role, VIEWER, works } from './who-asks';

const LIVE = `status in ('SENT', 'ACKNOWLEDGED', 'ACCEPTED', 'IN_SERVICE')`;
const UNANSWERED = `status = 'SENT' and answer_by <= now()`;
const HEARS_WITHDRAWAL = role(
  'MOBILE_UNIT',
  'HOTLINE',
  'SHELTER_STAFF',
  'SHELTER_MANAGER',
  'CASE_MANAGER',
  'SUPERVISOR',
  'SPECIALIST',
  'PSYCHOLOGIST',
  'LAWYER',
);

/** Lines of the timeline about exchanges that were just ended, by whom there is. */
const told = (kind: string, detail: string, of: string) => `
  insert into timeline_event (id, case_id, kind, part, detail, subject_id, actor_id)
    select gen_random_uuid(), case_id, '${kind}', 'TEAM', ${detail}, id, ${VIEWER} from ${of}`;

/** Copies of a case's rows for another case, of the parts that go with it. */
const carried = (table: string, part: string, more = `'id', gen_random_uuid()`) => `
  insert into ${table}
    select (jsonb_populate_record(former, jsonb_build_object('id', gen_random_uuid(), 'case_id', to_case)
                                            || jsonb_build_object(${more}))).*
      from ${table} former where case_id = of_case and ${part} = any(parts)`;

const SENT_UNDER_CONSENT = `from_organisation_id = ${ORGANISATION} and ${works('TEAM')}
  and consent_allows(consent_id, case_id, to_organisation_id)`;

const policies = [
  ['adding', 'referral', `for insert with check (${SENT_UNDER_CONSENT})`],
  ['adding', 'transfer', `for insert with check (${SENT_UNDER_CONSENT})`],
  [
    'reading',
    'transfer',
    // The recipient's team sees by which offer their case came.
    `for select using (${RECEIVED} or ${opens('TEAM')} or case_parts(continued_by_id) && array['TEAM'])`,
  ],
] as const;

const former = {
  'adding referral': `for insert with check (from_organisation_id = ${ORGANISATION} and ${works('TEAM')})`,
  'adding transfer': `for insert with check (from_organisation_id = ${ORGANISATION} and ${works('TEAM')})`,
  'reading transfer': `for select using (${RECEIVED} or ${opens('TEAM')})`,
};

const definer = 'security definer set search_path = public, pg_temp';

/**
 * How what shares a case begins and ends. The functions that are the owner's let somebody do the one thing
 * that their own rights do not reach: ask whether a consent holds that they may not read, take one back
 * without seeing the case, and take over a case that was offered to them.
 */
export class ConsentsAndExchangesSecurity1763800200001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function consent_holds(asked uuid) returns boolean language sql stable ${definer} as $$
        select exists (select from consent where id = asked and ${EFFECTIVE})
      $$;

      create function consent_allows(asked uuid, of_case uuid, to_organisation uuid) returns boolean
        language sql stable ${definer} as $$
        select exists (select from consent where id = asked and case_id = of_case
                          and recipient_id = to_organisation and ${EFFECTIVE})
      $$;

      create function end_exchanges(of_case uuid, under_consent uuid, because text) returns void
        language plpgsql set search_path = public, pg_temp as $$
        begin
          with ended as (
            update referral set status = 'CLOSED_BY_SENDER', ended_because = because
             where case_id = of_case and (under_consent is null or consent_id = under_consent)
               and ${LIVE} and not (${UNANSWERED})
            returning id, case_id
          ) ${told('REFERRAL_CLOSED', 'because', 'ended')};
          with ended as (
            update transfer set status = 'WITHDRAWN'
             where case_id = of_case and (under_consent is null or consent_id = under_consent) and status = 'OFFERED'
            returning id, case_id
          ) ${told('TRANSFER_WITHDRAWN', 'because', 'ended')};
        end
      $$;

      create function settle_exchanges() returns void language plpgsql set search_path = public, pg_temp as $$
        begin
          with due as (
            select id from referral where ${UNANSWERED} order by id for no key update skip locked
          ), ended as (
            update referral set status = 'EXPIRED' from due where due.id = referral.id
            returning referral.id, referral.case_id
          ) ${told('REFERRAL_CLOSED', `'EXPIRED'`, 'ended')};
          with due as (
            select referral.id from referral join consent on consent.id = referral.consent_id
             where ${LIVE} and (${EFFECTIVE}) is not true order by referral.id for no key update of referral skip locked
          ), ended as (
            update referral set status = 'CLOSED_BY_SENDER', ended_because = 'REVOKED' from due
             where due.id = referral.id returning referral.id, referral.case_id
          ) ${told('REFERRAL_CLOSED', `'REVOKED'`, 'ended')};
          with due as (
            select transfer.id from transfer join consent on consent.id = transfer.consent_id
             where status = 'OFFERED' and (${EFFECTIVE}) is not true order by transfer.id
               for no key update of transfer skip locked
          ), ended as (
            update transfer set status = 'WITHDRAWN' from due
             where due.id = transfer.id returning transfer.id, transfer.case_id
          ) ${told('TRANSFER_WITHDRAWN', `'REVOKED'`, 'ended')};
        end
      $$;

      create function withdraw_consent(by_id uuid, by_code text, by_recipient uuid)
        returns table (id uuid, withdrawn_at timestamptz) language plpgsql ${definer} as $$
        #variable_conflict use_column
        declare
          named consent;
          said consent;
          of_case uuid;
          to_whom uuid := by_recipient;
        begin
          if not coalesce(${HEARS_WITHDRAWAL}, false) then return; end if;
          if by_id is null then
            select "case".id into of_case from "case" where code = by_code;
          else
            select * into named from consent where consent.id = by_id and refused_at is null;
            of_case := named.case_id;
            to_whom := named.recipient_id;
          end if;
          -- The case is locked as by whoever works on it: nothing is sent meanwhile.
          perform from "case" where "case".id = of_case and organisation_id = ${ORGANISATION} for no key update;
          if not found then return; end if;
          -- What she allows that recipient now; or what she has taken back already.
          select * into said from consent
           where case_id = of_case and recipient_id = to_whom and refused_at is null and superseded_at is null
           order by consent.withdrawn_at desc nulls first limit 1;
          select * into named from consent where consent.id = by_id;
          if named.withdrawn_at is not null then said := named; end if;
          if said.id is null then return; end if;
          if said.withdrawn_at is null then
            update consent set withdrawn_at = now() where consent.id = said.id
              returning consent.withdrawn_at into said.withdrawn_at;
            insert into timeline_event (id, case_id, kind, part, subject_id, actor_id)
              values (gen_random_uuid(), of_case, 'CONSENT_WITHDRAWN', 'TEAM', said.id, ${VIEWER});
            perform end_exchanges(of_case, said.id, 'REVOKED');
          end if;
          return query select said.id, said.withdrawn_at;
        end
      $$;

      create function carry_over(of_case uuid, to_case uuid, parts text[]) returns void
        language plpgsql set search_path = public, pg_temp as $$
        declare
          goals jsonb := (select jsonb_object_agg(id, gen_random_uuid()) from plan_goal
                           where case_id = of_case and part = any(parts));
        begin
          ${carried('identification', `'PROTECTION'`)};
          ${carried('assessment', 'part')};
          ${carried('plan_goal', 'part', `'id', goals -> former.id::text`)};
          ${carried('service_record', 'part', `'goal_id', goals -> former.goal_id::text`)};
        end
      $$;

      create function hand_over_case(asked uuid, to_case uuid) returns setof "case" language plpgsql ${definer} as $$
        declare
          offered transfer;
          handed "case";
        begin
          select * into offered from transfer where id = asked and ${RECEIVED} and ${role('CASE_MANAGER', 'SUPERVISOR')};
          select * into handed from "case" where id = offered.case_id for no key update;
          if handed.status is null or handed.status not in ('ACTIVE', 'FOLLOW_UP') then return; end if;
          select * into offered from transfer where id = asked for no key update;
          if offered.status <> 'OFFERED' or not consent_holds(offered.consent_id) then return; end if;
          update transfer set status = 'ACCEPTED', answered_at = now(), continued_by_id = to_case where id = asked;
          perform carry_over(handed.id, to_case, array(
            select unnest(bundles) from consent where consent.id = offered.consent_id));
          perform end_exchanges(handed.id, null, 'CASE_TRANSFERRED');
          update "case" set status = 'TRANSFERRED' where id = handed.id;
          insert into timeline_event (id, case_id, kind, part, detail, actor_id)
            values (gen_random_uuid(), handed.id, 'STATUS_CHANGED', 'RECORD', 'TRANSFERRED', ${VIEWER});
          return next handed;
        end
      $$;

      revoke all on function consent_holds, consent_allows, end_exchanges, settle_exchanges, withdraw_consent,
        carry_over, hand_over_case from public;

      create function announce_referrals() returns trigger language plpgsql as $$
        begin
          perform pg_notify('changes', 'referral ' || id) from changed;
          return null;
        end
      $$;
      create trigger announce_insert after insert on referral referencing new table as changed
        for each statement execute function announce_referrals();
      create trigger announce_update after update on referral referencing new table as changed
        for each statement execute function announce_referrals();
    `);
    for (const [name, table, terms] of policies) {
      await runner.query(`drop policy ${name} on ${table}; create policy ${name} on ${table} ${terms}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, table] of policies) {
      const terms = former[`${name} ${table}` as keyof typeof former];
      await runner.query(`drop policy ${name} on ${table}; create policy ${name} on ${table} ${terms}`);
    }
    await runner.query(`
      drop function announce_referrals cascade;
      drop function hand_over_case, carry_over, withdraw_consent, settle_exchanges, end_exchanges, consent_allows, consent_holds`);
  }
}
