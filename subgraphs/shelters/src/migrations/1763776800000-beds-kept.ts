import type { MigrationInterface, QueryRunner } from 'typeorm';

const ORGANISATION = `nullif(current_setting('ura.organisation_id', true), '')::uuid`;

/**
 * How many beds a worker and an organisation keep, wherever they are: whoever offers them a bed does not
 * see the others. Two numbers, for an organisation of one's own, or while that worker's request waits;
 * for anybody else there is no row.
 */
export class BedsKept1763776800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function beds_kept(worker uuid, organisation uuid, at timestamptz)
        returns table (by_worker int, by_organisation int)
        language sql stable security definer set search_path = public, pg_temp
        as $$
          select count(*) filter (where hold.requested_by_id = worker)::int, count(*)::int
            from bed_hold hold join claim on claim.hold_id = hold.id
           where hold.requested_by_organisation_id = organisation
             and (hold.status = 'CONFIRMED' or (hold.status = 'HELD' and hold.expires_at > at))
          having organisation = ${ORGANISATION} or exists (
            select from bed_request
             where bed_request.requested_by_id = worker and bed_request.organisation_id = organisation
               and bed_request.status in ('OPEN', 'OFFERED'))
        $$;
      revoke all on function beds_kept from public;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function beds_kept');
  }
}
