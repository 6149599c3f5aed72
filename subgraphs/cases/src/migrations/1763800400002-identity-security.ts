import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  ORGANISATION,
  opens,
  type Policy,
  role,
  SYSTEM,
  secure,
  TODAY,
  unsecure,
  VIEWER,
  works,
} from './who-asks';

const OFFICER = `(organisation_id = ${ORGANISATION} and ${role('DATA_OFFICER')})`;
const SEALED: Policy = { read: opens('IDENTITY'), add: works('IDENTITY'), change: works('IDENTITY') };

const tables: Readonly<Record<string, Policy>> = {
  survivor: SEALED,
  safe_contact: SEALED,
  name_mark: { read: opens('IDENTITY'), add: works('IDENTITY'), remove: works('IDENTITY') },
  person_key: {
    read: `case_parts(person_id) && array['IDENTITY'] or ${OFFICER}`,
    add: `organisation_id = ${ORGANISATION} and case_work(person_id) && array['IDENTITY']`,
    change: OFFICER,
  },
  // Compared by the database alone: no service ever reads one.
  dedup_token: { read: 'false' },
  match_search: {
    read: `organisation_id = ${ORGANISATION}`,
    add: `organisation_id = ${ORGANISATION} and worker_id = ${VIEWER}`,
  },
  possible_match: { read: `organisation_id = ${ORGANISATION} and ${opens('TEAM')}` },
  retention_rule: { read: `${ORGANISATION} is not null` },
};

const definer = (name: string, result: string, body: string, kind = 'sql stable') => `
  create function ${name} returns ${result}
    language ${kind} security definer set search_path = public, pg_temp
    as $$ ${body} $$;`;

const HOLDS = `granted_on <= ${TODAY} and valid_to >= ${TODAY} and withdrawn_at is null
  and refused_at is null and superseded_at is null and 'DEDUP' = any(purposes)`;

