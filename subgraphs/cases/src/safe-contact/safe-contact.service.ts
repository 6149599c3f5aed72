import type { Viewer } from '@ura/access';
import { record } from '@ura/audit';
import { Forbidden, Invalid } from '@ura/errors';
import { type KeyService, PersonKeys } from '@ura/vault';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import { Case } from '../case/case.entity';
import { caseForWork } from '../case/case.service';
import type { CaseDesk } from '../case/case-desk.service';
import { fingerprint } from '../survivor/fingerprint';
import type { Opened, SealedFile } from '../survivor/sealed-file.service';
import { joined, parted, sealAll, type Texts } from '../survivor/sealing';
import { mayRecordIdentity, refuseHandedOver } from '../survivor/survivor.rules';
import { tell } from '../timeline/timeline.service';
import type { SafeContact } from './safe-contact.entity';
import type { RecordSafeContactInput } from './safe-contact.inputs';
import { type SafeContactColumn, SealedSafeContact, safeContactColumns } from './sealed-safe-contact.entity';

export const SAFE_CONTACT = { table: 'safe_contact', columns: safeContactColumns } as const;

type Contact = Pick<SealedSafeContact, 'channel' | 'mayLeaveMessage'> & {
  readonly texts: Texts<SafeContactColumn>;
};

/** Seals how she is reached under the key of her case, in place of what was kept. */
export const storeSafeContact = async (
  manager: EntityManager,
  service: KeyService,
  { id: caseId, organisationId }: Pick<Case, 'id' | 'organisationId'>,
  { texts, ...how }: Contact,
): Promise<void> => {
  using keys = new PersonKeys(service);
  const key = await keys.make(manager, { organisationId, personId: caseId });
  const sealed = sealAll(key, { table: SAFE_CONTACT.table, caseId }, safeContactColumns, texts);
  const row = { ...how, ...sealed, caseId, recordedAt: () => 'now()' };
  await manager.upsert(SealedSafeContact, row, ['caseId']);
  await manager.update(Case, { id: caseId }, { safeContactAt: () => 'now()' });
};

/** How survivors are reached safely. */
export class SafeContactService {
  private readonly contacts = new DataLoader<string, Opened<SafeContactColumn, SealedSafeContact> | null>(
    ids => this.sealed.open<SafeContactColumn, SealedSafeContact>(SealedSafeContact, SAFE_CONTACT, ids),
  );

  constructor(
    private readonly desk: CaseDesk,
    private readonly sealed: SealedFile,
    private readonly keys: KeyService,
    private readonly viewer: Viewer,
  ) {}

  /** Null where nothing is recorded, it is hidden, or it was erased. */
  async of(caseId: string): Promise<SafeContact | null> {
    const found = await this.contacts.load(caseId);
    if (!found) return null;
    const { row, texts } = found;
    const { channel, mayLeaveMessage, recordedAt } = row;
    return { ...texts, languages: parted(texts.languages), channel, mayLeaveMessage, recordedAt };
  }

  forget(caseId: string): void {
    this.contacts.clear(caseId);
  }

  async record(input: RecordSafeContactInput): Promise<Case> {
    const { caseId, channel } = input;
    this.forget(caseId);
    const remembered = await fingerprint(this.keys, this.viewer, input);
    return this.desk.change('recordSafeContact', remembered, async (manager, viewer) => {
      const found = await caseForWork(manager, viewer, caseId);
      if (!mayRecordIdentity(viewer, found)) throw new Forbidden();
      refuseHandedOver(found);
      if (!input.reach) throw new Invalid('input.reach', 'Say the number, the address or the place.');
      const { organisationId } = found;
      const texts = {
        reach: input.reach.trim(),
        hours: input.hours ?? null,
        whoMayAnswer: input.whoMayAnswer?.trim() ?? null,
        codeWord: input.codeWord?.trim() ?? null,
        languages: joined(input.languages ?? []),
      };
      const contact = { channel, mayLeaveMessage: input.mayLeaveMessage ?? false, texts };
      await storeSafeContact(manager, this.keys, found, contact);
      await tell(manager, { caseId, kind: 'SAFE_CONTACT_RECORDED', part: 'IDENTITY', actorId: viewer.id });
      await record(manager, [
        { organisationId, action: 'RECORD_IDENTITY', subjectId: caseId, parts: ['SAFE_CONTACT'] },
      ]);
      return caseId;
    });
  }
}
