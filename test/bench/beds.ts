import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ASSERTION_HEADER, assertionSigner, type Member } from '@ura/access';
import { disposablePostgres, ensureDatabase, freePort } from '@ura/database';
import { firstData, root } from '@ura/local';
import { exportJWK, generateKeyPair } from 'jose';
import { LRUCache } from 'lru-cache';
import { Pool } from 'undici';
import { type BenchData, count, fill } from './claims';
import { median, megabytes, percentile, table } from './figures';

const SIZES = [1_000, 100_000, 1_000_000];
const ROUNDS = 200;
const CLIENTS = 20;
const CLIENT_REQUESTS = 100;
const WARM_REQUESTS = 20;
const FLAT_ROUNDS = 5;
const FLAT_REQUESTS = 4_000;

const NEED = {
  people: [
    { sex: 'FEMALE', ageBand: 'AGE_25_59' },
    { sex: 'FEMALE', ageBand: 'AGE_6_11' },
  ],
  risk: 'MEDIUM',
  country: 'AL',
  regionCode: 'AL-12',
};
const FIND =
  'query ($need: BedNeed!) { findBeds(need: $need) { verdict reasons asOf freshness shelter { id name { en } } } }';
const HOLD = 'mutation ($input: HoldBedsInput!) { holdBeds(input: $input) { id status beds { id } } }';
const RELEASE = 'mutation ($input: ReleaseHoldInput!) { releaseHold(input: $input) { status } }';

interface Data {
  readonly holdBeds?: { readonly id: string };
}

interface Subject {
  readonly claims: number;
  readonly data: BenchData;
  readonly pid: number;
  ask(query: string, variables: object, viewer?: Member): Promise<{ milliseconds: number; data: Data }>;
  stop(): Promise<void>;
}

/** `findBeds` and `holdBeds` through the subgraph, with ever more claims in the table. */
export const benchBeds = async (): Promise<void> => {
  const postgres = await disposablePostgres();
  const subjects: Subject[] = [];
  try {
    for (const claims of SIZES) subjects.push(await subject(postgres.url(), claims));
    const results = await measure(subjects);
    console.log(table(results));
    const ratio = results.at(-1)!['find median ms']! / results[0]!['find median ms']!;
    console.log(
      `findBeds at ${SIZES.at(-1)} claims: ${ratio.toFixed(2)} times its median at ${SIZES[0]} (to reach: at most 1.3)`,
    );
  } finally {
    for (const each of subjects) await each.stop();
    await postgres.stop();
  }
};

/** One subgraph process with a database of its own. */
async function subject(superuserUrl: string, claims: number): Promise<Subject> {
  const port = await freePort();
  const urls = await ensureDatabase(superuserUrl, `bench-${claims}`, 'bench');
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const sign = await assertionSigner({ ...(await exportJWK(privateKey)), kid: 'bench' });
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA' }] };
  const child = fork(path.join(root, 'subgraphs/shelters/dist/main.js'), [], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      URA_PORT: String(port),
      URA_GATEWAY_PUBLIC_KEYS: JSON.stringify(keys),
      URA_ISSUERS: '[]',
      URA_FIRST_DATA: firstData,
      URA_SHELTERS_DATABASE_URL: urls.service,
      URA_SHELTERS_OWNER_DATABASE_URL: urls.owner,
    },
  });
  await new Promise((resolve, reject) => child.once('message', resolve).once('exit', reject));
  const data = await fill(urls.owner, claims);
  console.log(`filled ${await count(urls.owner)} claims`);
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CLIENTS });
  const worker: Member = { id: randomUUID(), organisationId: randomUUID(), roles: ['MOBILE_UNIT'] };
  // As the gateway does: signed once for a viewer, and used again for a while.
  const signed = new LRUCache<string, Promise<string>>({ max: 1_000, ttl: 30_000 });
  const assertionFor = (viewer: Member) => {
    const made = signed.get(viewer.id) ?? sign({ viewer }, 'shelters');
    signed.set(viewer.id, made, { noUpdateTTL: true });
    return made;
  };
  const ask: Subject['ask'] = async (query, variables, viewer = worker) => {
    const assertion = await assertionFor(viewer);
    const begun = performance.now();
    const { body } = await pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', [ASSERTION_HEADER]: assertion },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await body.json()) as { data?: Data; errors?: unknown };
    const milliseconds = performance.now() - begun;
    if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors));
    return { milliseconds, data: answer.data };
  };
  return {
    claims,
    data,
    pid: child.pid!,
    ask,
    stop: async () => {
      await pool.close();
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The sizes take turns in every round, so that what else the machine does falls on all alike. */
async function measure(subjects: readonly Subject[]): Promise<Record<string, number>[]> {
  const find = new Map(subjects.map(({ claims }) => [claims, [] as number[]]));
  const hold = new Map(subjects.map(({ claims }) => [claims, [] as number[]]));
  for (const each of subjects)
    for (let round = 0; round < 50; round += 1) await each.ask(FIND, { need: NEED });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const each of subjects)
      find.get(each.claims)!.push((await each.ask(FIND, { need: NEED })).milliseconds);
    if (round % 3 === 0) for (const each of subjects) hold.get(each.claims)!.push(await holdAndRelease(each));
  }
  const results = [];
  for (const each of subjects) {
    await underLoad(each, WARM_REQUESTS);
    const loaded = await underLoad(each, CLIENT_REQUESTS);
    const resident = [residentBytes(each.pid)];
    for (let round = 0; round < FLAT_ROUNDS; round += 1) {
      await underLoad(each, FLAT_REQUESTS / CLIENTS);
      resident.push(residentBytes(each.pid));
    }
    console.log(
      `memory at ${each.claims} claims, MB, every ${FLAT_REQUESTS} requests: ${resident.map(megabytes).join(' ')}`,
    );
    results.push({
      claims: each.claims,
      'find median ms': median(find.get(each.claims)!),
      'hold median ms': median(hold.get(each.claims)!),
      [`find p99 ms, ${CLIENTS} clients`]: percentile(loaded, 99),
      'memory MB': megabytes(resident[0]!),
      [`after ${FLAT_ROUNDS * FLAT_REQUESTS} more`]: megabytes(resident.at(-1)!),
    });
  }
  return results;
}

async function holdAndRelease({ ask, data }: Subject): Promise<number> {
  const viewer: Member = { id: randomUUID(), organisationId: randomUUID(), roles: ['MOBILE_UNIT'] };
  const input = { shelterId: data.shelterId, need: NEED, minutes: 60, idempotencyKey: randomUUID() };
  const held = await ask(HOLD, { input }, viewer);
  const holdId = held.data.holdBeds!.id;
  await ask(RELEASE, { input: { holdId } }, viewer);
  return held.milliseconds;
}

async function underLoad({ ask }: Subject, requests: number): Promise<number[]> {
  const times: number[] = [];
  const client = async () => {
    for (let asked = 0; asked < requests; asked += 1)
      times.push((await ask(FIND, { need: NEED })).milliseconds);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return times;
}

const residentBytes = (pid: number): number => {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return Number.NaN;
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]) * 1024;
};
