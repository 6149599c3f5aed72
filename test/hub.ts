import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { firstData, freePorts, type Hub, type HubOptions, startHub } from '@ura/local';
import type { Answer } from '@ura/testkit';
import { createClient } from 'graphql-sse';
import { Client } from 'pg';

/** Somebody at the door of the gateway. */
export interface Person {
  // biome-ignore lint/suspicious/noExplicitAny: a journey reads what it asked for
  ask<Data = any>(query: string, variables?: object): Promise<Answer<Data>>;
  /** What a subscription tells over server-sent events. Resolves when the gateway has opened it. */
  watch(query: string, variables?: Record<string, unknown>): Promise<Told>;
}

/** What somebody who follows something is told, one result after the other. */
// biome-ignore lint/suspicious/noExplicitAny: a journey reads what it asked for
export type Told = AsyncIterableIterator<Answer<any>>;

export interface TestHub extends Hub, AsyncDisposable {
  /** Signs in with a demonstration account. */
  as(account: string): Promise<Person>;
  readonly anybody: Person;
  /** Where it keeps what is not in its databases. */
  readonly folder: string;
  /** Runs SQL as the owner of a subgraph's database: to arrange, and to look behind the curtain. */
  // biome-ignore lint/suspicious/noExplicitAny: rows of any table
  sql<Row = any>(
    subgraph: 'partners' | 'shelters' | 'cases',
    text: string,
    values?: unknown[],
  ): Promise<Row[]>;
}

/** A whole hub of its own: processes, databases, first data. It is gone at the end of the scope. */
export const startTestHub = async (options: Partial<HubOptions> = {}): Promise<TestHub> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-hub-'));
  const server = process.env.URA_TEST_POSTGRES_URL;
  if (!server) throw new Error('There is no PostgreSQL of the test run.');
  const postgres = { url: () => server, prefix: `hub-${randomUUID().slice(0, 8)}-` };
  const hub = await startHub({
    folder,
    ports: await freePorts(),
    postgres,
    ...options,
  });
  const stop = async () => {
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    ...hub,
    folder,
    as: async account => person(hub.url, await tokenOf(hub.issuer, account)),
    anybody: person(hub.url),
    sql: async (subgraph, text, values) => {
      const client = new Client({ connectionString: hub.databases[subgraph].owner });
      await client.connect();
      try {
        return (await client.query(text, values)).rows;
      } finally {
        await client.end();
      }
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
};

/** Whoever holds the token; nobody in particular without one. */
export const person = (url: string, token?: string): Person => ({
  ask: async (query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as never;
  },
  watch: (query, variables = {}) =>
    new Promise((resolve, reject) => {
      const client = createClient({
        url: `${url}/graphql/stream`,
        headers: { ...(token && { authorization: `Bearer ${token}` }) },
        retryAttempts: 0,
        fetchFn: async (...request: Parameters<typeof fetch>) => {
          const response = await fetch(...request);
          if (!response.ok) reject(new Error(`The gateway opens no stream: ${response.status}.`));
          return response;
        },
      });
      const told = client.iterate({ query, variables }, { connected: () => resolve(told as Told) });
    }),
});

export const tokenOf = async (issuer: string, account: string): Promise<string> => {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: account,
      client_secret: 'demonstration',
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
};

const firstDataOf = <Row>(name: string): Row[] =>
  JSON.parse(readFileSync(path.join(firstData, `${name}.json`), 'utf8'));

const idsBy = <Key extends string>(key: Key, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(firstDataOf<Record<Key | 'id', string>>(name).map(row => [row[key], row.id] as const));

/** The ids of the demonstration accounts, of organisations and of mobile units, by what people call them. */
export const workers = idsBy('account', 'accounts');
export const organisations = idsBy('slug', 'organisations');
export const mobileUnits = idsBy('code', 'mobile-units');

interface FirstShelter {
  readonly id: string;
  readonly slug: string;
  readonly address: Readonly<Record<string, unknown>>;
}

/** The demonstration shelters, by their slug. */
export const shelters: Readonly<Record<string, FirstShelter>> = Object.fromEntries(
  firstDataOf<FirstShelter>('shelters').map(shelter => [shelter.slug, shelter]),
);

/** No answer: nothing was done, or nobody knows. */
const UNANSWERED: readonly unknown[] = ['UNAVAILABLE', 'UNCERTAIN'];

/** Asks again with the same key while nobody answers, as a phone on a bad network does. */
export const untilAnswered = async <Data>(ask: () => Promise<Answer<Data>>): Promise<Answer<Data>> => {
  for (;;) {
    const answer = await ask();
    if (!answer.errors?.some(({ extensions }) => UNANSWERED.includes(extensions?.code))) return answer;
  }
};

export const newKey = (): string => randomUUID();
