import type { DataSource, EntityManager } from 'typeorm';
import { clock } from '../claim/claim.service';

const FIRST_ROUND_MILLISECONDS = 60_000;

/**
 * What is to begin or end soon may be committed only after its moment: so long each moment is looked for
 * again, which is as long as a statement may take.
 */
const OVERLAP_MILLISECONDS = 10_000;

interface Round {
  readonly at: Date;
  /** What was said of the moments that the next round looks for again. */
  readonly told: ReadonlySet<string>;
}

/** When each process last looked at the clock. */
const lastRounds = new WeakMap<DataSource, Round>();

/**
 * Says what time alone changed since the last round: a hold that expired, a claim that began or ended,
 * an overflow bed that went away, an arrival that is late, figures that grew old. Nobody writes a row
 * for any of it. Several copies may say the same: a stream tells no answer twice.
 */
export const announcePassed = async (manager: EntityManager): Promise<void> => {
  const now = await clock(manager);
  const last = lastRounds.get(manager.connection);
  const since = last ? last.at.getTime() - OVERLAP_MILLISECONDS : now.getTime() - FIRST_ROUND_MILLISECONDS;
  const passed: { payload: string; of: string }[] = await manager.query(
    `with ended (shelter_id, of) as (
       select bed.shelter_id, concat_ws(' ', bed.id, kind, during, upper(during) <= $2)
         from claims_over(array(select id from bed), tstzrange($1, null)) as claim
         join bed on bed.id = claim.bed_id
        where upper(during) <= $2 or (lower(during) > $1 and lower(during) <= $2)
       union all
       select id, concat_ws(' ', confirmed_at, age)
         from shelter, unnest(array[interval '2 hours', interval '8 hours']) as age
        where confirmed_at + age > $1 and confirmed_at + age <= $2
     ), due (id, shelter_id, of) as (
       select id, shelter_id, concat_ws(' ', id, status, expires_at, arrive_by) from bed_hold
        where (status = 'HELD' and expires_at > $1 and expires_at <= $2)
           or (status = 'CONFIRMED' and arrive_by > $1 and arrive_by <= $2)
     )
     select topic || ' ' || shelter_id as payload, of from ended, unnest(array['beds', 'board']) as topic
     union all
     select 'hold ' || id, of from due
     union all
     select 'board ' || shelter_id, of from due`,
    [new Date(since), now],
  );
  const news = passed.filter(({ payload, of }) => !last?.told.has(`${payload} ${of}`));
  if (news.length > 0) {
    const payloads = news.map(({ payload }) => payload);
    await manager.query(`select pg_notify('changes', payload) from unnest($1::text[]) as payload`, [
      payloads,
    ]);
  }
  const told = new Set(passed.map(({ payload, of }) => `${payload} ${of}`));
  lastRounds.set(manager.connection, { at: now, told });
};
