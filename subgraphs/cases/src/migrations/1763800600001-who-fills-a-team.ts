import type { MigrationInterface, QueryRunner } from 'typeorm';
import { VIEWER, works } from './who-asks';

const WORKS_ON_ALL = `case_work(case_id) @> array['TEAM', 'PROTECTION', 'HEALTH', 'REINTEGRATION']`;
const HAS_OPENED = `${works('TEAM')} and exists (
  select from "case" where "case".id = team_member.case_id and opened_by_id = ${VIEWER})`;
const FILLS = `${WORKS_ON_ALL} or ${HAS_OPENED}`;

/**
 * A place in a team is given by whoever works on the whole case, or opened it: not by everybody in it, who
 * could give themselves what their work does not need.
 */
export class WhoFillsATeam1763800600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop policy adding on team_member;
      drop policy changing on team_member;
      create policy adding on team_member for insert with check (${FILLS} or just_opened(case_id));
      create policy changing on team_member for update using (${FILLS}) with check (${FILLS});
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop policy adding on team_member;
      drop policy changing on team_member;
      create policy adding on team_member for insert with check (${works('TEAM')} or just_opened(case_id));
      create policy changing on team_member for update using (${works('TEAM')}) with check (${works('TEAM')});
    `);
  }
}
