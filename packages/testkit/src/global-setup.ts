import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { disposablePostgres } from '@ura/database';
import { newRootRing } from '@ura/vault';

declare global {
  var uraPostgres: Awaited<ReturnType<typeof disposablePostgres>> | undefined;
}

/**
 * One real PostgreSQL for the whole run, unless it was given one that several runs share; and a key ring,
 * which is gone with the run.
 */
const globalSetup = async (): Promise<void> => {
  process.env.URA_CASES_KEYS = newRootRing();
  process.env.URA_CASES_ROOT_KEY = 'allowed';
  process.env.URA_CASES_ANCHORS = path.join(tmpdir(), `ura-anchors-${randomUUID()}.jsonl`);
  if (process.env.URA_TEST_POSTGRES_URL) return;
  globalThis.uraPostgres = await disposablePostgres();
  process.env.URA_TEST_POSTGRES_URL = globalThis.uraPostgres.url();
};

// biome-ignore lint/style/noDefaultExport: jest asks for one
export default globalSetup;
