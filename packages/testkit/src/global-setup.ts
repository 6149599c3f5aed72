import { disposablePostgres } from '@ura/database';

declare global {
  var uraPostgres: Awaited<ReturnType<typeof disposablePostgres>> | undefined;
}

/** One real PostgreSQL for the whole run, unless it was given one that several runs share. */
const globalSetup = async (): Promise<void> => {
  if (process.env.URA_TEST_POSTGRES_URL) return;
  globalThis.uraPostgres = await disposablePostgres();
  process.env.URA_TEST_POSTGRES_URL = globalThis.uraPostgres.url();
};

// biome-ignore lint/style/noDefaultExport: jest asks for one
export default globalSetup;
