import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type PostgresServer, startPostgres } from '@ura/database';

declare global {
  var uraPostgres: { server: PostgresServer; folder: string } | undefined;
}

/** One real PostgreSQL for the whole run, in a folder of its own that goes away with it. */
const globalSetup = async (): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-postgres-'));
  const server = await startPostgres({ folder, disposable: true });
  globalThis.uraPostgres = { server, folder };
  process.env.URA_TEST_POSTGRES_URL = server.url();
};

// biome-ignore lint/style/noDefaultExport: jest asks for one
export default globalSetup;
