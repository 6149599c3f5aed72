import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Database } from '@ura/database';

/** The key of the lock that keeps two copies of a service from anchoring at once. */
const ANCHOR_LOCK = 7_281_003;
/** So that with the pace of the chores there is an anchor in every hour. */
const PAUSE_MILLISECONDS = 55 * 60_000;

/** How the chains ended at a time: a line of the file of anchors. */
export interface Anchor {
  /** The database's clock, RFC 3339. */
  readonly at: string;
  /** SHA-256 of the line before, in hex, so that no line can be taken out of the file; null in the first. */
  readonly previous: string | null;
  readonly heads: readonly {
    readonly organisationId: string;
    readonly seq: number;
    /** SHA-256 in hex. */
    readonly hash: string;
  }[];
}

/**
 * Writes how every chain of the database ends to a file outside of it, of which another organisation keeps
 * copies: whoever rewrites a chain cannot rewrite those. A line is added when the last is nearly an hour
 * old, so call it as often as chores run, in every copy of the service. Each database has a
 * file of its own, which is never cut or rotated. Gives what was written, or null.
 */
export const anchor = (database: Database, file: string): Promise<Anchor | null> =>
  database.asSystem().run(async manager => {
    const [{ isFree }] = await manager.query('select pg_try_advisory_xact_lock($1) as "isFree"', [
      ANCHOR_LOCK,
    ]);
    // A file that was written in the future, by a clock that was wrong, would not be written for as long.
    if (!isFree || Math.abs(await ageOf(file)) < PAUSE_MILLISECONDS) return null;
    const previous = (await readAnchors(file)).lastLine;
    const [{ at, heads }] = await manager.query(
      `select now() as at, coalesce(jsonb_agg(jsonb_build_object(
                'organisationId', organisation_id, 'seq', seq, 'hash', encode(hash, 'hex'))), '[]') as heads
         from audit_heads()`,
    );
    const next: Anchor = { at: at.toISOString(), previous: previous && sha256(previous), heads };
    await append(file, JSON.stringify(next));
    return next;
  });

/** The whole file of anchors. A line that was cut short by a lack of power is passed over. */
export const readAnchors = async (
  file: string,
  each: (anchor: Anchor) => void = () => undefined,
): Promise<{
  /** Whether every line follows the one before. */
  readonly isWhole: boolean;
  readonly lastLine: string | null;
}> => {
  let isWhole = true;
  let lastLine: string | null = null;
  if ((await ageOf(file)) === Number.POSITIVE_INFINITY) return { isWhole, lastLine };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: 0 })) {
    const parsed = parse(line);
    if (!parsed) continue;
    isWhole &&= parsed.previous === (lastLine && sha256(lastLine));
    lastLine = line;
    each(parsed);
  }
  return { isWhole, lastLine };
};

const parse = (line: string): Anchor | undefined => {
  try {
    const parsed = JSON.parse(line) as Anchor;
    return Array.isArray(parsed.heads) ? parsed : undefined;
  } catch {
    return undefined;
  }
};

const append = async (file: string, line: string): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const end = size > 0 ? (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString() : '\n';
    await handle.appendFile(`${end === '\n' ? '' : '\n'}${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Since when the file has not been written to, in milliseconds; forever, when there is none. */
const ageOf = async (file: string): Promise<number> => {
  try {
    return Date.now() - (await stat(file)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Number.POSITIVE_INFINITY;
    throw error;
  }
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
