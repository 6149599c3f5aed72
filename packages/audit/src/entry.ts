import type { Statement } from '@ura/database';
import type { EntityManager } from 'typeorm';

/** What may be recorded. Words are added here and never renamed: the chains keep those they were written with. */
export const auditActions = [
  'READ',
  'READ_IDENTITY',
  'RECORD_IDENTITY',
  'SEARCH_IDENTITY',
  'MATCH',
  'GRANT',
  'WITHDRAW',
  'ASSIGN',
  'UNASSIGN',
  'TRANSFER',
  'EMERGENCY_OPEN',
  'EMERGENCY_REVIEW',
  'EXPORT',
  'ERASE',
  'LEGAL_HOLD',
  'LEGAL_HOLD_END',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** What is to be recorded. Who does it and when is the transaction's to say. */
export interface AuditEntry {
  /** Whose chain it goes into: the owner of the subject, whoever looks. */
  readonly organisationId: string;
  readonly action: AuditAction;
  /** Id of the case or the matter; none where something was done to no single one, such as a search. */
  readonly subjectId?: string | null;
  /** What of it, as codes in capitals, such as `HEALTH`: never what was read there. */
  readonly parts?: readonly string[];
  /** Why, as a code in capitals. */
  readonly reason?: string | null;
}

export interface RecordedEntry {
  /** Its place in the organisation's chain, from 1 and without gaps. */
  readonly seq: number;
  /** The database's clock. */
  readonly at: Date;
  /** None where the hub's own chores did it. */
  readonly actorId: string | null;
  readonly actorOrganisationId: string | null;
  readonly action: AuditAction;
  readonly subjectId: string | null;
  readonly parts: readonly string[];
  readonly reason: string | null;
}

/**
 * Adds to the chains, in the name of whom the transaction is for, and in the transaction of what it tells:
 * both are kept or neither is. The chain is held until the transaction ends and others wait for it, so
 * record last, and everything at once. Fails where nobody is asking, and where a part or a reason is no code.
 */
export const record = async (manager: EntityManager, entries: readonly AuditEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  const { text, values } = recording(entries);
  await manager.query(text, [...values]);
};

/** What `record` does, as the last of the statements that are run together. */
export const recording = (entries: readonly AuditEntry[]): Statement => ({
  text: 'select audit_append($1::jsonb)',
  values: [JSON.stringify(entries)],
});

/**
 * What was done to a subject, newest first, as the viewer's own organisation's chain has it; of another's
 * chain there is nothing. Whether the viewer may read it at all is for the caller to ask first.
 */
export const entriesOf = async (
  manager: EntityManager,
  subjectId: string,
  { first, before = null }: { readonly first: number; readonly before?: number | null },
): Promise<RecordedEntry[]> => {
  const rows: (RecordedEntry & { seq: string })[] = await manager.query(
    `select seq, at, actor_id as "actorId", actor_organisation_id as "actorOrganisationId", action,
            subject_id as "subjectId", parts::text[] as parts, reason
       from audit_entries($1, $2, $3)`,
    [subjectId, before, first],
  );
  return rows.map(row => ({ ...row, seq: Number(row.seq) }));
};
