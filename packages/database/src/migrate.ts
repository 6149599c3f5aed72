import { type DatabaseOptions, dataSource } from './database';

/** The key of the lock that keeps two processes from migrating one database at once. */
const MIGRATION_LOCK = 7_281_001;

export interface MigrateOptions extends DatabaseOptions {
  /** The role that the service connects as: it may read and write rows, and owns nothing. */
  readonly serviceRole: string;
}

/**
 * Brings a database up to date, as its owner, and gives the service's role what it needs. Safe to run
 * by several processes at once and again and again. Returns the names of the migrations that ran.
 */
export const migrate = async ({ serviceRole, ...options }: MigrateOptions): Promise<string[]> => {
  const source = await dataSource({ ...options, poolSize: 3 }).initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await source.runMigrations({ transaction: 'each' });
    const role = `"${serviceRole.replaceAll('"', '""')}"`;
    await lock.query(
      `grant usage on schema public to ${role};
       grant select, insert, update, delete on all tables in schema public to ${role};
       revoke insert, update, delete on migration from ${role};
       grant usage on all sequences in schema public to ${role};
       grant execute on all functions in schema public to ${role};`,
    );
    return done.map(migration => migration.name);
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
};

/**
 * Whether the role that a URL connects as is held by row-level security: neither superuser, nor
 * exempt, nor owner of a table. A service with secured rows refuses to start otherwise.
 */
export const isHeldByRowSecurity = async (options: DatabaseOptions): Promise<boolean> => {
  const source = await dataSource({ ...options, poolSize: 1 }).initialize();
  try {
    const [{ isHeld }] = await source.query(
      `select not (r.rolsuper or r.rolbypassrls)
              and not exists (select from pg_class c where c.relkind in ('r', 'p')
                                and pg_has_role(r.oid, c.relowner, 'member')) as "isHeld"
         from pg_roles r where r.rolname = current_user`,
    );
    return isHeld;
  } finally {
    await source.destroy();
  }
};

/** The statements that would bring a migrated database to what the entities say; none, when all is well. */
export const drift = async (options: DatabaseOptions): Promise<{ up: string[]; down: string[] }> => {
  const source = await dataSource(options).initialize();
  try {
    const sql = await source.driver.createSchemaBuilder().log();
    const text = (queries: { query: string }[]) => queries.map(({ query }) => query);
    return { up: text(sql.upQueries), down: text(sql.downQueries).reverse() };
  } finally {
    await source.destroy();
  }
};
