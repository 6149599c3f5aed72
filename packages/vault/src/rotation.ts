import type { ScopedDatabase } from '@ura/database';
import type { EntityManager } from 'typeorm';
import { onlyFailure, VaultFailure } from './failure';
import type { KeyService, WrappedKey } from './key-service';
import { PersonKey } from './person-key.entity';
import { rewrapped } from './person-keys';

const BATCH = 200;

/**
 * Wraps an organisation's data keys that are still under an earlier version under the current one; what
 * they seal is not touched. Each batch is a transaction of its own, and rows that somebody else has in
 * hand are passed over: several copies may run, and one that is interrupted is simply begun again.
 * A key that does not open is left as it is and does not stop the others: VaultFailure is thrown at the
 * end. Returns how many keys this run wrapped anew; `versionsInUse` says whether any are left.
 */
export const rewrap = async (
  database: Pick<ScopedDatabase, 'run'>,
  service: KeyService,
  organisationId: string,
): Promise<number> => {
  const current = await service.currentVersion(organisationId);
  let count = 0;
  let after: string | undefined = FIRST;
  const failures: VaultFailure[] = [];
  while (after) {
    const from: string = after;
    const { last, keys } = await database.run(async manager => {
      const rows = await earlier(manager, { organisationId, current, from });
      const outcomes = await Promise.all(
        rows.map(row => rewrapped(service, row, organisationId).catch(onlyFailure)),
      );
      await store(manager, rows, outcomes);
      return { last: rows.at(-1)?.personId, keys: outcomes };
    });
    const failed = keys.filter(key => key instanceof VaultFailure);
    failures.push(...failed);
    count += keys.length - failed.length;
    after = last;
  }
  if (failures[0]) {
    throw new VaultFailure(
      `${failures.length} keys of organisation ${organisationId} stay under an earlier version. ${failures[0].message}`,
    );
  }
  return count;
};

/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

// Never back to an earlier version: two copies with different rings would undo each other's work for ever.
const earlier = (
  manager: EntityManager,
  chosen: { readonly organisationId: string; readonly current: number; readonly from: string },
) =>
  manager
    .createQueryBuilder(PersonKey, 'key')
    .where('key.organisation_id = :organisationId and key.key_version < :current', chosen)
    .andWhere('key.wrapped is not null and key.person_id > :from', chosen)
    .orderBy('key.personId')
    .limit(BATCH)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();

async function store(
  manager: EntityManager,
  rows: readonly PersonKey[],
  keys: readonly (WrappedKey | VaultFailure)[],
): Promise<void> {
  const fresh = rows.flatMap(({ personId }, at) => {
    const key = keys[at];
    return key && 'wrapped' in key ? [{ personId, ...key }] : [];
  });
  await manager.query(
    `update person_key set key_version = fresh.version, wrapped = fresh.wrapped
       from unnest($1::uuid[], $2::int[], $3::bytea[]) as fresh (person_id, version, wrapped)
      where person_key.person_id = fresh.person_id`,
    [fresh.map(key => key.personId), fresh.map(key => key.version), fresh.map(key => key.wrapped)],
  );
}

export interface VersionInUse {
  readonly organisationId: string;
  readonly version: number;
  /** How many people's keys are wrapped under it. At 0 the service needs the version no more. */
  readonly keys: number;
  /**
   * How many people were erased while their keys were under it. Their erasure reaches the backups only
   * when this version, and every one before it, is destroyed.
   */
  readonly erased: number;
}

/** The versions of organisations' keys that stored rows name, as far as the transaction may see them. */
export const versionsInUse = (manager: EntityManager): Promise<VersionInUse[]> =>
  manager.query(
    `select organisation_id as "organisationId", key_version as version,
            count(wrapped)::int as keys, count(destroyed_at)::int as erased
       from person_key group by organisation_id, key_version order by organisation_id, key_version`,
  );
