import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ASSERTION_HEADER, assertionSigner, hashOfToken, type Member } from '@ura/access';
import { ensureDatabase, freePort } from '@ura/database';
import { listen } from '@ura/env';
import { firstData, root } from '@ura/local';
import { newRootRing } from '@ura/vault';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { Pool } from 'undici';
import { type CasesData, fill, organisationIds } from './fill';

const TOKEN_SECONDS = 3_600;

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked for
export type Ask = (viewer: Member, query: string, variables: object) => Promise<any>;

/** The issuer of everybody's tokens, and the gateway's key: what a subgraph believes. */
export interface Signs {
  readonly settings: Readonly<Record<string, string>>;
  headersFor(viewer: Member): Promise<Record<string, string>>;
  stop(): void;
}

export const startSigns = async (): Promise<Signs> => {
  const issuerKey = await generateKeyPair('ES256', { extractable: true });
  const gatewayKey = await generateKeyPair('EdDSA', { extractable: true });
  const jwks = async (alg: string, key: typeof issuerKey) => ({
    keys: [{ ...(await exportJWK(key.publicKey)), kid: 'bench', alg }],
  });
  const published = JSON.stringify(await jwks('ES256', issuerKey));
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(published),
  );
  await listen(server, 0, '127.0.0.1');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = await assertionSigner({ ...(await exportJWK(gatewayKey.privateKey)), kid: 'bench' });
  const tokens = new LRUCache<string, Promise<string>>({ max: 100 });
  const tokenOf = ({ id, organisationId, roles }: Member): Promise<string> => {
    const made =
      tokens.get(id) ??
      new SignJWT({ organisation: organisationId, roles })
        .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
        .setIssuer(issuer)
        .setAudience('ura')
        .setSubject(id)
        .setIssuedAt()
        .setExpirationTime(`${TOKEN_SECONDS}s`)
        .sign(issuerKey.privateKey);
    tokens.set(id, made);
    return made;
  };
  // As the gateway does: signed once for a viewer, and used again for a while.
  const assertions = new LRUCache<string, Promise<string>>({ max: 100, ttl: 30_000 });
  return {
    settings: {
      URA_GATEWAY_PUBLIC_KEYS: JSON.stringify(await jwks('EdDSA', gatewayKey)),
      URA_ISSUERS: JSON.stringify([
        { issuer, jwksUri: issuer, organisationIds, maxTokenSeconds: TOKEN_SECONDS },
      ]),
    },
    headersFor: async viewer => {
      const token = await tokenOf(viewer);
      const made = assertions.get(viewer.id) ?? sign({ viewer, tokenHash: hashOfToken(token) }, 'cases');
      assertions.set(viewer.id, made, { noUpdateTTL: true });
      return { authorization: `Bearer ${token}`, [ASSERTION_HEADER]: await made };
    },
    stop: () => {
      server.close().closeAllConnections();
    },
  };
};

/** One process of the subgraph, with a database of its own that has so many cases. */
export interface Subject {
  readonly data: CasesData;
  readonly ask: Ask;
  stop(): Promise<void>;
}

export const startSubject = async (superuserUrl: string, signs: Signs, cases: number): Promise<Subject> => {
  const port = await freePort();
  const urls = await ensureDatabase(superuserUrl, `bench-${cases}`, 'bench');
  const child = fork(path.join(root, 'subgraphs/cases/dist/main.js'), [], {
    env: {
      ...process.env,
      ...signs.settings,
      NODE_ENV: 'production',
      URA_PORT: String(port),
      URA_FIRST_DATA: firstData,
      URA_CASES_KEYS: newRootRing(),
      URA_CASES_ROOT_KEY: 'allowed',
      URA_CASES_ANCHORS: path.join(tmpdir(), `ura-anchors-${port}.jsonl`),
      URA_CASES_DATABASE_URL: urls.service,
      URA_CASES_OWNER_DATABASE_URL: urls.owner,
    },
  });
  await new Promise((resolve, reject) => child.once('message', resolve).once('exit', reject));
  const pool = new Pool(`http://127.0.0.1:${port}`);
  return {
    data: await fill(urls.owner, cases),
    ask: async (viewer, query, variables) => {
      const { body } = await pool.request({
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json', ...(await signs.headersFor(viewer)) },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await body.json()) as { data?: unknown; errors?: unknown };
      if (errors || !data) throw new Error(JSON.stringify(errors));
      return data;
    },
    stop: async () => {
      await pool.close();
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
};
