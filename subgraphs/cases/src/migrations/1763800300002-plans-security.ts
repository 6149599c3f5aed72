import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, opens, type Policy, role, secure, unsecure, works } from './who-asks';

// Rows of one table that belong to different parts of a case.
const OF_PART: Policy = {
  read: 'part = any(case_parts(case_id))',
  add: 'part = any(case_work(case_id))',
  change: 'part = any(case_work(case_id))',
};

const tables: Readonly<Record<string, Policy>> = {
  assessment: { ...OF_PART, change: 'false' },
  plan_goal: OF_PART,
  service_record: { ...OF_PART, change: 'false' },
  follow_up: { read: opens('PROTECTION'), add: works('PROTECTION'), change: works('PROTECTION') },
  service_offer: { read: `${ORGANISATION} is not null` },
};

/** Who sees and changes what is assessed, planned, given and followed up, after the parts of the case. */
export class PlansSecurity1763800300002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await secure(runner, tables);
    // How much an organisation has to do is known to more of its people than the cases are. Those that
    // even a supervisor does not see are not in it, so that a figure tells of none.
    await runner.query(`
      create function caseload() returns table (status text, count bigint)
        language sql stable security definer set search_path = public, pg_temp
        as $$ select status, count(*) from "case"
               where organisation_id = ${ORGANISATION} and not restricted
                 and ${role('SUPERVISOR', 'CASE_MANAGER', 'DATA_OFFICER')}
               group by status order by status $$;
      revoke all on function caseload from public;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function caseload');
    await unsecure(runner, tables);
  }
}
