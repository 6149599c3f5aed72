import { CompositionFailed } from '@ura/supergraph';
import fc from 'fast-check';
import { Arena, type MakeExecutor } from './arena.fixture';
import { operationOf } from './operation.fixture';
import { type GraphSketch, type Sketch, sketches } from './sketch.fixture';

const OPERATIONS = 12;
const SEEDS = 8;
/** How long a failure may take to shrink, in milliseconds. */
const SHRINKING = 100_000;

export interface Trials {
  /** How many operations times answers are to be compared, about. */
  readonly cases: number;
  readonly seed: number;
  /** Where a failure of this seed was found, to go straight there. */
  readonly path?: string;
  /** Whether a failure is made as small as it can be. True by default. */
  readonly isShrinking?: boolean;
}

export interface Verdict {
  /** What differed, as plain as it could be made; undefined where nothing did. */
  readonly difference?: string;
  readonly cases: number;
  readonly graphs: number;
  /** Graphs that do not compose and operations that are not valid: a sketch may mean none. */
  readonly discarded: number;
}

/** Compares an executor with Apollo's on generated graphs, operations and answers. */
export const judge = async (makeExecutor: MakeExecutor, trials: Trials): Promise<Verdict> => {
  const tally = { cases: 0, graphs: 0, discarded: 0 };
  let failedAt: number | undefined;
  const property = fc.asyncProperty(sketches(OPERATIONS, SEEDS), async sketch => {
    if (failedAt !== undefined && Date.now() - failedAt > SHRINKING) return;
    try {
      await compare(sketch, makeExecutor, tally);
    } catch (error) {
      failedAt ??= Date.now();
      throw error;
    }
  });
  const { seed, path, cases, isShrinking = true } = trials;
  const numRuns = Math.ceil(cases / (OPERATIONS * SEEDS * SHARE * SHARE));
  const result = await fc.check(property, {
    seed,
    ...(path && { path }),
    numRuns,
    endOnFailure: !isShrinking,
  });
  if (!result.failed) return tally;
  const words = [
    String((result.errorInstance as Error).message),
    `# again: URA_ORACLE_SEED=${seed} URA_ORACLE_PATH=${result.counterexamplePath}`,
  ];
  return { ...tally, difference: words.join('\n') };
};

/** The part of the operations and seeds of a sketch that are there: see `sketches`. */
const SHARE = 29 / 30;

const compare = async (
  { graph, operations, seeds }: Sketch,
  makeExecutor: MakeExecutor,
  tally: { cases: number; graphs: number; discarded: number },
): Promise<void> => {
  tally.graphs += 1;
  const arena = composed(graph, makeExecutor);
  if (!arena) {
    tally.discarded += 1;
    return;
  }
  for (const sketch of operations) {
    const operation = operationOf(sketch, arena.reference.schema);
    if (!operation) {
      tally.discarded += 1;
      continue;
    }
    const trial = arena.trial(operation);
    for (const seed of seeds) {
      tally.cases += 1;
      const difference = await trial(seed);
      if (difference) throw new Error(difference);
    }
  }
};

const composed = (graph: GraphSketch, makeExecutor: MakeExecutor): Arena | undefined => {
  try {
    return new Arena(graph, makeExecutor);
  } catch (error) {
    if (error instanceof CompositionFailed) return undefined;
    throw error;
  }
};
