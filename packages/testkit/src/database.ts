import { createDatabase, type Database, dataSource, ensureDatabase, migrate } from '@ura/database';
import type { Subgraph } from '@ura/subgraph';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';

export interface TestDatabase {
  /** As the service connects: held by row-level security. */
  readonly database: Database;
  /** As the owner connects, to arrange and to look behind the curtain. */
  readonly owner: DataSource;
  readonly urls: { readonly owner: string; readonly service: string };
  close(): Promise<void>;
}

const PASSWORD = 'test';

/**
 * A subgraph's database on the run's PostgreSQL, migrated, one for each jest worker. Tests make rows of
 * their own with new ids and never empty a table, so that files can share it.
 */
export const testDatabase = async <Services>(subgraph: Subgraph<Services>): Promise<TestDatabase> => {
  const url = process.env.URA_TEST_POSTGRES_URL;
  if (!url) throw new Error('There is no PostgreSQL of the test run: use the jest preset of the repository.');
  const files = { entities: [...subgraph.entities], migrations: subgraph.migrations };
  const lock = new Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock(7281002)');
    const template = `${subgraph.name}-template`;
    const made = await ensureDatabase(url, template, PASSWORD);
    const serviceRole = new URL(made.service).username;
    await migrate({ ...files, url: made.owner, serviceRole });
    const name = `${subgraph.name}_${process.env.JEST_WORKER_ID ?? '1'}`.replaceAll('-', '_');
    await cloneOnce(lock, template.replaceAll('-', '_'), name);
    const at = (source: string) => Object.assign(new URL(source), { pathname: `/${name}` }).toString();
    const urls = { owner: at(made.owner), service: at(made.service) };
    const database = await createDatabase({ ...files, url: urls.service });
    const owner = await dataSource({ ...files, url: urls.owner, poolSize: 4 }).initialize();
    return {
      database,
      owner,
      urls,
      close: async () => {
        await database.close();
        await owner.destroy();
      },
    };
  } finally {
    await lock.end();
  }
};

async function cloneOnce(client: Client, template: string, name: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount) return;
  const owner = client.escapeIdentifier(`${template}_owner`);
  await client.query(
    `create database ${client.escapeIdentifier(name)} template ${client.escapeIdentifier(template)} owner ${owner}`,
  );
}
