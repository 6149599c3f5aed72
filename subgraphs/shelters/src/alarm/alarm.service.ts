import { newId } from '@ura/database';
import type { EntityManager } from 'typeorm';
import type { Alarm } from './alarm.entity';

/** What is raised: its kind, whose it is, what it is about, and a key so that it is raised once. */
export type NewAlarm = Pick<Alarm, 'kind' | 'tier' | 'organisationId' | 'key'> &
  Partial<Pick<Alarm, 'shelterId' | 'holdId' | 'stayId' | 'workerId'>>;

/** Raises an alarm within a transaction. The same key again raises nothing. */
export const raise = async (manager: EntityManager, alarm: NewAlarm): Promise<void> => {
  await manager.query(
    `insert into alarm (id, kind, tier, organisation_id, key, shelter_id, hold_id, stay_id, worker_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      newId(),
      alarm.kind,
      alarm.tier,
      alarm.organisationId,
      alarm.key,
      alarm.shelterId ?? null,
      alarm.holdId ?? null,
      alarm.stayId ?? null,
      alarm.workerId ?? null,
    ],
  );
};
