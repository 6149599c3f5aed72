import { record } from '@ura/audit';
import { type KeyService, PersonKey, PersonKeys } from '@ura/vault';
import type { EntityManager } from 'typeorm';
import { tell } from '../timeline/timeline.service';
import type { ErasureReason } from './erasure.entity';

/**
 * Destroys the key under which everything about somebody is sealed, and whatever they could be found by.
 * Again, and where nothing was recorded, it does nothing. Whether it may be done is asked before.
 */
export const forgetSurvivor = async (
  manager: EntityManager,
  service: KeyService,
  { id: caseId, organisationId }: { readonly id: string; readonly organisationId: string },
  { reason, actorId }: { readonly reason: ErasureReason; readonly actorId: string | null },
): Promise<void> => {
  const key = await manager.findOneBy(PersonKey, { personId: caseId });
  if (!key || key.destroyedAt) return;
  using keys = new PersonKeys(service);
  await keys.destroy(manager, caseId);
  await manager.query('select forget_survivor($1)', [caseId]);
  await tell(manager, { caseId, kind: 'IDENTITY_ERASED', part: 'RECORD', detail: reason, actorId });
  await record(manager, [{ organisationId, action: 'ERASE', subjectId: caseId, reason }]);
};
