import { cpus, totalmem } from 'node:os';
import { benchBeds } from './beds';

/** The benchmarks, by name. Each prints its table with ratios measured in one run. */
const benchmarks: Readonly<Record<string, () => Promise<void>>> = { beds: benchBeds };

const main = async () => {
  const names = process.argv.slice(2);
  const unknown = names.filter(name => !Object.hasOwn(benchmarks, name));
  if (unknown.length > 0 || names.length === 0) {
    console.error(`Say which: npm run bench -- ${Object.keys(benchmarks).join(' | ')}`);
    process.exit(1);
  }
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memory} GiB`);
  for (const name of names) await benchmarks[name]!();
};

main().catch(error => {
  console.error(error);
  process.exit(1);
});
