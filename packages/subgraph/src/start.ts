import { assertionVerifier, tokenVerifier } from '@ura/access';
import { createDatabase, dataSource, isHeldByRowSecurity, migrate } from '@ura/database';
import { stopWith } from '@ura/env';
import { callerOf } from './caller';
import { startChores } from './chores';
import { subgraphEnv } from './env';
import type { Subgraph } from './manifest';
import { serve } from './server';

/** Runs a subgraph as a process: settings, migrations, first data, server, chores, and a clean end. */
export const startSubgraph = async <Services>(subgraph: Subgraph<Services>): Promise<void> => {
  const env = subgraphEnv(subgraph);
  const files = { entities: [...subgraph.entities], migrations: subgraph.migrations };
  try {
    if (env.ownerUrl) await prepare(subgraph, env.ownerUrl, env.databaseUrl, env.firstData);
    if (subgraph.rowSecurity && !(await isHeldByRowSecurity({ ...files, url: env.databaseUrl }))) {
      throw new Error(
        'The database role of this service is not held by row-level security. It must own nothing.',
      );
    }
    const database = await createDatabase({ ...files, url: env.databaseUrl });
    const server = await serve({
      subgraph,
      database,
      callerOf: callerOf(assertionVerifier(env.gatewayKeys, subgraph.name), tokenVerifier(env.issuers)),
      host: env.host,
      port: env.port,
    });
    const endChores = startChores(subgraph, database);
    process.send?.('ready');
    stopWith(async () => {
      await endChores();
      await server.stop();
      await database.close();
    });
  } catch (error) {
    console.error(`${subgraph.name}: ${(error as Error).message}`);
    process.exit(1);
  }
};

async function prepare<Services>(
  subgraph: Subgraph<Services>,
  ownerUrl: string,
  serviceUrl: string,
  firstData: string,
): Promise<void> {
  const options = { url: ownerUrl, entities: [...subgraph.entities], migrations: subgraph.migrations };
  await migrate({ ...options, serviceRole: decodeURIComponent(new URL(serviceUrl).username) });
  if (!firstData || !subgraph.loadFirstData) return;
  const source = await dataSource({ ...options, poolSize: 1 }).initialize();
  try {
    await source.transaction(manager => subgraph.loadFirstData!(manager, firstData));
  } finally {
    await source.destroy();
  }
}
