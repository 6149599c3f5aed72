import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { writeAccounts } from './accounts';
import { type Child, type Listener, startChild } from './child';
import { type Databases, type GivenPostgres, openDatabases } from './databases';
import { firstData, type SubgraphName, settingName, subgraphs, supergraphFile } from './places';
import { type Ports, refuseBusyPorts } from './ports';
import { keyRingIn, type Secrets, secretsIn } from './secrets';

export interface HubOptions extends Listener {
  /** Where this hub keeps its data. */
  readonly folder: string;
  readonly ports: Ports;
  readonly host?: string;
  /** A PostgreSQL to use instead of one of the hub's own. */
  readonly postgres?: GivenPostgres;
  /** Subgraphs that are not started, as if they were away. */
  readonly away?: readonly SubgraphName[];
  /** Settings for single processes, by name. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** On one machine everybody has one address, and a test or a benchmark is one busy person. */
const UNHURRIED = '1000000';
const RATES = {
  URA_RATE_PER_VIEWER: UNHURRIED,
  URA_RATE_PER_ORGANISATION: UNHURRIED,
  URA_RATE_PER_ADDRESS: UNHURRIED,
  URA_PLANS_PER_VIEWER: UNHURRIED,
};

/** A whole hub on one machine. */
export interface Hub {
  readonly url: string;
  readonly issuer: string;
  readonly databases: Databases['urls'];
  readonly secrets: Secrets;
  /** The process of a part that runs. */
  pidOf(name: string): number | undefined;
  /** Kills one process without a word, as a power cut would. */
  kill(name: string): Promise<void>;
  start(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL, the issuer, the subgraphs and the gateway. When one cannot start, none is left. */
export const startHub = async (options: HubOptions): Promise<Hub> => {
  const { folder, ports, host = '127.0.0.1' } = options;
  mkdirSync(folder, { recursive: true });
  await refuseBusyPorts(ports, host);
  const secrets = await secretsIn(folder);
  const keyRing = keyRingIn(folder);
  const accounts = writeAccounts(folder);
  const databases = await openDatabases(folder, secrets.databaseSecret, options.postgres);
  const at = (name: string) => `http://${host}:${ports[name]}`;
  const issuer = at('identity');
  const issuers = [
    { issuer, jwksUri: `${issuer}/jwks`, organisationIds: accounts.organisationIds, maxTokenSeconds: 3_600 },
  ];
  const shared = { URA_HOST: host, URA_ISSUERS: JSON.stringify(issuers) };

  const environment = (name: string): Record<string, string> => {
    const own = { ...shared, URA_PORT: String(ports[name]), ...options.settings?.[name] };
    if (name === 'identity') {
      return {
        ...own,
        URA_ISSUER: issuer,
        URA_ACCOUNTS: accounts.file,
        URA_IDENTITY_KEYS: path.join(folder, 'identity-keys.json'),
      };
    }
    if (name === 'gateway') {
      return {
        ...RATES,
        NODE_ENV: 'development',
        URA_SUPERGRAPH: supergraphFile,
        URA_GATEWAY_PRIVATE_KEY: JSON.stringify(secrets.gatewayPrivateKey),
        ...Object.fromEntries(
          subgraphs.map(subgraph => [
            `URA_${settingName(subgraph.name)}_URL`,
            `${at(subgraph.name)}/graphql`,
          ]),
        ),
        ...own,
      };
    }
    const { service, owner } = databases.urls[name as SubgraphName];
    return {
      ...(name === 'cases' && {
        URA_CASES_KEYS_FILE: keyRing,
        URA_CASES_ROOT_KEY: 'allowed',
        URA_CASES_ANCHORS: path.join(folder, 'cases-anchors.jsonl'),
      }),
      ...own,
      // Nothing in a subgraph is for developers only; what it leaves out is checks that cost time.
      NODE_ENV: 'production',
      URA_GATEWAY_PUBLIC_KEYS: JSON.stringify(secrets.gatewayPublicKeys),
      URA_FIRST_DATA: firstData,
      [`URA_${settingName(name)}_DATABASE_URL`]: service,
      ...(owner && { [`URA_${settingName(name)}_OWNER_DATABASE_URL`]: owner }),
    };
  };

  const children = new Map<string, Child>();
  const start = async (name: string) => {
    children.set(name, await startChild(name, environment(name), options));
  };
  const stop = async () => {
    await children.get('gateway')?.stop();
    await Promise.all([...children.values()].map(child => child.stop()));
    await databases.stop();
  };
  const names = subgraphs.map(({ name }) => name).filter(name => !options.away?.includes(name));
  const started = await Promise.allSettled(['identity', ...names, 'gateway'].map(start));
  const failure = started.find(result => result.status === 'rejected');
  if (failure) {
    await stop();
    throw failure.reason;
  }
  return {
    url: at('gateway'),
    issuer,
    databases: databases.urls,
    secrets,
    pidOf: name => children.get(name)?.pid,
    kill: async name => {
      await children.get(name)?.stop('SIGKILL');
      children.delete(name);
    },
    start,
    stop,
  };
};
