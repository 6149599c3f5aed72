import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { disposablePostgres, freePort } from '@ura/database';
import { root } from '@ura/local';
import { Client } from 'pg';
import { megabytes, percentile, table } from '../figures';
import { startIssuer } from '../gateway/issuer';
import { canPin, pinLoad, type Running, start } from '../gateway/process';
import { type Follower, follow } from './clients';
import { startSubgraphs } from './subgraphs';

const CLIENTS = 1_000;
const CLIENTS_OF_ONE = 10;
const CHANGES = 200;
const CHANGES_A_SECOND = 10;
const MANY_CHANGES = 10_000;
const AT_ONCE = 32;
const STAYING = 100;
/** When the sign-ins end that end while the many changes are told, in seconds. */
const ENDING = [12, 14, 16, 18, 20];
const THINGS = Array.from({ length: 20 }, () => randomUUID());

/**
 * Changes in a database told to a thousand clients through the gateway and a join: how long each takes to
 * each client, and whether any is lost or told twice while sign-ins end and streams change hands.
 */
export const benchLive = async (): Promise<void> => {
  const isPinned = canPin();
  if (isPinned) pinLoad();
  console.log(
    isPinned
      ? 'The gateway on core 0; PostgreSQL where it likes; the subgraphs and the clients on core 1.'
      : 'There is no taskset here: nothing is tied to a core.',
  );
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-bench-'));
  const [postgres, issuer] = [await disposablePostgres(), await startIssuer()];
  const writer = new Client({ connectionString: postgres.url('postgres') });
  let subgraphs: Awaited<ReturnType<typeof startSubgraphs>> | undefined;
  let gateway: Running | undefined;
  try {
    await writer.connect();
    await writer.query('create table change (number int primary key, thing uuid not null)');
    subgraphs = await startSubgraphs(postgres.url('postgres'));
    const supergraphFile = path.join(folder, 'supergraph.graphql');
    writeFileSync(supergraphFile, subgraphs.supergraphSdl);
    const contestant = {
      name: 'ura',
      command: () => [process.execPath, '--max-old-space-size=384', path.join(root, 'gateway/dist/main.js')],
      settings: (port: number) => ({
        ...issuer.gatewaySettings,
        URA_PORT: String(port),
        URA_SUPERGRAPH: supergraphFile,
      }),
    };
    gateway = await start(contestant as never, await freePort(), folder, isPinned);
    await measure(gateway, subgraphs, writer, issuer.tokenFor);
  } finally {
    await gateway?.stop();
    await subgraphs?.stop();
    await writer.end();
    await postgres.stop();
    issuer.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function measure(
  gateway: Running,
  subgraphs: Awaited<ReturnType<typeof startSubgraphs>>,
  writer: Client,
  tokenFor: (person: string, seconds?: number) => Promise<string>,
): Promise<void> {
  const memory: Record<string, number> = {};
  const remember = (when: string) => {
    memory[when] = megabytes(gateway.residentBytes());
  };
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  const writtenAt: number[] = [];
  const times: number[] = [];
  const heard = (number: number) => {
    if (number <= CHANGES) times.push(performance.now() - writtenAt[number]!);
  };
  let number = 0;
  const write = async () => {
    number += 1;
    writtenAt[number] = performance.now();
    await writer.query(
      `with written as (insert into change values ($1, $2) returning *)
       select pg_notify('changed', number || ' ' || thing) from written`,
      [number, THINGS[number % THINGS.length]],
    );
  };
  const reached = async (followers: readonly Follower[], last: number) => {
    while (followers.some(follower => follower.isOpen && follower.last < last)) await pause(1);
  };

  remember('at the start');
  const followers: Follower[] = [];
  for (let person = 0; person < CLIENTS / CLIENTS_OF_ONE; person += 1) {
    const token = await tokenFor(randomUUID());
    const joining = Array.from({ length: CLIENTS_OF_ONE }, () => follow(gateway.origin, token, agent, heard));
    followers.push(...(await Promise.all(joining)));
  }
  remember(`${CLIENTS} clients`);
  const begun = gateway.cpuMilliseconds();
  for (let count = 0; count < CHANGES; count += 1) {
    await Promise.all([write(), pause(1_000 / CHANGES_A_SECOND)]);
  }
  await reached(followers, number);
  const cpu = gateway.cpuMilliseconds() - begun;
  remember(`after ${CHANGES} changes`);
  console.log(
    table([
      {
        clients: followers.length,
        streams: subgraphs.streams(),
        changes: number,
        joins: subgraphs.joins(),
        told: times.length,
        'p50 ms': percentile(times, 50),
        'p99 ms': percentile(times, 99),
        'longest ms': Math.max(0, percentile(times, 100)),
        'CPU ms a change': cpu / number,
      },
    ]),
  );
  console.log(`p99 ${percentile(times, 99).toFixed(1)} ms (to reach: under 250)\n`);

  for (const follower of followers.splice(STAYING)) follower.close();
  for (const seconds of ENDING) {
    followers.push(await follow(gateway.origin, await tokenFor(randomUUID(), seconds), agent, heard));
  }
  const since = performance.now();
  while (number < CHANGES + MANY_CHANGES) {
    for (let count = 0; count < AT_ONCE; count += 1) await write();
    await reached(followers, number);
    if (number % 2_000 < AT_ONCE) remember(`after ${number}`);
  }
  const seconds = (performance.now() - since) / 1_000;
  const sum = (of: (follower: Follower) => number) => followers.reduce((total, each) => total + of(each), 0);
  console.log(
    table([
      {
        clients: followers.length,
        changes: number - CHANGES,
        'changes/s': (number - CHANGES) / seconds,
        'sign-ins that ended': followers.filter(({ isOpen }) => !isOpen).length,
        lost: sum(({ lost }) => lost),
        doubled: sum(({ doubled }) => doubled),
      },
    ]),
  );
  for (const follower of followers) follower.close();
  while (subgraphs.streams() > 0) await pause(10);
  remember('when all have left');
  console.log('\nMemory of the gateway, MB:');
  console.log(table([memory]));
}
