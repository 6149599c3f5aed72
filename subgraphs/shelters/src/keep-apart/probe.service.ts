import type { Member } from '@ura/access';
import { newId, type ScopedDatabase } from '@ura/database';
import { Limited } from '@ura/errors';
import { raise } from '../alarm/alarm.service';

const ASKS_PER_HOUR = 30;

/**
 * Counts that a worker asks for beds with a case reference, and refuses what is too much in an hour:
 * whoever tries one reference after the other wants to find out who is where. The count and the alarm
 * for the data officer are kept in a transaction of their own, so that what is refused is counted
 * too. Call it before the transaction of the work, with a reference or without: it takes the same steps.
 */
export const countProbe = async (
  database: ScopedDatabase,
  viewer: Member,
  caseRef: string | null | undefined,
): Promise<void> => {
  const retryAt = await database.run(async manager => {
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('probe ' || $1, 0))`, [viewer.id]);
    const [earlier]: { asks: number; retryAt: Date }[] = await manager.query(
      `select count(*)::int as asks, min(created_at) + interval '1 hour' as "retryAt" from need_ask
        where viewer_id = $1 and created_at > now() - interval '1 hour'`,
      [viewer.id],
    );
    await manager.query(
      `insert into need_ask (id, viewer_id, organisation_id) select $1, $2, $3 where $4::boolean`,
      [newId(), viewer.id, viewer.organisationId, Boolean(caseRef) && earlier!.asks <= ASKS_PER_HOUR],
    );
    if (!caseRef || earlier!.asks < ASKS_PER_HOUR) return undefined;
    await raise(manager, {
      kind: 'PROBING',
      organisationId: viewer.organisationId,
      workerId: viewer.id,
      key: `PROBING ${viewer.id} ${earlier!.retryAt.toISOString()}`,
    });
    return earlier!.retryAt;
  });
  if (retryAt) throw new Limited('Too many searches with a case reference in one hour.', retryAt);
};
