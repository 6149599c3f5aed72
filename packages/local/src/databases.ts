import path from 'node:path';
import { type DatabaseUrls, ensureDatabase, startPostgres } from '@ura/database';
import { type SubgraphName, settingName, subgraphs } from './places';

/** A PostgreSQL that is not the hub's own, and what its databases there are called before their names. */
export interface GivenPostgres {
  url(database?: string): string;
  readonly prefix: string;
}

export interface Databases {
  readonly urls: Readonly<Record<SubgraphName, DatabaseUrls | { service: string; owner?: string }>>;
  stop(): Promise<void>;
}

/**
 * The databases of the subgraphs: those of the environment where it names them, and for the others an
 * embedded PostgreSQL in the data folder, or the given one.
 */
export const openDatabases = async (
  folder: string,
  secret: string,
  given?: GivenPostgres,
): Promise<Databases> => {
  const named = (name: string) => process.env[`URA_${settingName(name)}_DATABASE_URL`];
  const needsServer = !given && subgraphs.some(({ name }) => !named(name));
  const own = needsServer ? await startPostgres({ folder: path.join(folder, 'postgres') }) : undefined;
  const server = given ?? own;
  const stop = async () => own?.stop();
  try {
    const entries = [];
    for (const { name } of subgraphs) {
      const service = given ? undefined : named(name);
      const owner = process.env[`URA_${settingName(name)}_OWNER_DATABASE_URL`];
      entries.push([
        name,
        service
          ? { service, owner }
          : await ensureDatabase(server!.url(), `${given?.prefix ?? ''}${name}`, secret),
      ]);
    }
    return { urls: Object.fromEntries(entries), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
