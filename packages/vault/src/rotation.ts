import type { ScopedDatabase } from '@ura/database';
import type { EntityManager } from 'typeorm';
import type { KeyService } from './key-service';
import { PersonKey } from './person-key.entity';
import { rewrapped } from './person-keys';

const BATCH = 200;

/**
 * Wraps an organisation's data keys that are still under an earlier version under the current one; what
 * they seal is not touched. Each batch is a transaction of its own, and rows that somebody else has in
 * hand are passed over: several copies may run, and one that is interrupted is simply begun again.
 * Returns how many keys this run wrapped anew. It is done when `versionsInUse` names one version.
 */
export const rewrap = async (
  database: Pick<ScopedDatabase, 'run'>,
  service: KeyService,
  organisationId: string,
): Promise<number> => {
  let total = 0;
  for (;;) {
    const count = await database.run(manager => rewrapBatch(manager, service, organisationId));
    total += count;
    if (count === 0) return total;
  }
};

// Never back to an earlier version: two copies with different rings would undo each other's work for ever.
async function rewrapBatch(manager: EntityManager, service: KeyService, organisationId: string) {
  const current = await service.currentVersion(organisationId);
  const rows = await manager
    .createQueryBuilder(PersonKey, 'key')
    .where('key.organisation_id = :organisationId and key.key_version < :current', {
      organisationId,
      current,
    })
    .andWhere('key.wrapped is not null')
    .orderBy('key.personId')
    .limit(BATCH)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();
  const keys = await Promise.all(rows.map(row => rewrapped(service, row, organisationId)));
  await manager.query(
    `update person_key set key_version = fresh.version, wrapped = fresh.wrapped
       from unnest($1::uuid[], $2::int[], $3::bytea[]) as fresh (person_id, version, wrapped)
      where person_key.person_id = fresh.person_id`,
    [rows.map(row => row.personId), keys.map(key => key.version), keys.map(key => key.wrapped)],
  );
  return rows.length;
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
