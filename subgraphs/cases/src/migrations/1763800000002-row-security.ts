import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  EFFECTIVE,
  ORGANISATION,
  opens,
  type Policy,
  RECEIVED,
  role,
  secure,
  unsecure,
  VIEWER,
  works,
} from './who-asks';

const OWN_KEY = `organisation_id = ${ORGANISATION} and viewer_id = ${VIEWER}`;
const OWN_CASES = `organisation_id = ${ORGANISATION} and
  ((${role('SUPERVISOR')} and not restricted) or ${role('DATA_OFFICER')})`;
// Whoever opens a case must be able to put themselves into its team, in the same transaction.
const JUST_OPENED = `(organisation_id = ${ORGANISATION} and opened_by_id = ${VIEWER} and created_at = now())`;

const tables: Readonly<Record<string, Policy>> = {
  place: { read: `${ORGANISATION} is not null` },
  case: {
    read: `(${OWN_CASES}) or ${JUST_OPENED} or id in (select my_cases())`,
    add: `organisation_id = ${ORGANISATION} and opened_by_id = ${VIEWER}`,
    change: `organisation_id = ${ORGANISATION} and case_work(id) <> '{}'`,
  },
  team_member: {
    read: `worker_id = ${VIEWER} or ${opens('TEAM')}`,
    add: `${works('TEAM')} or just_opened(case_id)`,
    change: works('TEAM'),
  },
  consent: { read: opens('TEAM'), add: works('TEAM'), change: works('TEAM') },
  referral: {
    read: `${RECEIVED} or ${opens('TEAM')}`,
    add: `from_organisation_id = ${ORGANISATION} and ${works('TEAM')}`,
    change: `${RECEIVED} or ${works('TEAM')}`,
  },
  transfer: {
    read: `${RECEIVED} or ${opens('TEAM')}`,
    add: `from_organisation_id = ${ORGANISATION} and ${works('TEAM')}`,
    change: `${RECEIVED} or ${works('TEAM')}`,
  },
  emergency_access: {
    read: `organisation_id = ${ORGANISATION} and (worker_id = ${VIEWER} or ${role('DATA_OFFICER')} or ${opens('TEAM')})`,
    add: `organisation_id = ${ORGANISATION} and worker_id = ${VIEWER}`,
    change: `organisation_id = ${ORGANISATION} and worker_id <> ${VIEWER} and ${role('DATA_OFFICER', 'SUPERVISOR')}`,
  },
  timeline_event: {
    read: `part = any(case_parts(case_id))`,
    add: `case_work(case_id) <> '{}' or just_opened(case_id) or to_me(case_id)`,
  },
  idempotency_key: { read: OWN_KEY, add: OWN_KEY, change: OWN_KEY, remove: OWN_KEY },
};

const STAFF_PARTS = `
  select parts_of_function(member.function) as parts
    from team_member member join "case" of_team on of_team.id = member.case_id
   where member.case_id = asked and member.worker_id = ${VIEWER} and member.ended_at is null
     and of_team.organisation_id = ${ORGANISATION}
  union all
  select array['RECORD','TEAM','BASICS','PROTECTION','HEALTH','REINTEGRATION']
    from "case" supervised
   where supervised.id = asked and supervised.organisation_id = ${ORGANISATION}
     and not supervised.restricted and ${role('SUPERVISOR')}`;

const EMERGENCIES = `
  select access.case_id from emergency_access access join "case" in_emergency on in_emergency.id = access.case_id
   where access.worker_id = ${VIEWER} and access.until > now() and in_emergency.organisation_id = ${ORGANISATION}`;

// Referrals and transfers that are under way, to who asks.
const EXCHANGES = `
  select case_id, consent_id from referral
   where ${RECEIVED} and status in ('SENT', 'ACKNOWLEDGED', 'ACCEPTED', 'IN_SERVICE')
     and (status <> 'SENT' or answer_by > now())
  union all
  select case_id, consent_id from transfer where ${RECEIVED} and status = 'OFFERED'`;

const definer = (name: string, result: string, body: string) => `
  create function ${name} returns ${result}
    language sql stable security definer set search_path = public, pg_temp
    as $$ ${body} $$;`;

/**
 * Who sees what of a case, as the database says it. The rules in `part.rules.ts` say the same, and a test
 * holds the two against each other. The functions are the owner's, so that asking who may see a case does
 * not ask itself.
 */
