import { createHash } from 'node:crypto';
import { Conflict } from '@ura/errors';
import { Column, Entity, type EntityManager, Index, PrimaryColumn } from 'typeorm';

/** What a mutation with an idempotency key made, so that asking again makes nothing new. */
@Entity('idempotency_key')
export class IdempotencyKey {
  @PrimaryColumn('uuid')
  viewerId!: string;

  @PrimaryColumn('uuid')
  organisationId!: string;

  @PrimaryColumn('uuid')
  key!: string;

  @Column('text')
  operation!: string;

  /** A hash, so that what was asked is not kept. */
  @Column('text')
  inputHash!: string;

  /** Id of the thing that was made. */
  @Column('uuid', { nullable: true })
  resultId!: string | null;

  @Index()
  @Column('timestamptz', { default: () => 'now()' })
  usedAt!: Date;
}

export interface Attempt {
  /** Whose key it is: another's equal key is a new request. */
  readonly viewer: { readonly id: string; readonly organisationId: string };
  readonly operation: string;
  readonly input: { readonly idempotencyKey: string };
}

/**
 * Runs `work` once for a key and returns the id of what it made; the same key with the same input gives
 * that id again, at the same moment too. Throws Conflict for the same key with another input. Call it
 * within the transaction of the work, so that a failure frees the key.
 */
export const once = async (
  manager: EntityManager,
  { viewer, operation, input }: Attempt,
  work: () => Promise<string>,
): Promise<string> => {
  const { idempotencyKey, ...rest } = input;
  const inputHash = createHash('sha256').update(canonical(rest)).digest('base64url');
  const key = [viewer.id, viewer.organisationId, idempotencyKey];
  const inserted: unknown[] = await manager.query(
    `insert into idempotency_key (viewer_id, organisation_id, key, operation, input_hash)
     values ($1, $2, $3, $4, $5) on conflict do nothing returning key`,
    [...key, operation, inputHash],
  );
  if (inserted.length > 0) {
    const resultId = await work();
    await manager.query(
      'update idempotency_key set result_id = $4 where viewer_id = $1 and organisation_id = $2 and key = $3',
      [...key, resultId],
    );
    return resultId;
  }
  const [earlier] = await manager.query(
    `select operation, input_hash as "inputHash", result_id as "resultId" from idempotency_key
      where viewer_id = $1 and organisation_id = $2 and key = $3`,
    key,
  );
  if (earlier?.operation !== operation || earlier.inputHash !== inputHash) {
    throw new Conflict('This idempotency key was already used for something else. Use a new one.');
  }
  return earlier.resultId;
};

/** The same text for the same input, whatever the order of its fields. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
