import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Apollo from '@apollo/gateway/dist/executeQueryPlan';

/**
 * Apollo's executor, with three mistakes of its own mended.
 *
 * - It finds the place of an error among the entities that lie at the fetch's path, by the number of the
 *   representation. Where some of those entities were not asked about (another type, or something they
 *   require is missing), the numbers differ, and errors are reported at places that have none.
 * - A subgraph that takes an interface for an object says the interface's name for a type. Merged over the
 *   type that was known, it makes the whole thing null without a word, as soon as the type is asked for.
 * - In a fragment on an interface it forgets the type of what it stands in. Where no `__typename` came, since
 *   the field has only one type, a fragment on that type within is left out of the answer.
 */
type Mends = readonly (readonly [wrong: string, right: string])[];

const EXECUTOR: Mends = [
  [
    'sendOperation({ ...variables, representations })',
    'sendOperation({ ...variables, representations }, representationToEntity)',
  ],
  ['async function sendOperation(variables) {', 'async function sendOperation(variables, asked) {'],
  [
    'makeLazyErrorPathGenerator(fetch, currentCursor)',
    'makeLazyErrorPathGenerator(fetch, currentCursor, asked)',
  ],
  [
    'function makeLazyErrorPathGenerator(fetch, cursor) {',
    'function makeLazyErrorPathGenerator(fetch, cursor, asked) {',
  ],
  ['hydratedPaths[errorPath[1]]', 'hydratedPaths[asked[errorPath[1]]]'],
  [
    '(0, deepMerge_1.deepMerge)(entities[representationToEntity[i]], receivedEntity);',
    `if (receivedEntity && !graphql_1.isObjectType(context.supergraphSchema.getType(receivedEntity.__typename)))
       receivedEntity.__typename = existingEntity.__typename;
     (0, deepMerge_1.deepMerge)(entities[representationToEntity[i]], receivedEntity);`,
  ],
];

const SHAPING: Mends = [
  [
    'parentType: (_d = fragment.typeCondition) !== null && _d !== void 0 ? _d : parentType,',
    `parentType: (0, federation_internals_1.isObjectType)(parentType)
       ? parentType
       : (_d = fragment.typeCondition) !== null && _d !== void 0 ? _d : parentType,`,
  ],
];

const load = <Module>(file: string, mends: Mends, others: Readonly<Record<string, unknown>>): Module => {
  let source = readFileSync(file, 'utf8');
  for (const [wrong, right] of mends) {
    if (source.split(wrong).length !== 2) throw new Error(`Apollo's executor is not what it was: ${wrong}`);
    source = source.replace(wrong, right);
  }
  const exports = {};
  const original = createRequire(file);
  new Function('require', 'exports', source)((name: string) => others[name] ?? original(name), exports);
  return exports as Module;
};

const shaping = load(require.resolve('@apollo/gateway/dist/resultShaping'), SHAPING, {});

export const mended = load<typeof Apollo>(
  require.resolve('@apollo/gateway/dist/executeQueryPlan'),
  EXECUTOR,
  { './resultShaping': shaping },
).executeQueryPlan;
