// The IBM specification of the cost of an operation: every object that may be in the answer weighs one, every
// scalar nothing, a list as often as it may be long. The cost is known before anything is fetched.

import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isLeafType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import type { ListSize, Prices } from './prices';

/** A mutation locks, writes and audits: it weighs as much as ten objects. */
const MUTATION_WEIGHT = 10;

/** Of a list that says nothing of its length. The small closed lists of this graph are shorter. */
const ASSUMED_LENGTH = 10;

export type Variables = Readonly<Record<string, unknown>>;

export interface Cost {
  readonly cost: number;
  /** Whether it is the same for all variables. */
  readonly isFixed: boolean;
}

/** What one operation of a valid document may cost with these variables. Fragments are counted once each. */
export const costOf = (
  schema: GraphQLSchema,
  prices: Prices,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Cost => {
  const bill = new Bill(schema, prices, document, withDefaults(operation, variables));
  const cost = bill.selection(operation.selectionSet, schema.getRootType(operation.operation)!);
  return { cost, isFixed: bill.isFixed };
};

const withDefaults = (operation: OperationDefinitionNode, given: Variables): Variables => {
  const values: Record<string, unknown> = { ...given };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (!defaultValue || values[variable.name.value] !== undefined) continue;
    values[variable.name.value] = valueFromASTUntyped(defaultValue);
  }
  return values;
};

/** How long some fields of a selection are, as the field above them said. */
interface Sized {
  readonly fields: readonly string[];
  readonly length: number;
}

class Bill {
  isFixed = true;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly known = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly prices: Prices,
    document: DocumentNode,
    private readonly variables: Variables,
  ) {
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(node.name.value, node);
    }
  }

  /** Selections on several types of one abstract type are added up: more than can be, never less. */
  selection({ selections }: SelectionSetNode, parent: GraphQLCompositeType, sized?: Sized): number {
    let cost = 0;
    for (const node of selections) {
      if (node.kind === Kind.FIELD) cost += this.field(node, parent, sized);
      else if (node.kind === Kind.FRAGMENT_SPREAD) cost += this.fragment(node.name.value, sized);
      else {
        const on = node.typeCondition ? this.schema.getType(node.typeCondition.name.value) : parent;
        if (isCompositeType(on)) cost += this.selection(node.selectionSet, on, sized);
      }
    }
    return cost;
  }

  private fragment(name: string, sized?: Sized): number {
    const key = sized ? `${name} ${sized.length} ${sized.fields}` : name;
    const earlier = this.known.get(key);
    if (earlier !== undefined) return earlier;
    const node = this.fragments.get(name);
    const on = node && this.schema.getType(node.typeCondition.name.value);
    const cost = isCompositeType(on) ? this.selection(node!.selectionSet, on, sized) : 0;
    this.known.set(key, cost);
    return cost;
  }

  private field(node: FieldNode, parent: GraphQLCompositeType, sized?: Sized): number {
    const name = node.name.value;
    if (name.startsWith('__') || !('getFields' in parent)) return 0;
    const definition = parent.getFields()[name];
    if (!definition) return 0;
    const coordinate = `${parent.name}.${name}`;
    const type = getNamedType(definition.type);
    const list = this.prices.sizes.get(coordinate);
    const length = list && this.length(list, definition, node);
    const below = list?.sizedFields ? { fields: list.sizedFields, length: length! } : undefined;
    const inside =
      node.selectionSet && isCompositeType(type) ? this.selection(node.selectionSet, type, below) : 0;
    const times = isListType(getNullableType(definition.type))
      ? sized?.fields.includes(name)
        ? sized.length
        : ((below ? undefined : length) ?? ASSUMED_LENGTH)
      : 1;
    const own = this.weight(coordinate, type.name, isLeafType(type) ? 0 : this.usual(parent));
    return this.arguments(node, definition, coordinate) + times * (own + inside);
  }

  private usual(parent: GraphQLCompositeType): number {
    return parent === this.schema.getMutationType() ? MUTATION_WEIGHT : 1;
  }

  private weight(coordinate: string, type: string, usual: number): number {
    return this.prices.weights.get(coordinate) ?? this.prices.weights.get(type) ?? usual;
  }

  /** How long a list is: the largest of its slicing arguments, or else what the schema assumes. */
  private length(list: ListSize, definition: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const given = (list.slicingArguments ?? []).map(name => {
      const argument = node.arguments?.find(it => it.name.value === name);
      return argument
        ? this.value(argument.value)
        : definition.args.find(it => it.name === name)?.defaultValue;
    });
    const lengths = given.filter(length => typeof length === 'number').map(length => Math.max(length, 0));
    return lengths.length > 0 ? Math.max(...lengths) : (list.assumedSize ?? ASSUMED_LENGTH);
  }

  private arguments(node: FieldNode, definition: GraphQLField<unknown, unknown>, coordinate: string): number {
    let cost = 0;
    for (const given of node.arguments ?? []) {
      const argument = definition.args.find(({ name }) => name === given.name.value);
      if (argument) cost += this.argument(given, argument, `${coordinate}(${argument.name}:)`);
    }
    return cost;
  }

  private argument(given: ArgumentNode, { type }: GraphQLArgument, coordinate: string): number {
    const isFree = isLeafType(getNamedType(type)) && !this.prices.weights.has(coordinate);
    if (isFree && !this.prices.weights.has(getNamedType(type).name)) return 0;
    return this.input(this.value(given.value), type, coordinate);
  }

  private input(value: unknown, type: GraphQLInputType, coordinate: string): number {
    if (value === null || value === undefined) return 0;
    if (Array.isArray(value)) {
      const nullable = getNullableType(type);
      const item = isListType(nullable) ? nullable.ofType : type;
      return value.reduce<number>((cost, part) => cost + this.input(part, item, coordinate), 0);
    }
    const named = getNamedType(type);
    let cost = this.weight(coordinate, named.name, isLeafType(named) ? 0 : 1);
    if (!isInputObjectType(named) || typeof value !== 'object') return cost;
    const fields = named.getFields();
    for (const [name, part] of Object.entries(value)) {
      const field = fields[name];
      if (field) cost += this.input(part, field.type, `${named.name}.${name}`);
    }
    return cost;
  }

  private value(node: ValueNode): unknown {
    if (this.isFixed && hasVariable(node)) this.isFixed = false;
    return valueFromASTUntyped(node, this.variables);
  }
}

const hasVariable = (node: ValueNode): boolean => {
  if (node.kind === Kind.VARIABLE) return true;
  if (node.kind === Kind.LIST) return node.values.some(hasVariable);
  return node.kind === Kind.OBJECT && node.fields.some(field => hasVariable(field.value));
};
