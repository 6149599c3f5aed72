import { type PrivacyClass, strictestClasses } from './privacy';
import type { Problem } from './problem';
import { argumentOf, directivesNamed, hasDirective, type Subgraph, type Type } from './subgraph';
import { type Origins, originsIn } from './supergraph';

/** All that a rule may look at. */
export interface Graph {
  readonly subgraphs: readonly Subgraph[];
  /** By entity type, the subgraph whose type it is. */
  readonly owners: ReadonlyMap<string, string>;
  /** By `Type.field`, the strictest class that any subgraph gives it. */
  readonly classes: ReadonlyMap<string, PrivacyClass>;
  /** Where everything came from in the committed supergraph. */
  readonly previous?: Origins;
}

export type Rule = (graph: Graph) => Problem[];

export const graphOf = (unsorted: readonly Subgraph[], previousSdl?: string): Graph => {
  const subgraphs = [...unsorted].sort((a, b) => (a.name < b.name ? -1 : 1));
  const previous = previousSdl === undefined ? undefined : originsIn(previousSdl);
  return {
    subgraphs,
    previous,
    owners: ownersOf(subgraphs, previous),
    classes: strictestClasses(subgraphs.map(subgraph => subgraph.types)),
  };
};

/**
 * Nothing in federation says whose an entity is, so this decides: among the subgraphs that can be asked
 * for it by key, the one that answers the most of its fields. The committed supergraph is counted first
 * and wins while that subgraph still has the type, so that nobody takes a type over by outgrowing its
 * owner in one change.
 */
function ownersOf(subgraphs: readonly Subgraph[], previous?: Origins): Map<string, string> {
  const owners = new Map<string, string>();
  for (const [name, fields] of entityFields(subgraphs)) {
    const before = winner(previous?.entityFields(name) ?? new Map());
    const owner = before !== undefined && fields.has(before) ? before : winner(fields);
    if (owner !== undefined) owners.set(name, owner);
  }
  return owners;
}

function entityFields(subgraphs: readonly Subgraph[]): Map<string, Map<string, number>> {
  const entities = new Map<string, Map<string, number>>();
  for (const subgraph of subgraphs) {
    for (const type of subgraph.types.values()) {
      if (!isResolvable(type)) continue;
      const own = type.fields.filter(field => !hasDirective(field, 'external')).length;
      entities.set(type.name, (entities.get(type.name) ?? new Map()).set(subgraph.name, own));
    }
  }
  return entities;
}

const isResolvable = (type: Type): boolean =>
  !hasDirective(type, 'interfaceObject') &&
  directivesNamed(type, 'key').some(key => argumentOf(key, 'resolvable') !== 'false');

/** The one with the most fields; of equals, the first by name. */
const winner = (fields: ReadonlyMap<string, number>): string | undefined =>
  [...fields].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))[0]?.[0];
