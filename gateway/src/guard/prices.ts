import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  valueFromASTUntyped,
} from 'graphql';

/** What `@listSize` says of a field. */
export interface ListSize {
  readonly assumedSize?: number | null;
  readonly slicingArguments?: readonly string[] | null;
  readonly sizedFields?: readonly string[] | null;
}

/** What the schema says that things cost, by schema coordinate: `Type`, `Type.field`, `Type.field(argument:)`. */
export interface Prices {
  readonly weights: ReadonlyMap<string, number>;
  readonly sizes: ReadonlyMap<string, ListSize>;
}

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[];
}

const argumentsOf = <Values>(node: Annotated, directive: string): Values | undefined => {
  const found = node.directives?.find(({ name }) => name.value === directive);
  if (!found) return undefined;
  const values = (found.arguments ?? []).map(it => [it.name.value, valueFromASTUntyped(it.value)]);
  return Object.fromEntries(values) as Values;
};

/** Reads `@cost` and `@listSize` of the IBM specification from a supergraph. */
export const pricesIn = (supergraphSdl: string): Prices => {
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  const weigh = (coordinate: string, node: Annotated) => {
    const cost = argumentsOf<{ weight: number | string }>(node, 'cost');
    if (cost) weights.set(coordinate, Number(cost.weight));
  };
  for (const node of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (!('name' in node) || !node.name || node.kind === Kind.DIRECTIVE_DEFINITION) continue;
    const type = node.name.value;
    weigh(type, node as Annotated);
    if (!('fields' in node)) continue;
    for (const field of (node.fields ?? []) as (FieldDefinitionNode | InputValueDefinitionNode)[]) {
      const coordinate = `${type}.${field.name.value}`;
      weigh(coordinate, field);
      const size = argumentsOf<ListSize>(field, 'listSize');
      if (size) sizes.set(coordinate, size);
      if (!('arguments' in field)) continue;
      for (const argument of field.arguments ?? []) weigh(`${coordinate}(${argument.name.value}:)`, argument);
    }
  }
  return { weights, sizes };
};
