import { blindIndex, type KeyService, normaliseName, PersonKeys } from '@ura/vault';
import type { EntityManager } from 'typeorm';
import type { Case } from '../case/case.entity';
import { NameMark, SealedSurvivor, type SurvivorColumn, survivorColumns } from './sealed-survivor.entity';
import { openAll, sealAll, type Texts } from './sealing';
import { fullNames, refuseUnderHold } from './survivor.rules';

export const SURVIVOR = { table: 'survivor', columns: survivorColumns } as const;

/** What the marks are for by which somebody is found by name. */
export const NAME = 'survivor.name';

const NOTHING = Object.fromEntries(survivorColumns.map(column => [column, null])) as Texts<SurvivorColumn>;

/** Seals what is given of her under the key of her case, beside what is kept already, and marks her names anew. */
export const storeIdentity = async (
  manager: EntityManager,
  service: KeyService,
  found: Pick<Case, 'id' | 'organisationId' | 'legalHold'>,
  given: Partial<Texts<SurvivorColumn>>,
): Promise<void> => {
  const { id: caseId, organisationId } = found;
  using keys = new PersonKeys(service);
  const key = await keys.make(manager, { organisationId, personId: caseId });
  const place = { table: SURVIVOR.table, caseId };
  const row = await manager.findOneBy(SealedSurvivor, { caseId });
  const earlier = row ? openAll(key, place, survivorColumns, row) : NOTHING;
  refuseUnderHold(found, earlier, given);
  const texts = { ...earlier, ...given };
  const sealed = sealAll(key, place, survivorColumns, texts);
  await manager.upsert(SealedSurvivor, { caseId, ...sealed, recordedAt: () => 'now()' }, ['caseId']);
  await manager.delete(NameMark, { caseId });
  const names = [...new Set(fullNames(texts).map(normaliseName))].filter(Boolean);
  for (const text of names) {
    const mark = await blindIndex(service, { holder: organisationId, purpose: NAME, text });
    await manager.insert(NameMark, { caseId, mark });
  }
};
