import type { DataSource, EntityManager } from 'typeorm';
import { clock } from '../claim/claim.service';

const FIRST_ROUND_MILLISECONDS = 60_000;

/** When each process last looked at the clock. */
const lastRounds = new WeakMap<DataSource, Date>();

/**
 * Says what time alone changed since the last round: a hold that expired, a claim that began or ended,
 * an overflow bed that went away, an arrival that is late, figures that grew old. Nobody writes a row
 * for any of it. Several copies may say the same: a stream tells no answer twice.
 */
export const announcePassed = async (manager: EntityManager): Promise<void> => {
  const now = await clock(manager);
  const since = lastRounds.get(manager.connection) ?? new Date(now.getTime() - FIRST_ROUND_MILLISECONDS);
  await manager.query(
    `with ended (shelter_id) as (
       select bed.shelter_id from claims_over(array(select id from bed), tstzrange($1, null)) as claim
         join bed on bed.id = claim.bed_id
        where upper(during) <= $2 or (lower(during) > $1 and lower(during) <= $2)
       union all
       select id from shelter, unnest(array[interval '2 hours', interval '8 hours']) as age
        where confirmed_at + age > $1 and confirmed_at + age <= $2
     ), due (id, shelter_id) as (
       select id, shelter_id from bed_hold
        where (status = 'HELD' and expires_at > $1 and expires_at <= $2)
           or (status = 'CONFIRMED' and arrive_by > $1 and arrive_by <= $2)
     )
     select pg_notify('changes', told) from (
       select topic || ' ' || shelter_id as told from ended, unnest(array['beds', 'board']) as topic
       union
       select 'hold ' || id from due
       union
       select 'board ' || shelter_id from due
     ) as each`,
    [since, now],
  );
  lastRounds.set(manager.connection, now);
};
