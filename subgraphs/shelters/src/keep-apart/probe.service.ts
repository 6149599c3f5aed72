import type { Member } from '@ura/access';
import { newId, type ScopedDatabase, type Statement } from '@ura/database';
import { Limited } from '@ura/errors';
import { raise } from '../alarm/alarm.service';

const ASKS_PER_HOUR = 30;

interface Ask {
  readonly viewer: Member;
  readonly caseRef?: string | null;
}

export interface Probed {
  readonly retryAt: Date | null;
}

/**
 * Counts who asks for beds with a case reference: whoever tries one reference after the other wants to
 * find out who is where. The second statement gives for each ask null, or where that is too much in an
 * hour, when to come again. Without a reference nothing is counted, by the same statements.
 */
export const countingProbes = (asks: readonly Ask[]): [Statement, Statement] => [
  {
    // One after the other for each worker; without a reference nobody need wait, and the lock is on nobody.
    text: `select pg_advisory_xact_lock(hashtextextended('probe ' || id, 0))
             from (select distinct unnest($1::uuid[]) as id order by id) asked`,
    values: [asks.map(({ viewer, caseRef }) => (caseRef ? viewer.id : newId()))],
  },
  {
    text: `with asked as (
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::boolean[])
                with ordinality as ask (id, viewer_id, organisation_id, is_counted, place)
     ), past as (
       select viewer_id, count(*) as asks, min(created_at) as first_at from need_ask
        where viewer_id = any($2) and created_at > now() - interval '1 hour' group by viewer_id
     ), judged as (
       select asked.*, coalesce(past.first_at, now()) + interval '1 hour' as retry_at,
              is_counted and coalesce(past.asks, 0)
                + row_number() over (partition by asked.viewer_id, is_counted order by place) > $5 as is_over
         from asked left join past using (viewer_id)
     ), counted as (
       insert into need_ask (id, viewer_id, organisation_id)
       select id, viewer_id, organisation_id from judged where is_counted and not is_over
     )
     select case when is_over then retry_at end as "retryAt" from judged order by place`,
    values: [
      asks.map(newId),
      asks.map(({ viewer }) => viewer.id),
      asks.map(({ viewer }) => viewer.organisationId),
      asks.map(({ caseRef }) => Boolean(caseRef)),
      ASKS_PER_HOUR,
    ],
  },
];

/** Throws Limited for who asked with too many references, after raising the data officer's alarm. */
export const refuseProbing = async (
  database: ScopedDatabase,
  viewer: Member,
  retryAt: Date | null,
): Promise<void> => {
  if (!retryAt) return;
  await database.run(async manager => {
    const [{ hour }] = await manager.query("select to_char(now(), 'YYYY-MM-DD HH24') as hour");
    await raise(manager, {
      kind: 'PROBING',
      tier: 'MANAGER',
      organisationId: viewer.organisationId,
      workerId: viewer.id,
      key: `PROBING ${viewer.id} ${hour}`,
    });
  });
  throw new Limited('That is too many searches with a case reference in one hour.', retryAt);
};

/**
 * Counts one ask, and refuses what is too much. The count has a transaction of its own, so that an ask
 * that ends in a refusal counts as well. Call it before the work, with a reference or without.
 */
export const countProbe = async (
  database: ScopedDatabase,
  viewer: Member,
  caseRef: string | null | undefined,
): Promise<void> => {
  const [, probed] = await database.together(...countingProbes([{ viewer, caseRef }]));
  await refuseProbing(database, viewer, (probed as Probed[])[0]?.retryAt ?? null);
};
