import type { MigrationInterface, QueryRunner } from 'typeorm';
// A trigger's condition may not hold a query, as what the policies ask by does.
const SOMEBODY = `coalesce(current_setting('ura.viewer_id', true), '') <> ''`;

/**
 * What opens a case to others, or shuts it, is a line in its owner's chain, whoever writes the row: the
 * triggers add it in the same transaction. Where nobody asks, as when the owner of the database arranges
 * something, no line could be in anybody's name; the service writes nothing without a viewer.
 */
export class GrantsInAudit1763800600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function audit_grant() returns trigger
        language plpgsql security definer set search_path = public, pg_temp
        as $$
          begin
            perform audit_append(jsonb_build_array(jsonb_build_object(
                      'organisationId', organisation_id, 'subjectId', id, 'action', tg_argv[0], 'reason', tg_argv[1],
                      'parts', to_jsonb(coalesce((select bundles from consent
                                                   where consent.id = (to_jsonb(new) ->> tg_argv[2])::uuid), '{}')))))
               from "case" where id = new.case_id;
            return null;
          end
        $$;
      revoke all on function audit_grant from public;
      create trigger audit_granted after insert on consent
        for each row when (new.granted_on is not null and ${SOMEBODY})
        execute function audit_grant('GRANT', 'CONSENT', 'id');
      create trigger audit_withdrawn after update on consent
        for each row when (old.withdrawn_at is null and new.withdrawn_at is not null and ${SOMEBODY})
        execute function audit_grant('WITHDRAW', 'CONSENT', 'id');
      create trigger audit_sent after insert on referral
        for each row when (${SOMEBODY}) execute function audit_grant('GRANT', 'REFERRAL', 'consent_id');
      create trigger audit_offered after insert on transfer
        for each row when (${SOMEBODY}) execute function audit_grant('GRANT', 'TRANSFER', 'consent_id');
      create trigger audit_handed_over after update on transfer
        for each row when (old.status <> 'ACCEPTED' and new.status = 'ACCEPTED' and ${SOMEBODY})
        execute function audit_grant('TRANSFER', 'ACCEPTED', 'consent_id');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function audit_grant cascade');
  }
}
