import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchBeds } from './beds';
import { benchCases } from './cases/cases';
import { benchFaults } from './faults/faults';
import { benchGateway } from './gateway/gateway';
import { benchLive } from './live/live';

interface Options {
  /** How long one measurement takes, where a benchmark measures by time. */
  readonly seconds?: number;
  /** Says where the time goes, where a benchmark can. */
  readonly profile?: boolean;
}

/** The benchmarks, by name. Each prints its table with ratios measured in one run. */
const benchmarks: Readonly<Record<string, (options: Options) => Promise<void>>> = {
  beds: benchBeds,
  cases: benchCases,
  faults: benchFaults,
  gateway: benchGateway,
  live: benchLive,
};

const main = async () => {
  const { positionals: names, values } = parseArgs({
    allowPositionals: true,
    options: { seconds: { type: 'string' }, profile: { type: 'boolean' } },
  });
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
  const unknown = names.filter(name => !Object.hasOwn(benchmarks, name));
  if (unknown.length > 0 || names.length === 0 || Number.isNaN(seconds)) {
    console.error(
      `Say which: npm run bench -- ${Object.keys(benchmarks).join(' | ')} [--seconds 2] [--profile]`,
    );
    process.exit(1);
  }
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memory} GiB`);
  for (const name of names) await benchmarks[name]!({ seconds, profile: values.profile });
};

main().catch(error => {
  console.error(error);
  process.exit(1);
});
