import { Engine } from '../execution/engine';
import type { Send, SubgraphAnswer } from '../execution/fetch';
import type { Executor, MakeExecutor } from './arena.fixture';
import type { AnswerError } from './reference.fixture';

interface Result {
  readonly text: string;
  readonly errors: readonly AnswerError[];
}

/** The engine with what it hears, or what it says, spoilt on its way. */
const spoilt =
  (hear: (answer: SubgraphAnswer) => SubgraphAnswer, say: (result: Result) => Result): MakeExecutor =>
  (supergraphSdl, send): Executor => {
    const listening: Send = async (...asked) => hear(await send(...asked));
    const engine = new Engine({ supergraphSdl, send: listening });
    return {
      prepare: asked => {
        const prepared = engine.prepare(asked);
        return { run: async (variables, asking) => say(await prepared.run(variables, asking)) };
      },
    };
  };

const asIs = <T>(it: T): T => it;

const withEntities = (change: (entities: unknown[]) => unknown[]) => (answer: SubgraphAnswer) => {
  const entities = answer.data?._entities;
  return Array.isArray(entities) ? { ...answer, data: { _entities: change(entities) } } : answer;
};

const withData = (change: (data: unknown) => unknown) => (result: Result) => ({
  ...result,
  text: JSON.stringify(change(JSON.parse(result.text))),
});

/** Puts something in the place of the first value that there is something for. */
const once = (swap: (value: unknown) => unknown) => {
  const walk = (value: unknown): unknown => {
    const swapped = swap(value);
    if (swapped !== undefined) return swapped;
    if (value === null || typeof value !== 'object') return value;
    const made = Array.isArray(value) ? [...value] : { ...value };
    for (const [key, part] of Object.entries(value)) {
      const walked = walk(part);
      if (walked === part) continue;
      Reflect.set(made, key, walked);
      return made;
    }
    return value;
  };
  return walk;
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Executors that are wrong in one way each, by what they do. */
export const MUTANTS: Readonly<Record<string, MakeExecutor>> = {
  'loses an error': spoilt(asIs, result => ({ ...result, errors: result.errors.slice(1) })),
  'puts an error in another place': spoilt(asIs, result => ({
    ...result,
    errors: result.errors.map(({ path = [], extensions }) => ({
      path: path.map(it => (typeof it === 'number' ? it + 1 : it)),
      extensions,
    })),
  })),
  'changes the code of an error': spoilt(asIs, result => ({
    ...result,
    errors: result.errors.map(({ path }) => ({ path, extensions: { code: 'INTERNAL' } })),
  })),
  'stops a null too early': spoilt(asIs, withData(once(value => (value === null ? {} : undefined)))),
  'lets a null rise too far': spoilt(
    asIs,
    withData(once(value => (isObject(value) && Object.values(value).includes(null) ? null : undefined))),
  ),
  'mixes up entities': spoilt(
    withEntities(entities => [...entities].reverse()),
    asIs,
  ),
  'loses the last entity': spoilt(
    withEntities(entities => [...entities.slice(0, -1), null]),
    asIs,
  ),
  'does not merge what a second fetch found': spoilt(
    withEntities(entities => entities.map(() => null)),
    asIs,
  ),
  'answers in another order': spoilt(
    asIs,
    withData(
      once(value =>
        isObject(value) && Object.keys(value).length > 1
          ? Object.fromEntries(Object.entries(value).reverse())
          : undefined,
      ),
    ),
  ),
  'takes zero for nothing': spoilt(asIs, withData(once(value => (value === 0 ? null : undefined)))),
  'shows a field that nobody asked for': spoilt(
    asIs,
    withData(once(value => (isObject(value) ? { ...value, extra: 1 } : undefined))),
  ),
  'forgets the variables': (supergraphSdl, send) => {
    const engine = new Engine({ supergraphSdl, send });
    return {
      prepare: asked => {
        const prepared = engine.prepare(asked);
        return { run: (_, asking) => prepared.run({}, asking) };
      },
    };
  },
  'runs a fetch twice': (supergraphSdl, send) =>
    new Engine({
      supergraphSdl,
      send: async (...asked) => {
        await send(...asked);
        return send(...asked);
      },
    }),
};
