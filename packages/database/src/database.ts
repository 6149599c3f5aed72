import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { PoolClient } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { SnakeNaming } from './naming';

/** Who a transaction is for: what the row-level policies may ask. */
export interface Context {
  readonly id: string | null;
  readonly organisationId: string | null;
  readonly roles: readonly string[];
}

export interface DatabaseOptions {
  readonly url: string;
  // biome-ignore lint/complexity/noBannedTypes: an entity is any class, and TypeORM types it so
  readonly entities: Function[];
  /** Folder of the migrations, compiled or not. */
  readonly migrations: string;
  readonly poolSize?: number;
  /** After so long a statement is given up. A migration has no such limit. */
  readonly statementSeconds?: number;
}

/**
 * A value that can always be written down for the database. An object could not, where it holds itself:
 * its statement would never be sent, and the database would keep what the others did.
 */
type Value = string | number | boolean | Date | null | readonly Value[];

/** A statement with the values of its parameters. */
export interface Statement {
  readonly text: string;
  readonly values: readonly Value[];
}

/** One subgraph's database, as seen by one viewer: every transaction carries who asks. */
export class ScopedDatabase {
  constructor(
    /** What all viewers' databases of one process share: a key for what they may share as well. */
    readonly source: DataSource,
    private readonly context: Context,
    private readonly system = false,
  ) {}

  /** The same database for work that belongs to no organisation, such as what is read for many viewers. */
  asSystem(): ScopedDatabase {
    return new ScopedDatabase(this.source, SYSTEM, true);
  }

  /**
   * Runs `work` in one transaction in which the row-level policies know the viewer. When it throws,
   * nothing of it is kept. Do not call it within itself: pass the manager on.
   */
  run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(async manager => {
      const { text, values } = this.whoAsks();
      await manager.query(text, [...values]);
      return work(manager);
    });
  }

  /**
   * Runs statements that do not need each other's answers, in their order and in one transaction. They
   * are sent at once: the database works through them while this process does something else. Gives the
   * rows of each; when one fails, nothing of any is kept.
   */
  async together(...statements: readonly Statement[]): Promise<unknown[][]> {
    const runner = this.source.createQueryRunner();
    try {
      const client: PoolClient = await runner.connect();
      const sent = [
        { text: 'begin', values: [] },
        this.whoAsks(),
        ...statements,
        { text: 'commit', values: [] },
      ];
      // A commit after a failure is a rollback. Everything is waited for, so that nothing is left on the line.
      const answers = await Promise.allSettled(
        sent.map(({ text, values }) => client.query<object>(text, [...values])),
      );
      const failure = answers.find(answer => answer.status === 'rejected');
      if (failure) throw failure.reason;
      return answers
        .slice(2, -1)
        .map(answer => (answer as PromiseFulfilledResult<{ rows: object[] }>).value.rows);
    } finally {
      await runner.release();
    }
  }

  private whoAsks(): Statement {
    const { id, organisationId, roles } = this.context;
    return {
      text: `select set_config('ura.viewer_id', $1, true), set_config('ura.organisation_id', $2, true),
                    set_config('ura.roles', $3, true), set_config('ura.system', $4, true)`,
      values: [id ?? '', organisationId ?? '', roles.join(','), this.system ? 'on' : ''],
    };
  }
}

const SYSTEM: Context = { id: null, organisationId: null, roles: [] };

export class Database {
  constructor(
    readonly source: DataSource,
    /** Where it is, for connections that cannot come from the pool. */
    readonly url: string,
  ) {}

  /** The database as a viewer sees it. */
  as(context: Context): ScopedDatabase {
    return new ScopedDatabase(this.source, context);
  }

  /** The database for the hub's own chores (clocks, purges), which belong to no organisation. */
  asSystem(): ScopedDatabase {
    return new ScopedDatabase(this.source, SYSTEM, true);
  }

  async isAlive(): Promise<boolean> {
    return this.source.query('select 1').then(
      () => true,
      () => false,
    );
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}

/** A TypeORM source with the hub's conventions; not yet connected. */
export const dataSource = ({
  url,
  entities,
  migrations,
  poolSize = 10,
  statementSeconds,
}: DatabaseOptions): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations: migrationFiles(migrations),
    migrationsTableName: 'migration',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    installExtensions: false,
    poolSize,
    extra: {
      connectionTimeoutMillis: 5_000,
      // Statements need not wait for the answers of those before them.
      pipeline: true,
      ...(statementSeconds && { statement_timeout: statementSeconds * 1_000 }),
    },
  });

export const createDatabase = async (options: DatabaseOptions): Promise<Database> =>
  new Database(await dataSource({ statementSeconds: 10, ...options }).initialize(), options.url);

/** Migrations are files called `<number>-<name>`, in the order of their numbers. */
const migrationFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter(file => /^\d+-.*\.(ts|js)$/.test(file) && !file.endsWith('.d.ts'))
    .sort()
    .map(file => path.join(folder, file));
