import type { EntityManager } from 'typeorm';

/**
 * Forgets, a day after they came to their end, holds and requests with what they said of people. What
 * remains of a hold is a count by month; what remains of a stay is the shelter's own.
 */
export const purge = async (manager: EntityManager): Promise<void> => {
  const gone: { id: string }[] = await manager.query(
    `select id from bed_hold
      where (status = 'HELD' and expires_at <= now() - interval '24 hours')
         or (status not in ('HELD', 'CONFIRMED') and settled_at <= now() - interval '24 hours')
      order by id limit 1000 for update skip locked`,
  );
  const ids = gone.map(({ id }) => id);
  await manager.query('delete from claim where hold_id = any($1)', [ids]);
  await manager.query(
    `with purged as (delete from bed_hold where id = any($1) returning *)
     insert into hold_tally (shelter_id, requester_organisation_id, month, outcome, decline, organisation_id, holds)
     select shelter_id, requested_by_organisation_id, date_trunc('month', held_at at time zone 'Europe/Tirane')::date,
            case status when 'HELD' then 'EXPIRED' else status end, coalesce(decline, ''), organisation_id, count(*)
       from purged group by 1, 2, 3, 4, 5, 6
     on conflict (shelter_id, requester_organisation_id, month, outcome, decline)
     do update set holds = hold_tally.holds + excluded.holds`,
    [ids],
  );
  await manager.query(
    `delete from bed_request where settled_at <= now() - interval '24 hours'
        and status in ('PLACED', 'CANCELLED', 'UNMET')`,
  );
  await manager.query(`delete from need_ask where created_at <= now() - interval '24 hours'`);
  await manager.query(
    `update turned_away set key = null where key is not null and created_at <= now() - interval '24 hours'`,
  );
  await manager.query(`delete from idempotency_key where used_at <= now() - interval '48 hours'`);
  await manager.query(`delete from alarm where settled_at <= now() - interval '30 days'`);
};