export class RowSecurity1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function parts_of_function(function text) returns text[] language sql immutable as $$
        select array['RECORD', 'TEAM', 'BASICS'] || case function
          when 'CASE_MANAGER' then array['PROTECTION', 'HEALTH', 'REINTEGRATION', 'IDENTITY']
          when 'SOCIAL_WORKER' then array['PROTECTION', 'HEALTH', 'REINTEGRATION', 'IDENTITY']
          when 'PSYCHOLOGIST' then array['PROTECTION', 'HEALTH', 'IDENTITY']
          when 'HEALTH_WORKER' then array['HEALTH', 'IDENTITY']
          when 'LAWYER' then array['PROTECTION', 'IDENTITY']
          when 'SHELTER_WORKER' then array['PROTECTION']
          when 'EDUCATION_WORKER' then array['REINTEGRATION']
          when 'EMPLOYMENT_WORKER' then array['REINTEGRATION']
        end
      $$`);
    await runner.query(
      definer(
        'case_parts(asked uuid)',
        'text[]',
        `select coalesce(array_agg(distinct part), '{}') from (${STAFF_PARTS}
          union all
          select array['RECORD','TEAM','BASICS','PROTECTION','HEALTH','REINTEGRATION','IDENTITY']
            from (${EMERGENCIES}) as emergency where emergency.case_id = asked
          union all
          select array['RECORD'] from "case"
           where id = asked and organisation_id = ${ORGANISATION} and ${role('DATA_OFFICER')}
          union all
          select consent.bundles from (${EXCHANGES}) as exchange
            join consent on consent.id = exchange.consent_id
           where exchange.case_id = asked and ${EFFECTIVE}
        ) as ways (parts), unnest(parts) as part`,
      ) +
        definer(
          'case_work(asked uuid)',
          'text[]',
          `select coalesce(array_agg(distinct part), '{}') from (${STAFF_PARTS}) as ways (parts), unnest(parts) as part`,
        ) +
        definer(
          'my_cases()',
          'setof uuid',
          `select member.case_id from team_member member join "case" on "case".id = member.case_id
             where member.worker_id = ${VIEWER} and member.ended_at is null and "case".organisation_id = ${ORGANISATION}
           union
           select case_id from (${EMERGENCIES}) as emergency
           union
           select exchange.case_id from (${EXCHANGES}) as exchange join consent on consent.id = exchange.consent_id
            where ${EFFECTIVE}`,
        ) +
        definer(
          'just_opened(asked uuid)',
          'boolean',
          `select exists (select from "case" where id = asked and ${JUST_OPENED})`,
        ) +
        definer(
          'to_me(asked uuid)',
          'boolean',
          `select exists (select from referral where case_id = asked and ${RECEIVED})
               or exists (select from transfer where case_id = asked and ${RECEIVED})`,
        ) +
        definer(
          'case_ways(asked uuid)',
          'jsonb',
          `select jsonb_build_object(
             'team', (select coalesce(jsonb_agg(jsonb_build_object('function', function, 'endedAt', ended_at)), '[]')
                        from team_member where case_id = asked and worker_id = ${VIEWER}),
             'emergencies', (select coalesce(jsonb_agg(jsonb_build_object('until', until)), '[]')
                               from emergency_access where case_id = asked and worker_id = ${VIEWER}),
             'grants', (select coalesce(jsonb_agg(jsonb_build_object(
                 'exchange', jsonb_build_object('kind', exchange.kind, 'status', exchange.status),
                 'answerBy', exchange.answer_by, 'purposes', consent.purposes,
                 'bundles', consent.bundles, 'grantedOn', consent.granted_on,
                 'validTo', consent.valid_to, 'refusedAt', consent.refused_at, 'withdrawnAt', consent.withdrawn_at,
                 'supersededAt', consent.superseded_at, 'recipientPeople', exchange.recipient_people,
                 'exceptPeople', exchange.except_people)), '[]')
               from (select 'REFERRAL' as kind, consent_id, status, answer_by, recipient_people, except_people from referral
                      where case_id = asked and to_organisation_id = ${ORGANISATION}
                     union all
                     select 'TRANSFER', consent_id, status, null, recipient_people, except_people from transfer
                      where case_id = asked and to_organisation_id = ${ORGANISATION}) as exchange
               join consent on consent.id = exchange.consent_id))`,
        ) +
        // A shelter sees that the case behind a stay has ended, and nothing else of it.
        definer(
          'case_has_ended(ref uuid)',
          'boolean',
          `select status in ('CLOSED', 'TRANSFERRED') from "case" where shelters_ref = ref`,
        ) +
        `revoke all on function case_parts, case_work, my_cases, just_opened, to_me, case_ways, case_has_ended from public;`,
    );
    await runner.query(`
      create function look_at_cases(ids uuid[], parts text[]) returns void
        language sql volatile set search_path = public, pg_temp
        as $$
          select audit_append(jsonb_agg(jsonb_build_object(
                   'organisationId', organisation_id, 'subjectId', id, 'parts', looked.parts,
                   'action', case when is_identity then 'READ_IDENTITY' else 'READ' end)))
            from (select id, part = 'IDENTITY' as is_identity, array_agg(part) as parts
                    from unnest(ids, parts) as look (id, part) group by 1, 2) as looked
            join "case" using (id)
          having count(*) > 0
        $$`);
    await secure(runner, tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await unsecure(runner, tables);
    await runner.query(
      'drop function look_at_cases, case_has_ended, case_ways, to_me, just_opened, my_cases, case_work, case_parts, parts_of_function',
    );
  }
}
