import type { Member } from '@ura/access';
import { newId, type ScopedDatabase } from '@ura/database';
import { Limited } from '@ura/errors';
import { raise } from '../alarm/alarm.service';

const ASKS_PER_HOUR = 30;

/**
 * Counts that a worker asks for beds with a case reference, and refuses what is too much in an hour:
 * whoever tries one reference after the other wants to find out who is where. The count and the alarm
 * for the data officer have a transaction of their own, so that an ask that ends in a refusal counts
 * as well. Call it before the work, with a reference or without: it takes the same steps.
 */
export const countProbe = async (
  database: ScopedDatabase,
  viewer: Member,
  caseRef: string | null | undefined,
): Promise<void> => {
  const retryAt = await database.run(async manager => {
    // Without a reference nothing is counted, so nobody need wait: the lock is on nobody.
    const turn = caseRef ? viewer.id : newId();
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('probe ' || $1, 0))`, [turn]);
    const [hour]: { isOver: boolean; retryAt: Date; name: string }[] = await manager.query(
      `with hour as (
         select count(*) >= $2 as is_over, min(created_at) + interval '1 hour' as retry_at
           from need_ask where viewer_id = $1 and created_at > now() - interval '1 hour'
       ), counted as (
         insert into need_ask (id, viewer_id, organisation_id)
         select $3, $1, $4 from hour where $5::boolean and not is_over
       )
       select is_over as "isOver", retry_at as "retryAt", to_char(now(), 'YYYY-MM-DD HH24') as name from hour`,
      [viewer.id, ASKS_PER_HOUR, newId(), viewer.organisationId, Boolean(caseRef)],
    );
    const { isOver, retryAt, name } = hour!;
    if (!caseRef || !isOver) return undefined;
    await raise(manager, {
      kind: 'PROBING',
      tier: 'MANAGER',
      organisationId: viewer.organisationId,
      workerId: viewer.id,
      key: `PROBING ${viewer.id} ${name}`,
    });
    return retryAt;
  });
  if (retryAt) throw new Limited('That is too many searches with a case reference in one hour.', retryAt);
};
