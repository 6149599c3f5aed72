import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Apollo from '@apollo/gateway/dist/executeQueryPlan';

/**
 * Apollo's executor, with two mistakes of its own mended.
 *
 * - It finds the place of an error among the entities that lie at the fetch's path, by the number of the
 *   representation. Where some of those entities were not asked about (another type, or something they
 *   require is missing), the numbers differ, and errors are reported at places that have none.
 * - A subgraph that takes an interface for an object says the interface's name for a type. Merged over the
 *   type that was known, it makes the whole thing null without a word, as soon as the type is asked for.
 */
const MENDED: readonly (readonly [string, string])[] = [
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

const load = (): typeof Apollo => {
  const file = require.resolve('@apollo/gateway/dist/executeQueryPlan');
  let source = readFileSync(file, 'utf8');
  for (const [wrong, right] of MENDED) {
    if (source.split(wrong).length !== 2) throw new Error(`Apollo's executor is not what it was: ${wrong}`);
    source = source.replace(wrong, right);
  }
  const exports = {};
  new Function('require', 'exports', source)(createRequire(file), exports);
  return exports as typeof Apollo;
};

export const mended = load().executeQueryPlan;