const FUNCTIONS = [
  // In an emergency a case is opened that is not open: whether it is there is for the owner's staff to learn.
  definer(
    'case_of_staff(asked uuid, asked_code text)',
    'uuid',
    `select id from "case" where (id = asked or code = asked_code) and organisation_id = ${ORGANISATION}
       and ${role('HOTLINE', 'MOBILE_UNIT', 'SHELTER_STAFF', 'CASE_MANAGER', 'SPECIALIST', 'PSYCHOLOGIST', 'SUPERVISOR')}`,
  ),
  definer(
    'is_ours(asked uuid)',
    'boolean',
    `select exists (select from "case" where id = asked and organisation_id = ${ORGANISATION})`,
  ),
  // Everything by which a name could be found or tried, besides the key, which the vault destroys.
  definer(
    'forget_survivor(asked uuid)',
    'void',
    `begin
       if not exists (select from "case" where id = asked and not legal_hold and (${OFFICER} or ${SYSTEM})) then
         raise insufficient_privilege using message = 'This identity is not for who asks to erase.';
       end if;
       delete from survivor where case_id = asked;
       delete from safe_contact where case_id = asked;
       delete from name_mark where case_id = asked;
       delete from dedup_token where case_id = asked;
       delete from idempotency_key where result_id = asked and operation in ('recordIdentity', 'recordSafeContact');
       update "case" set safe_contact_at = null where id = asked;
     end`,
    'plpgsql volatile',
  ),
  // Every row of every table that is about the case, those of tables that are yet to come included; but not
  // who reported it, whose safety it may be.
  definer(
    'export_case(asked uuid)',
    'jsonb',
    `declare
       kept jsonb := '{}';
       stored record;
       found jsonb;
     begin
       if not exists (select from "case" where id = asked and organisation_id = ${ORGANISATION}
                        and (${role('DATA_OFFICER')} or exists (
                          select from team_member where case_id = asked and worker_id = ${VIEWER}
                             and function = 'CASE_MANAGER' and ended_at is null))) then
         return null;
       end if;
       for stored in
         select class.relname as name, field.attname as key from pg_class class join pg_attribute field on attrelid = class.oid
          where relnamespace = 'public'::regnamespace and relkind = 'r' and not attisdropped
            and (attname = 'case_id' or (relname = 'case' and attname = 'id'))
            and relname not in ('concern', 'dedup_token', 'name_mark')
          order by class.relname
       loop
         execute format('select coalesce(jsonb_agg(to_jsonb(stored)), ''[]'') from %I as stored where %I = $1', stored.name, stored.key)
           into found using asked;
         kept := kept || jsonb_build_object(stored.name, found);
       end loop;
       return kept;
     end`,
    'plpgsql stable',
  ),
  // Keeps the tokens of a case for one consent, and compares. Both sides learn of each other, and nothing else.
  definer(
    'compare_survivor(asked uuid, asked_consent uuid, kept text[], sought text[])',
    'void',
    `declare
       own record;
       other record;
       lines jsonb := '[]';
     begin
       -- One after the other: of two who compare at once neither would see what the other keeps.
       perform pg_advisory_xact_lock(hashtextextended('compare survivors', 0));
       select consent.*, organisation_id into own from consent join "case" on "case".id = case_id
        where consent.id = asked_consent and case_id = asked and organisation_id = ${ORGANISATION}
          and case_work(case_id) && array['IDENTITY'] and ${HOLDS};
       if not found then
         raise insufficient_privilege using message = 'No consent allows to compare this survivor.';
       end if;
       delete from dedup_token where consent_id = own.id;
       insert into dedup_token (consent_id, token, case_id, organisation_id, recipient_id)
         select own.id, token, own.case_id, own.organisation_id, own.recipient_id from unnest(kept) as token;
       for other in
         select distinct token.case_id, token.organisation_id from dedup_token token join consent on consent.id = token.consent_id
          where token.token = any(sought) and token.organisation_id = own.recipient_id
            and token.recipient_id = own.organisation_id and token.case_id <> own.case_id and ${HOLDS}
       loop
         insert into possible_match (id, case_id, organisation_id, with_organisation_id)
           values (gen_random_uuid(), own.case_id, own.organisation_id, other.organisation_id),
                  (gen_random_uuid(), other.case_id, other.organisation_id, own.organisation_id)
           on conflict do nothing;
         if found then
           insert into timeline_event (id, case_id, kind, part, subject_id, actor_id)
             values (gen_random_uuid(), own.case_id, 'POSSIBLE_MATCH', 'TEAM', other.organisation_id, ${VIEWER}),
                    (gen_random_uuid(), other.case_id, 'POSSIBLE_MATCH', 'TEAM', own.organisation_id, null);
         end if;
         lines := lines || jsonb_build_object('organisationId', other.organisation_id, 'subjectId', other.case_id, 'action', 'MATCH');
       end loop;
       perform audit_append(lines || jsonb_build_object('organisationId', own.organisation_id, 'subjectId', own.case_id, 'action', 'MATCH'));
     end`,
    'plpgsql volatile',
  ),
  // What she was compared by before a correction is not what she is compared by.
  definer(
    'forget_tokens_of_case()',
    'trigger',
    'begin delete from dedup_token where case_id = new.case_id; return null; end',
    'plpgsql volatile',
  ),
  definer(
    'forget_tokens()',
    'trigger',
    'begin delete from dedup_token where consent_id = new.id; return null; end',
    'plpgsql volatile',
  ),
];

const NAMES =
  'case_of_staff, is_ours, forget_survivor, export_case, compare_survivor, forget_tokens, forget_tokens_of_case';

/** Who knows who a survivor is, who may open her case in an emergency, and how she is forgotten. */
export class IdentitySecurity1763800400002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of FUNCTIONS) await runner.query(text);
    await runner.query(`revoke all on function ${NAMES} from public`);
    await secure(runner, tables);
    await runner.query(`
      create trigger forget_tokens after update on consent for each row
        when (new.withdrawn_at is not null or new.superseded_at is not null or new.refused_at is not null
              or not 'DEDUP' = any(new.purposes))
        execute function forget_tokens();
      create trigger forget_tokens after update on survivor for each row execute function forget_tokens_of_case();
      create function announce_emergencies() returns trigger language plpgsql as $$
        begin
          perform pg_notify('changes', 'emergency ' || new.id);
          return null;
        end
      $$;
      create trigger announce after insert or update on emergency_access for each row
        execute function announce_emergencies();
      create policy officers on "case" for update using (${OFFICER}) with check (${OFFICER});
      create policy officers on timeline_event for insert
        with check (is_ours(case_id) and (${role('DATA_OFFICER')} or kind in ('EMERGENCY_OPENED', 'EMERGENCY_REVIEWED')));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop policy officers on timeline_event;
      drop policy officers on "case";
      drop function announce_emergencies cascade;
      drop trigger forget_tokens on consent;
      drop trigger forget_tokens on survivor;`);
    await unsecure(runner, tables);
    await runner.query(`drop function ${NAMES}`);
  }
}
