import { parse } from 'graphql';
import { argumentOf, directivesNamed, type Type, typesOf } from './subgraph';

/** What a supergraph says of where its types and fields come from. */
export interface Origins {
  /** How many fields each subgraph answers for an entity, where its key is resolvable. */
  entityFields(type: string): ReadonlyMap<string, number>;
  /** The subgraphs that answer a field; empty when the supergraph does not have it. */
  fieldOrigins(type: string, field: string): readonly string[];
}

export const originsIn = (supergraphSdl: string): Origins => {
  const types = typesOf(parse(supergraphSdl));
  const names = graphNames(supergraphSdl);
  const fieldOrigins = (typeName: string, fieldName: string): string[] => {
    const type = types.get(typeName);
    const field = type?.fields.find(it => it.name.value === fieldName);
    if (!type || !field) return [];
    // Without @join__field, every subgraph that has the type has the field.
    const joins = directivesNamed(field, 'join__field');
    const graphs =
      joins.length > 0
        ? joins.filter(join => argumentOf(join, 'external') !== 'true')
        : directivesNamed(type, 'join__type');
    return [...new Set(graphs.map(join => names.get(argumentOf(join, 'graph') ?? '') ?? ''))];
  };
  return {
    fieldOrigins,
    entityFields: typeName => {
      const type = types.get(typeName);
      const graphs = type ? resolvableIn(type) : [];
      const fields = type?.fields.map(field => fieldOrigins(typeName, field.name.value)) ?? [];
      const count = (name: string) => fields.filter(origins => origins.includes(name)).length;
      return new Map(graphs.map(graph => names.get(graph) ?? '').map(name => [name, count(name)]));
    },
  };
};

const resolvableIn = (type: Type): string[] =>
  directivesNamed(type, 'join__type')
    .filter(join => argumentOf(join, 'key') !== undefined)
    .filter(join => argumentOf(join, 'resolvable') !== 'false')
    .filter(join => argumentOf(join, 'isInterfaceObject') !== 'true')
    .map(join => argumentOf(join, 'graph') ?? '');

/** From the enum value that a supergraph uses for a subgraph to the subgraph's name. */
function graphNames(supergraphSdl: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const node of parse(supergraphSdl).definitions) {
    if (node.kind !== 'EnumTypeDefinition' || node.name.value !== 'join__Graph') continue;
    for (const value of node.values ?? []) {
      const [graph] = directivesNamed(value, 'join__graph');
      names.set(value.name.value, (graph && argumentOf(graph, 'name')) ?? value.name.value);
    }
  }
  return names;
}
