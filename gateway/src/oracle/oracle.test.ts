import { Engine } from '../execution/engine';
import { judge } from './judge.fixture';

/** More on demand, from another seed, or straight to a failure that was found. */
const cases = Number(process.env.URA_ORACLE_CASES ?? 10_000);
const seed = Number(process.env.URA_ORACLE_SEED ?? 3);
const path = process.env.URA_ORACLE_PATH;

test('the compiled executor answers as Apollo does, data and errors', async () => {
  let compiled = 0;
  const verdict = await judge(
    (supergraphSdl, send) =>
      new Engine({
        supergraphSdl,
        send,
        onPlanned: isCompiled => {
          if (isCompiled) compiled += 1;
        },
      }),
    { cases, seed, path },
  );
  expect(verdict.difference).toBeUndefined();
  expect(verdict.cases).toBeGreaterThan(0.95 * cases);
  expect(verdict.discarded).toBeLessThan(0.02 * verdict.cases);
  expect(compiled).toBeGreaterThan(0);
}, 600_000);
