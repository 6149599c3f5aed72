import { record } from '@ura/audit';
import { type KeyService, PersonKeys } from '@ura/vault';
import type { EntityManager } from 'typeorm';
import type { Case } from '../case/case.entity';
import { SAFE_CONTACT, storeSafeContact } from '../safe-contact/safe-contact.service';
import { SealedSafeContact, safeContactColumns } from '../safe-contact/sealed-safe-contact.entity';
import { SealedSurvivor, survivorColumns } from './sealed-survivor.entity';
import { SURVIVOR, storeIdentity } from './sealed-survivor.service';
import { openAll } from './sealing';

/**
 * Opens who she is while the offer still opens it to the viewer, and gives what seals it for the case that
 * they take over: under a key of its own, wrapped by its new owner. Where she did not allow IDENTITY the
 * policies show nothing, and nothing goes over.
 */
export const carriedIdentity = async (
  manager: EntityManager,
  service: KeyService,
  former: Pick<Case, 'id' | 'organisationId'>,
): Promise<(to: Pick<Case, 'id' | 'organisationId' | 'legalHold'>) => Promise<void>> => {
  using keys = new PersonKeys(service);
  const caseId = former.id;
  const key = await keys.one(manager, caseId);
  if (!key) return async () => undefined;
  const survivor = await manager.findOneBy(SealedSurvivor, { caseId });
  const contact = await manager.findOneBy(SealedSafeContact, { caseId });
  const who = survivor && openAll(key, { table: SURVIVOR.table, caseId }, survivorColumns, survivor);
  const reached = contact && openAll(key, { table: SAFE_CONTACT.table, caseId }, safeContactColumns, contact);
  return async to => {
    if (who) await storeIdentity(manager, service, to, who);
    if (contact && reached) {
      const { channel, mayLeaveMessage } = contact;
      await storeSafeContact(manager, service, to, { channel, mayLeaveMessage, texts: reached });
    }
    await record(manager, [
      {
        organisationId: former.organisationId,
        action: 'READ_IDENTITY',
        subjectId: caseId,
        reason: 'TRANSFER',
      },
      { organisationId: to.organisationId, action: 'RECORD_IDENTITY', subjectId: to.id, reason: 'TRANSFER' },
    ]);
  };
};
