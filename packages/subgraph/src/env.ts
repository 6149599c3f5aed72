import type { TrustedIssuer } from '@ura/access';
import { host, json, port, postgresUrl, readEnv, str } from '@ura/env';
import type { JSONWebKeySet } from 'jose';
import type { Subgraph } from './manifest';

/** The settings of one subgraph's process; the README of the repository lists them. */
export const subgraphEnv = ({ name, port: usual }: Pick<Subgraph, 'name' | 'port'>) => {
  const prefix = `URA_${name.toUpperCase().replaceAll('-', '_')}`;
  const env = readEnv(process.env, {
    URA_HOST: host({ default: '127.0.0.1', desc: 'where to listen' }),
    URA_PORT: port({ default: usual, desc: 'where to listen' }),
    URA_GATEWAY_PUBLIC_KEYS: json<JSONWebKeySet>({ desc: 'JWKS of the gateway’s public keys' }),
    URA_ISSUERS: json<TrustedIssuer[]>({ desc: 'trusted issuers, each with its organisations' }),
    URA_FIRST_DATA: str({ default: '', desc: 'folder of first data to load' }),
    [`${prefix}_DATABASE_URL`]: postgresUrl({ desc: 'database, as the service’s role' }),
    [`${prefix}_OWNER_DATABASE_URL`]: postgresUrl({
      default: undefined,
      desc: 'the same database as its owner: then this process migrates it',
    }),
  } as const);
  const url = env as unknown as Record<string, string | undefined>;
  return {
    host: env.URA_HOST,
    port: env.URA_PORT,
    gatewayKeys: env.URA_GATEWAY_PUBLIC_KEYS,
    issuers: env.URA_ISSUERS,
    firstData: env.URA_FIRST_DATA,
    databaseUrl: url[`${prefix}_DATABASE_URL`] as string,
    ownerUrl: url[`${prefix}_OWNER_DATABASE_URL`],
  };
};
