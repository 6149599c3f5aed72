import type { ScopedDatabase } from '@ura/database';
import { readAnchors } from './anchor';

const LINES_AT_ONCE = 10_000;

/**
 * What is wrong with a chain. CHANGED: a line is not as it was written, or another is in its place.
 * MISSING: a line is gone, in the middle or at the end. ADDED: a line came in by another door.
 * REWRITTEN: the chain holds in itself, and is not the one that was anchored. ANCHORS: the chain holds,
 * and lines of the file of anchors were taken out or changed.
 */
export type AuditFault = 'CHANGED' | 'MISSING' | 'ADDED' | 'REWRITTEN' | 'ANCHORS';

export interface AuditVerification {
  readonly isIntact: boolean;
  readonly fault: AuditFault | null;
  /**
   * The first line that is not to be trusted; those before it are. Of a chain that was rewritten it is the
   * first after the last anchor that holds.
   */
  readonly brokenAtSeq: number | null;
  /** How many lines were read. */
  readonly entries: number;
  readonly headSeq: number;
  /** SHA-256 in hex; empty for an empty chain. */
  readonly headHash: string;
  /** The last line that was anchored outside the database, and when; none without an anchor of this chain. */
  readonly anchorSeq: number | null;
  readonly anchoredAt: Date | null;
}

type Broken = Pick<AuditVerification, 'fault' | 'brokenAtSeq'>;
const broken = (fault: AuditFault, brokenAtSeq: number | null = null): Broken => ({ fault, brokenAtSeq });

/**
 * Reads a chain from its first line to its last, and finds what was changed, left out, cut off or rewritten
 * since, by the owner of the database too. `anchors` is the file that `anchor` writes, or a copy that
 * somebody else kept. Fails for the chain of another organisation than the viewer's.
 */
export const verifyAudit = async (
  database: ScopedDatabase,
  { organisationId, anchors }: { readonly organisationId: string; readonly anchors: string },
): Promise<AuditVerification> => {
  // Before the chain, which grows meanwhile.
  const anchored = await anchorsOf(organisationId, anchors);
  const { entries, head, fault } = await walk(database, organisationId);
  const found =
    fault ??
    (await unlikeAnchors(database, organisationId, anchored.hashes, head.seq)) ??
    (anchored.isWhole ? undefined : broken('ANCHORS'));
  return {
    isIntact: !found,
    ...(found ?? { fault: null, brokenAtSeq: null }),
    entries,
    headSeq: head.seq,
    headHash: head.hash.toString('hex'),
    anchorSeq: anchored.last?.seq ?? null,
    anchoredAt: anchored.last?.at ?? null,
  };
};

/** Every anchor counts, not only the last: after a chain was rewritten the next anchor is one of the new chain. */
async function anchorsOf(organisationId: string, file: string) {
  const hashes = new Map<number, Set<string>>();
  let last: { seq: number; at: Date } | undefined;
  const { isWhole } = await readAnchors(file, ({ at, heads }) => {
    const head = heads.find(candidate => candidate.organisationId === organisationId);
    if (!head) return;
    hashes.set(head.seq, (hashes.get(head.seq) ?? new Set()).add(head.hash));
    last = { seq: head.seq, at: new Date(at) };
  });
  return { isWhole, hashes, last: last as typeof last | undefined };
}

interface Step {
  readonly lines: number;
  readonly last_seq: string;
  readonly last_hash: Buffer;
  readonly broken_seq: string | null;
  readonly expected_seq: string | null;
  readonly greatest_seq: string;
  readonly head_seq: string;
  readonly head_hash: Buffer;
}

/** Step by step, each of them a moment of the chain, so that it need not stand still. */
async function walk(database: ScopedDatabase, organisationId: string) {
  let [entries, seq, hash] = [0, 0, ''];
  for (;;) {
    const [[step]] = (await database.together({
      text: `select * from audit_walk($1, $2, decode($3, 'hex'), $4)`,
      values: [organisationId, seq, hash, LINES_AT_ONCE],
    })) as [[Step]];
    entries += step.lines;
    seq = Number(step.last_seq);
    hash = step.last_hash.toString('hex');
    const head = { seq: Number(step.head_seq), hash: step.head_hash };
    const fault = faultOf(step);
    if (fault || step.lines < LINES_AT_ONCE) return { entries, head, fault };
  }
}

function faultOf(step: Step): Broken | undefined {
  const head = Number(step.head_seq);
  if (step.broken_seq !== null) {
    const [seq, expected] = [Number(step.broken_seq), Number(step.expected_seq)];
    return seq > expected ? broken('MISSING', expected) : broken('CHANGED', seq);
  }
  if (step.lines === LINES_AT_ONCE) return;
  const last = Number(step.last_seq);
  if (last < Math.max(head, Number(step.greatest_seq))) return broken('MISSING', last + 1);
  if (last > head) return broken('ADDED', head + 1);
  if (!step.last_hash.equals(step.head_hash)) return broken('CHANGED', last);
}

async function unlikeAnchors(
  database: ScopedDatabase,
  organisationId: string,
  hashes: ReadonlyMap<number, ReadonlySet<string>>,
  headSeq: number,
): Promise<Broken | undefined> {
  const pairs = [...hashes].flatMap(([seq, ofSeq]) => [...ofSeq].map(hash => ({ seq, hash })));
  const [[{ unlike }]] = (await database.together({
    text: 'select audit_first_unlike($1, $2, $3) as unlike',
    values: [organisationId, pairs.map(({ seq }) => seq), pairs.map(({ hash }) => hash)],
  })) as [[{ unlike: string | null }]];
  if (unlike === null) return;
  const held = pairs.map(({ seq }) => seq).filter(seq => seq < Number(unlike));
  const from = Math.max(0, ...held) + 1;
  return broken(headSeq < Number(unlike) ? 'MISSING' : 'REWRITTEN', from);
}
