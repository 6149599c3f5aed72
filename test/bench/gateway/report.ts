import { median, megabytes, table } from '../figures';
import { APOLLO, GRAFBASE, HIVE, HIVE_RUST, PROXY, URA, URA_ALL } from './contestants';

/** One round of one gateway with one question. */
export interface Round {
  readonly question: string;
  readonly gateway: string;
  readonly cpuMilliseconds: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly memoryBytes: number;
  readonly answerBytes: number;
  readonly fetches: number;
  readonly failed: number;
}

interface Target {
  readonly name: string;
  readonly of: string;
  /** The best of those that ran is what counts. */
  readonly against: readonly string[];
  readonly atMost: number;
}

const targets: readonly Target[] = [
  { name: 'the better hive', of: URA, against: [HIVE, HIVE_RUST], atMost: 1 / 3 },
  { name: APOLLO, of: URA, against: [APOLLO], atMost: 1 / 4 },
  { name: PROXY, of: URA, against: [PROXY], atMost: 2 },
  { name: GRAFBASE, of: URA, against: [GRAFBASE], atMost: 1.5 },
  { name: URA, of: URA_ALL, against: [URA], atMost: 1.5 },
];

/** What was measured, as medians of the rounds, and what the targets say to it. */
export const report = (rounds: readonly Round[]): string =>
  [...new Set(rounds.map(round => round.question))]
    .map(question =>
      section(
        question,
        rounds.filter(round => round.question === question),
      ),
    )
    .join('\n\n');

function section(question: string, rounds: readonly Round[]): string {
  const gateways = [...new Set(rounds.map(round => round.gateway))];
  const of = (gateway: string, figure: (round: Round) => number) =>
    median(rounds.filter(round => round.gateway === gateway).map(figure));
  const cpu = (gateway: string) => of(gateway, round => round.cpuMilliseconds);
  const failures = (gateway: string) =>
    rounds.filter(round => round.gateway === gateway).reduce((sum, { failed }) => sum + failed, 0);
  const rows = gateways.map(gateway => ({
    gateway,
    'CPU ms/request': cpu(gateway),
    'of its core %': Math.round((cpu(gateway) * of(gateway, round => round.perSecond)) / 10),
    'requests/s': Math.round(of(gateway, round => round.perSecond)),
    'p50 ms': of(gateway, round => round.p50),
    'p99 ms': of(gateway, round => round.p99),
    'memory MB': megabytes(of(gateway, round => round.memoryBytes)),
    'fetches/request': of(gateway, round => round.fetches),
    failed: failures(gateway),
  }));
  const verdicts = targets.flatMap(({ name, of: whose, against, atMost }) => {
    const others = against.filter(each => gateways.includes(each));
    if (others.length === 0 || !gateways.includes(whose)) return [];
    const ratio = cpu(whose) / Math.min(...others.map(cpu));
    const isWhole = [whose, ...others].every(each => failures(each) === 0);
    return [
      {
        'CPU of': whose,
        against: name,
        ratio: ratio.toFixed(2),
        'to reach': `at most ${atMost.toFixed(2)}`,
        reached: !isWhole ? 'answers failed' : ratio <= atMost ? 'yes' : 'no',
      },
    ];
  });
  const kilobytes = median(rounds.map(round => round.answerBytes)) / 1_000;
  return [`== ${question} (${kilobytes.toFixed(0)} KB)`, table(rows), '', table(verdicts)].join('\n');
}
