import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BedsKept1763776800000 } from './1763776800000-beds-kept';

const ORGANISATION = `nullif(current_setting('ura.organisation_id', true), '')::uuid`;
const ROLES = `string_to_array(coalesce(current_setting('ura.roles', true), ''), ',')`;

/**
 * A worker's request that waits told everybody who signed in how many beds that worker keeps. It tells
 * those only who may see the request and offer for it: a shelter's staff, where they have a shelter.
 */
export class BedsKeptToOfferers1763780400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function beds_kept(worker uuid, organisation uuid, at timestamptz)
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
               and (bed_request.status = 'OPEN' or (bed_request.status = 'OFFERED' and answer_by <= at))
               and ${ROLES} && array['SHELTER_STAFF', 'SHELTER_MANAGER']
               and exists (select from shelter
                            where shelter.organisation_id = ${ORGANISATION}
                              and shelter.country = coalesce(bed_request.country, shelter.country)))
        $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function beds_kept');
    await new BedsKept1763776800000().up(runner);
  }
}
