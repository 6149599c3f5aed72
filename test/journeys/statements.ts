import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** Hears what PostgreSQL itself says that it was sent, until the end of the scope. */
export interface Statements extends AsyncDisposable {
  /** The statements that reach a database while something is done, begin and commit among them. */
  during(databaseUrl: string, work: () => Promise<unknown>): Promise<string[]>;
}

const LOG = `current_setting('data_directory') || '/../postgresql.log'`;
const PREFIX = '%d> ';

/** The server writes down every statement that it runs, whoever sent it and by whatever way. */
export const heardStatements = async (superuserUrl: string): Promise<Statements> => {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  const set = async (log: string, prefix: string) => {
    await client.query(`alter system set log_statement = ${log}`);
    await client.query(`alter system set log_line_prefix = ${prefix}`);
    await client.query('select pg_reload_conf()');
  };
  const size = async (): Promise<number> =>
    (await client.query(`select (pg_stat_file(${LOG})).size::int`)).rows[0].size;
  const heard = async (from: number, database: string): Promise<string[]> => {
    const length = (await size()) - from;
    const { rows } = await client.query(`select pg_read_file(${LOG}, $1, $2) as text`, [from, length]);
    const lines = rows[0].text.split('\n') as string[];
    const said = new RegExp(`^${database}> LOG: +(?:statement|execute [^:]+): (.*)`);
    return lines.flatMap(line => said.exec(line)?.[1] ?? []);
  };
  await set(`'all'`, `'${PREFIX}'`);
  return {
    during: async (databaseUrl, work) => {
      const database = new URL(databaseUrl).pathname.slice(1);
      // A connection that was open already hears of the new settings a moment later.
      let from = await size();
      do {
        await work();
        await pause(100);
      } while ((await heard(from, database)).length === 0);
      from = await size();
      await work();
      return heard(from, database);
    },
    [Symbol.asyncDispose]: async () => {
      await set('default', 'default');
      await client.end();
    },
  };
};
