import { Engine } from '../execution/engine';
import { judge } from './judge.fixture';
import { MUTANTS } from './mutants.fixture';

/** More on demand, from another seed, or straight to a failure that was found. */
const cases = Number(process.env.URA_ORACLE_CASES ?? 10_000);
const seed = Number(process.env.URA_ORACLE_SEED ?? 3);
const path = process.env.URA_ORACLE_PATH;

test('the compiled executor answers as Apollo does, data and errors', async () => {
  const plans = { compiled: 0, left: 0 };
  const verdict = await judge(
    (supergraphSdl, send) =>
      new Engine({
        supergraphSdl,
        send,
        onPlanned: isCompiled => {
          plans[isCompiled ? 'compiled' : 'left'] += 1;
        },
      }),
    { cases, seed, path },
  );
  expect(verdict.difference ?? '').toBe('');
  if (path) return;
  expect(verdict.cases).toBeGreaterThan(0.9 * cases);
  expect(verdict.discarded).toBeLessThan(0.05 * verdict.graphs);
  expect(plans.left).toBeLessThan(0.1 * plans.compiled);
}, 900_000);

test.each(Object.entries(MUTANTS))('the oracle catches an executor that %s', async (_, makeMutant) => {
  const verdict = await judge(makeMutant, { cases: 1_000, seed, isShrinking: false });
  expect(verdict.difference).toBeDefined();
});
