import { randomBytes } from 'node:crypto';
import { Conflict, NotFound } from '@ura/errors';
import { type EntityManager, In, IsNull } from 'typeorm';
import { KEY_BYTES } from './cipher';
import { DataKey } from './data-key';
import { onlyFailure, VaultFailure } from './failure';
import type { KeyOwner, KeyService, WrappedKey } from './key-service';
import { PersonKey } from './person-key.entity';

/**
 * The keys of people's identities, for one request of one viewer. Keys once opened are kept until it is
 * disposed of (`using`), and their memory is then overwritten: one that lived longer, or served two
 * viewers, would open what row-level security hides.
 */
export class PersonKeys implements Disposable {
  private readonly opened = new Map<string, DataKey>();

  constructor(private readonly service: KeyService) {}

  /**
   * A person's key, made now when there is none yet; two at once get the same. Throws NotFound when it
   * was destroyed, or belongs to another organisation: an erased person is never begun again.
   */
  async make(manager: EntityManager, owner: KeyOwner): Promise<DataKey> {
    const bytes = randomBytes(KEY_BYTES);
    const { version, wrapped } = await this.service.wrap(owner, bytes);
    bytes.fill(0);
    await manager
      .createQueryBuilder()
      .insert()
      .into(PersonKey)
      .values({ ...owner, keyVersion: version, wrapped, destroyedAt: null })
      .orIgnore()
      .execute();
    const row = await manager.findOneBy(PersonKey, { ...owner });
    const key = row && (await this.of(row));
    if (!key) throw new NotFound();
    return key;
  }

  /** A person's key, or null where there is none, it is hidden, or it was destroyed: all the same. */
  async one(manager: EntityManager, personId: string): Promise<DataKey | null> {
    const [key] = await this.many(manager, [personId]);
    if (key instanceof VaultFailure) throw key;
    return key ?? null;
  }

  /**
   * As `one`, for many people in one statement and in their order, as a DataLoader wants it: a key that
   * does not open is a failure of that person's alone.
   */
  async many(
    manager: EntityManager,
    personIds: readonly string[],
  ): Promise<(DataKey | VaultFailure | null)[]> {
    const missing = [...new Set(personIds)].filter(id => !this.opened.has(id));
    const rows = missing.length > 0 ? await manager.findBy(PersonKey, { personId: In(missing) }) : [];
    const keys = await Promise.all(rows.map(row => this.of(row).catch(onlyFailure)));
    const found = new Map(rows.map((row, at) => [row.personId, keys[at]]));
    return personIds.map(id => this.opened.get(id) ?? found.get(id) ?? null);
  }

  /**
   * Gives a person's key from one organisation to another: afterwards it opens with that one's key alone,
   * and what it sealed stays as it is. Throws NotFound where there is no key, Conflict when it is no longer
   * the first one's. The row-level policies must let the transaction see it before and after.
   */
  async handOver(manager: EntityManager, { organisationId, personId }: KeyOwner, to: string): Promise<void> {
    const row = await manager.findOne(PersonKey, {
      where: { personId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!row) throw new NotFound();
    if (row.organisationId !== organisationId) throw new Conflict('This was handed over already.');
    const { version, wrapped } = await rewrapped(this.service, row, to);
    await manager.update(PersonKey, { personId }, { organisationId: to, keyVersion: version, wrapped });
  }

  /**
   * Destroys a person's key: from the end of this transaction on nothing that it sealed opens, here or
   * in any copy of the service. Destroying twice is destroying once.
   *
   * What it cannot reach is a backup made before, nor what PostgreSQL still keeps of the old row (its
   * log, a page not yet vacuumed): they hold the wrapped key, and open for whoever has the organisation's
   * key of that version. They become unreadable when that version is destroyed after a rotation;
   * `versionsInUse` says when it may be. Indexes and tokens made from the name are columns of the
   * subgraph, which empties them in the same transaction.
   */
  async destroy(manager: EntityManager, personId: string): Promise<void> {
    await manager.update(
      PersonKey,
      { personId, destroyedAt: IsNull() },
      { wrapped: null, destroyedAt: () => 'now()' },
    );
    this.forget(personId);
  }

  [Symbol.dispose](): void {
    for (const personId of this.opened.keys()) this.forget(personId);
  }

  /** A person's key from its row, read already; null where it was destroyed. */
  async of(row: PersonKey): Promise<DataKey | null> {
    const earlier = this.opened.get(row.personId);
    if (earlier) return earlier;
    const stored = storedKey(row);
    if (!stored) return null;
    const bytes = await this.service.unwrap(row, stored);
    // Another may have opened it in the meantime, and its key is the one that is given out.
    const key = this.opened.get(row.personId) ?? new DataKey(bytes);
    this.opened.set(row.personId, key);
    return key;
  }

  private forget(personId: string): void {
    this.opened.get(personId)?.[Symbol.dispose]();
    this.opened.delete(personId);
  }
}

/** A row's key wrapped for another organisation, or for the same one under its current version. */
export const rewrapped = async (service: KeyService, row: PersonKey, to: string): Promise<WrappedKey> => {
  const stored = storedKey(row);
  if (!stored) throw new NotFound();
  const bytes = await service.unwrap(row, stored);
  try {
    return await service.wrap({ organisationId: to, personId: row.personId }, bytes);
  } finally {
    bytes.fill(0);
  }
};

const storedKey = ({ keyVersion, wrapped }: PersonKey): WrappedKey | null =>
  wrapped && { version: keyVersion, wrapped };
