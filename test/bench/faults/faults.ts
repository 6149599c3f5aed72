import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { disposablePostgres } from '@ura/database';
import { freePorts, type Hub, settingName, startHub, subgraphs } from '@ura/local';
import { person, tokenOf } from '../../hub';
import { newShelter } from '../../journeys/shelters';
import { table } from '../figures';
import { measureMemory } from './memory';
import { Holds, type Question, readQuestions } from './questions';
import { type Relay, startRelay } from './relay';
import type { Verdict } from './verdict';

const SECONDS = 20;
/** Each client asks the next question so long after its last answer. */
const PAUSE_MILLISECONDS = 25;
const HOLDERS = ['mobile-unit@vatra', 'hotline@pvpt', 'police@vlore'];
/** All load comes from one address. */
const UNHURRIED = {
  URA_RATE_PER_VIEWER: '10000000',
  URA_RATE_PER_ORGANISATION: '10000000',
  URA_RATE_PER_ADDRESS: '10000000',
};
const MEMORY_REQUESTS_A_SECOND = 10_000;

interface Fault {
  readonly name: string;
  begin(): Promise<unknown> | unknown;
  end(): Promise<unknown> | unknown;
}

/**
 * The whole hub under a steady load of questions whose right answers are known, while one part after the
 * other falls. What is not right, null with an error, or marked is wrong, and nothing may be.
 */
export const benchFaults = async ({ seconds = SECONDS }: { readonly seconds?: number }): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-faults-'));
  const postgres = await disposablePostgres();
  const ports = await freePorts();
  const relays = new Map<string, Relay>();
  for (const { name } of subgraphs) relays.set(name, await startRelay(ports[name]!));
  // The gateway goes through the relays only where they are the fault.
  const settings: Record<string, Record<string, string>> = { gateway: { ...UNHURRIED } };
  const metricsPort = (await freePorts()).gateway!;
  let hub: Hub | undefined;
  try {
    hub = await startHub({
      folder,
      ports,
      settings,
      postgres: { url: () => postgres.url(), prefix: 'faults-' },
    });
    const direct = subgraphs.flatMap(({ name }) => [killed(hub!, name), hung(hub!, name)]);
    const rows = await underFaults(hub, seconds, [
      { name: 'nothing', begin: () => undefined, end: () => undefined },
      ...direct,
      { name: 'PostgreSQL restarted', begin: postgres.restart, end: postgres.restart },
    ]);
    for (const [name, relay] of relays) settings.gateway![`URA_${settingName(name)}_URL`] = relay.url;
    settings.gateway!.URA_METRICS_PORT = String(metricsPort);
    await hub.kill('gateway');
    await hub.start('gateway');
    const between = [...relays].flatMap(([name, relay]) => [
      altered(name, relay, 'garbage'),
      altered(name, relay, 'slow'),
    ]);
    rows.push(...(await underFaults(hub, seconds, between)));
    console.log(table(rows));
    await measureMemory(hub.url, metricsPort, relays.get('partners')!, MEMORY_REQUESTS_A_SECOND * seconds);
    const wrong = rows.reduce((sum, row) => sum + Number(row.wrong), 0);
    if (wrong > 0) throw new Error(`${wrong} answers were wrong.`);
  } finally {
    await hub?.stop();
    for (const relay of relays.values()) await relay.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const killed = (hub: Hub, name: string): Fault => ({
  name: `${name} killed`,
  begin: () => hub.kill(name),
  end: () => hub.start(name),
});

const hung = (hub: Hub, name: string): Fault => ({
  name: `${name} hung`,
  begin: () => process.kill(hub.pidOf(name)!, 'SIGSTOP'),
  end: () => process.kill(hub.pidOf(name)!, 'SIGCONT'),
});

const altered = (name: string, relay: Relay, mode: 'garbage' | 'slow'): Fault => ({
  name: `${name} ${mode}`,
  begin: () => relay.set(mode),
  end: () => relay.set('pass'),
});

type Row = Record<string, number | string>;

async function underFaults(hub: Hub, seconds: number, faults: readonly Fault[]): Promise<Row[]> {
  const as = async (account: string) =>
    person(hub.url, account === 'anybody' ? undefined : await tokenOf(hub.issuer, account));
  const shelterId = await newShelter(await as('shelter-manager@vatra'), [
    { familyUnit: false, beds: 30 },
    { familyUnit: false, beds: 30 },
  ]);
  const holds = new Holds(hub.databases.shelters.owner!, shelterId);
  const reads = await readQuestions(as);
  const holders = await Promise.all(HOLDERS.map(as));
  const questions = [...reads, ...holders.map(holder => holds.question(holder))];
  const rows: Row[] = [];
  for (const fault of faults) {
    rows.push(await underFault(fault, seconds, questions, holds));
    console.log(table([rows.at(-1)!]));
  }
  return rows;
}

/** The fault is there from a tenth of the time to six tenths; the rest shows whether all comes back. */
async function underFault(
  { name, begin, end }: Fault,
  seconds: number,
  questions: readonly Question[],
  holds: Holds,
): Promise<Row> {
  const counts: Record<Verdict | 'unanswered', number> = {
    whole: 0,
    degraded: 0,
    partial: 0,
    nothing: 0,
    wrong: 0,
    unanswered: 0,
  };
  let isOver = false;
  let slowest = 0;
  const client = async ({ ask, name: asked }: Question) => {
    while (!isOver) {
      const begun = performance.now();
      const verdict = await ask().catch(() => 'unanswered' as const);
      slowest = Math.max(slowest, performance.now() - begun);
      counts[verdict] += 1;
      if (verdict === 'wrong' && counts.wrong === 1) console.log(`wrong while ${name}: ${asked}`);
      await pause(PAUSE_MILLISECONDS);
    }
  };
  const clearing = async () => {
    while (!isOver) {
      await holds.clear().catch(() => undefined);
      await pause(250);
    }
  };
  const clients = [...questions.map(client), clearing()];
  await pause(seconds * 100);
  await begin();
  await pause(seconds * 500);
  await end();
  const ended = performance.now();
  const backAfter = await untilWhole(questions, ended);
  await pause(Math.max(0, seconds * 400 - (performance.now() - ended)));
  isOver = true;
  await Promise.all(clients);
  counts.wrong += await holds.lies();
  return {
    fault: name,
    ...counts,
    'slowest ms': Math.round(slowest),
    'back after ms': Math.round(backAfter),
  };
}

const PATIENCE_MILLISECONDS = 15_000;

/** Milliseconds until every question is answered whole again; infinite where that takes too long. */
async function untilWhole(questions: readonly Question[], since: number): Promise<number> {
  for (;;) {
    const verdicts = await Promise.all(questions.map(({ ask }) => ask().catch(() => 'nothing')));
    const took = performance.now() - since;
    if (verdicts.every(verdict => verdict === 'whole')) return took;
    if (took > PATIENCE_MILLISECONDS) return Number.POSITIVE_INFINITY;
    await pause(PAUSE_MILLISECONDS);
  }
}
