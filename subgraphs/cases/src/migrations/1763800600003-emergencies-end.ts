import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, VIEWER } from './who-asks';

const OWN = `organisation_id = ${ORGANISATION} and worker_id = ${VIEWER}`;
const IN_TIME = `until <= now() + interval '24 hours' and reviewed_at is null and is_ours(case_id)`;

/** An emergency access is to a case of one's own, ends within a day, and waits for its review. */
export class EmergenciesEnd1763800600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop policy adding on emergency_access;
      create policy adding on emergency_access for insert with check (${OWN} and ${IN_TIME})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop policy adding on emergency_access;
      create policy adding on emergency_access for insert with check (${OWN})`);
  }
}
