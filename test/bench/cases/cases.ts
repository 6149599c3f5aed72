import { disposablePostgres } from '@ura/database';
import { median, percentile, table } from '../figures';
import { type Question, questionsFor, rowsOf } from './questions';
import { type Ask, type Subject, startSigns, startSubject } from './subject';

const SIZES = [1_000, 200_000];
const WARM_ROUNDS = 10;
const ROUNDS = 40;
const CLIENTS = 20;
const TURNS = 2;
const REQUESTS_A_TURN = 80;
const TO_REACH = 1.5;

interface Asked {
  readonly cases: number;
  readonly ask: Ask;
  readonly questions: readonly Question[];
}

/** Lists, a case page and an inbox, through the subgraph, with few cases and with very many. */
export const benchCases = async (): Promise<void> => {
  const postgres = await disposablePostgres();
  const signs = await startSigns();
  const subjects: Subject[] = [];
  try {
    const asked: Asked[] = [];
    for (const cases of SIZES) {
      const subject = await startSubject(postgres.url(), signs, cases);
      subjects.push(subject);
      console.log(`filled ${cases} cases, ${subject.data.entries} timeline entries`);
      asked.push({ cases, ask: subject.ask, questions: await questionsFor(subject.data, subject.ask) });
    }
    const rows = [];
    for (const index of asked[0]!.questions.keys()) rows.push(...(await compare(asked, index)));
    console.log(table(rows));
    console.log(
      `ratio: the median with the most cases over that with the fewest (to reach: at most ${TO_REACH})`,
    );
  } finally {
    for (const subject of subjects) await subject.stop();
    signs.stop();
    await postgres.stop();
  }
};

/** One question, by one client and by many. The sizes take turns, so that what else the machine does falls on all alike. */
async function compare(asked: readonly Asked[], index: number) {
  const alone = asked.map(() => [] as number[]);
  const together = asked.map(() => [] as number[]);
  const put = ({ ask, questions }: Asked) => timed(ask, questions[index]!);
  for (let round = 0; round < WARM_ROUNDS; round += 1) for (const each of asked) await put(each);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [at, each] of asked.entries()) alone[at]!.push(await put(each));
  for (let turn = 0; turn < TURNS; turn += 1)
    for (const [at, each] of asked.entries()) together[at]!.push(...(await byMany(() => put(each))));
  return [row(asked, index, 1, alone), row(asked, index, CLIENTS, together)];
}

const row = (asked: readonly Asked[], index: number, clients: number, times: readonly number[][]) => ({
  question: asked[0]!.questions[index]!.name,
  clients,
  ...Object.fromEntries(
    asked.flatMap(({ cases }, at) => [
      [`median ms, ${cases}`, median(times[at]!)],
      [`p99 ms, ${cases}`, percentile(times[at]!, 99)],
    ]),
  ),
  ratio: median(times.at(-1)!) / median(times[0]!),
});

async function timed(ask: Ask, { name, viewer, query, variables, rows }: Question): Promise<number> {
  const begun = performance.now();
  const answer = await ask(viewer, query, variables);
  const milliseconds = performance.now() - begun;
  const given = rowsOf(answer);
  if (given !== rows) throw new Error(`${name}: ${given} rows came, and not ${rows}.`);
  return milliseconds;
}

async function byMany(put: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  const client = async () => {
    for (let asked = 0; asked < REQUESTS_A_TURN / CLIENTS; asked += 1) times.push(await put());
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return times;
}
