import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { freePort } from '@ura/database';
import { type Contestant, contestants, uras } from './contestants';
import { questions, type SubgraphName, schemas, subgraphNames, supergraphOf } from './graph';
import { startIssuer } from './issuer';
import { answerOf, load } from './load';
import { installPeers, peerVersions } from './peers';
import { canPin, pinLoad, type Running, start } from './process';
import { profiled, whereTimeWent } from './profile';
import { type Round, report } from './report';
import { type Recorded, startRecorded } from './subgraphs';

const ROUNDS = 5;
/** What runs on a compiler that learns is measured when it has learnt. */
const WARM_ROUNDS = 2;
const COMPARED_TURNS = [0, 1, 50, 101, 210];

interface Options {
  /** How long each gateway is asked in each round. */
  readonly seconds?: number;
  /** Measures Ura's gateway alone, and says where its time goes. */
  readonly profile?: boolean;
}

/** Ura's gateway and its peers over the same recorded subgraphs, in turns. */
export const benchGateway = async ({ seconds = 2, profile = false }: Options): Promise<void> => {
  if (!profile) installPeers();
  const isPinned = canPin();
  if (isPinned) pinLoad();
  console.log(
    isPinned
      ? 'The gateways on core 0; the recorded subgraphs and the load on core 1.'
      : 'There is no taskset here: nothing is tied to a core, and the figures are worth less.',
  );
  if (!profile) console.log(`Peers: ${peerVersions()}.`);
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const recorded = await startRecorded();
  const issuer = await startIssuer();
  const running: Running[] = [];
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  try {
    const supergraphFile = path.join(folder, 'supergraph.graphql');
    writeFileSync(supergraphFile, supergraphOf(recorded.urls));
    const gatewaySettings = { ...issuer.gatewaySettings, URA_SUPERGRAPH: supergraphFile };
    const grafbaseFile = grafbaseConfiguration(folder, recorded.urls);
    const given = { supergraphFile, gatewaySettings, grafbaseFile, urls: recorded.urls, token: issuer.token };
    const profileOf = (name: string) => path.join(folder, `profile of ${name}`);
    const wanted = profile ? uras(given, name => profiled(profileOf(name))) : contestants(given);
    for (const contestant of wanted) {
      const started = await startOrSay(contestant, folder, isPinned);
      if (started) running.push(started);
    }
    const equal = await thoseThatAgree(running);
    console.log(report(await measure(equal, recorded, seconds)));
    if (!profile) return;
    await Promise.all(running.map(each => each.stop()));
    for (const { name } of wanted) console.log(`\n== ${name}\n${whereTimeWent(profileOf(name))}`);
  } finally {
    await Promise.all(running.map(each => each.stop()));
    recorded.stop();
    issuer.stop();
  }
};

/** Grafbase composes by itself, from the subgraphs' schemas. */
function grafbaseConfiguration(folder: string, urls: Readonly<Record<SubgraphName, string>>): string {
  const file = path.join(folder, 'grafbase.toml');
  const subgraphs = subgraphNames.map(name => {
    const schema = path.join(folder, `${name}.graphql`);
    writeFileSync(schema, schemas[name]);
    return `[subgraphs.${name}]\nurl = "${urls[name]}"\nschema_path = "${schema}"\n`;
  });
  writeFileSync(file, subgraphs.join('\n'));
  return file;
}

async function startOrSay(contestant: Contestant, folder: string, isPinned: boolean) {
  try {
    return await start(contestant, await freePort(), folder, isPinned);
  } catch (error) {
    console.log(`${contestant.name} does not run here and is left out: ${(error as Error).message}`);
    return undefined;
  }
}

/** Asks all the same, and leaves out whose answer is not that of the first. */
async function thoseThatAgree(running: readonly Running[]): Promise<Running[]> {
  const [first, ...others] = running;
  if (!first) throw new Error('No gateway runs.');
  const isOut = new Set<Running>();
  for (const question of questions) {
    for (const turn of COMPARED_TURNS) {
      const ask = ({ origin, contestant }: Running) =>
        answerOf(origin, question, turn, contestant.headers ?? {});
      const expected = await ask(first);
      for (const other of others.filter(each => !isOut.has(each))) {
        const answer = await ask(other);
        if (isDeepStrictEqual(answer, expected)) continue;
        isOut.add(other);
        console.log(
          `${other.contestant.name} answers "${question.name}" otherwise than ${first.contestant.name} ` +
            `and is left out: ${JSON.stringify(answer).slice(0, 300)}`,
        );
      }
    }
  }
  return running.filter(each => !isOut.has(each));
}

/** In each round every gateway has its turn; every other round begins with the last one. */
async function measure(running: readonly Running[], recorded: Recorded, seconds: number): Promise<Round[]> {
  const rounds: Round[] = [];
  // The first rounds warm up, and have the subgraphs record every answer: they do not count.
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round += 1) {
    const order = round % 2 === 1 ? running : running.toReversed();
    for (const question of questions) {
      for (const each of order) {
        const { origin, contestant } = each;
        const [cpuBefore, fetchesBefore] = [each.cpuMilliseconds(), recorded.fetches()];
        const loaded = await load(origin, question, seconds, contestant.headers ?? {});
        if (round < WARM_ROUNDS) continue;
        rounds.push({
          question: question.name,
          gateway: contestant.name,
          cpuMilliseconds: (each.cpuMilliseconds() - cpuBefore) / loaded.requests,
          perSecond: loaded.perSecond,
          p50: loaded.p50,
          p99: loaded.p99,
          memoryBytes: each.residentBytes(),
          answerBytes: loaded.answerBytes,
          fetches: (recorded.fetches() - fetchesBefore) / loaded.requests,
          failed: loaded.failed,
        });
      }
    }
  }
  return rounds;
}
