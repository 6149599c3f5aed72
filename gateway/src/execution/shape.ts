import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type Conditions, conditionsOf, holdsAny, type Variables } from './conditions';
import { quote } from './json';
import { leafWriter } from './leaf';
import { isOfType } from './subtype';
import { isTree, type Tree } from './tree';
import { listWriter, odd, type Writer, type Writing } from './writing';

/** A selection set, under the conditions that lead to it. */
interface Selected {
  readonly set: SelectionSetNode;
  readonly conditions: Conditions;
}

interface Mention {
  readonly at: number;
  readonly conditions: Conditions;
}

/** All that is selected under one name of an object. */
export interface ShapedField {
  readonly key: string;
  readonly name: string;
  readonly type: GraphQLOutputType;
  /** Alternatives, of which one must hold; empty where it is always selected. */
  readonly alternatives: readonly Conditions[];
  /** Where the question names it, in order, each with the conditions that lead there. */
  readonly mentions: readonly Mention[];
  readonly selected: readonly Selected[];
  readonly nodes: readonly FieldNode[];
}

type Gathered = ShapedField & {
  alternatives: Conditions[];
  mentions: Mention[];
  selected: Selected[];
  nodes: FieldNode[];
};

/** Writes introspection, which no subgraph answers. */
export type Introspect = (nodes: readonly FieldNode[], variables: Variables) => string;

/** An operation's part of the schema, as far as its answer needs it. */
export class Shaper {
  private mentioned = 0;

  constructor(
    readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly introspect: Introspect,
    /** Gives the name that the caller chose for what is hidden from it. */
    private readonly hiddenKey: (key: string) => string | undefined,
  ) {}

  /** The fields of an object of that type, in the order of the question. */
  fields(type: GraphQLCompositeType, selected: readonly Selected[]): ShapedField[] {
    const found = new Map<string, Gathered>();
    const spread = new Set<string>();
    for (const each of selected) this.gather(type, each, found, spread);
    return [...found.values()].map(field => ({
      ...field,
      alternatives: field.alternatives.some(({ length }) => length === 0) ? [] : field.alternatives,
      // What is selected once is under its conditions already.
      selected:
        field.selected.length === 1 ? [{ set: field.selected[0]!.set, conditions: [] }] : field.selected,
    }));
  }

  private gather(
    type: GraphQLCompositeType,
    { set, conditions: outer }: Selected,
    found: Map<string, Gathered>,
    spread: Set<string>,
  ): void {
    for (const selection of set.selections) {
      const own = conditionsOf(selection.directives);
      if (!own) continue;
      const conditions = [...outer, ...own];
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        const key = selection.alias?.value ?? name;
        const field = found.get(key) ?? {
          key,
          name,
          type: this.typeOf(type, name),
          alternatives: [],
          mentions: [],
          selected: [],
          nodes: [],
        };
        field.alternatives.push(conditions);
        field.mentions.push({ at: this.mentioned++, conditions });
        field.nodes.push(selection);
        if (selection.selectionSet) field.selected.push({ set: selection.selectionSet, conditions });
        found.set(key, field);
      } else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value)!;
        const condition = fragment.typeCondition?.name.value;
        if (condition !== undefined && !isOfType(this.schema, type.name, condition)) continue;
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          // A fragment that has another twice brings nothing new the second time, and doubles the work.
          const way = JSON.stringify([selection.name.value, conditions]);
          if (spread.has(way)) continue;
          spread.add(way);
        }
        this.gather(type, { set: fragment.selectionSet, conditions }, found, spread);
      }
    }
  }

  private typeOf(parent: GraphQLCompositeType, name: string): GraphQLOutputType {
    if (name.startsWith('__') || isUnionType(parent)) return TypeNameMetaFieldDef.type;
    return parent.getFields()[name]!.type;
  }

  /** A writer for the objects of one type. */
  object(type: GraphQLCompositeType, selected: readonly Selected[]): Writer {
    const parts = this.fields(type, selected).map(field => this.part(type, field));
    const isConditional = parts.some(({ alternatives }) => alternatives.length > 0);
    const isMovable = parts.some(({ mentions }) => mentions.length > 1 && mentions[0]!.conditions.length > 0);
    return (value, writing) => {
      const tree = value as Tree;
      let text = '';
      for (const { key, first, next, alternatives, write } of isMovable
        ? inOrder(parts, writing.variables)
        : parts) {
        if (isConditional && !holdsAny(alternatives, writing.variables)) continue;
        const written = write(tree[key], writing, tree);
        if (written === undefined) return 'null';
        text += (text === '' ? first : next) + written;
      }
      return text === '' ? '{}' : `${text}}`;
    };
  }

  private part(parent: GraphQLCompositeType, field: ShapedField) {
    const { key, alternatives, mentions } = field;
    const hidden = this.hiddenKey(key);
    const start = `${JSON.stringify(hidden ?? key)}:`;
    const write = hidden === undefined ? this.fieldWriter(parent, field) : () => 'null';
    return { key, first: `{${start}`, next: `,${start}`, alternatives, mentions, write };
  }

  private fieldWriter(
    parent: GraphQLCompositeType,
    { name, type, selected, nodes }: ShapedField,
  ): (value: unknown, writing: Writing, tree: Tree) => string | undefined {
    if (name === '__schema' || name === '__type') {
      return (_value, { variables }) => this.introspect(nodes, variables);
    }
    if (name !== '__typename') return this.value(type, selected);
    return (value, _writing, tree) => {
      const given = value ?? tree.__typename;
      const named = typeof given === 'string' ? this.schema.getType(given) : undefined;
      // Only an object has a name to show: behind an interface that nobody could look through is nothing.
      const shown = named && isCompositeType(named) ? named : parent;
      return isObjectType(shown) ? quote(shown.name) : undefined;
    };
  }

  private value(type: GraphQLOutputType, selected: readonly Selected[]): Writer {
    if (isNonNullType(type)) {
      const write = this.value(type.ofType, selected);
      return (value, writing) => {
        const text = write(value, writing);
        if (text !== 'null') return text;
        writing.isOdd = true;
        return undefined;
      };
    }
    if (isListType(type)) return listWriter(this.value(type.ofType, selected));
    if (isLeafType(type)) return leafWriter(type);
    return this.composite(type, selected);
  }

  /** Objects of a type that may be several: a writer for each, made when the first of them comes. */
  private composite(declared: GraphQLCompositeType, selected: readonly Selected[]): Writer {
    const writers = new Map<string, Writer>();
    return (value, writing) => {
      if (value === null || value === undefined) return 'null';
      if (!isTree(value)) return odd(writing);
      const typename = value.__typename ?? declared.name;
      const known = writers.get(typename as string);
      if (known) return known(value, writing);
      const type = this.runtimeType(declared, typename);
      if (!type) return odd(writing);
      const made = this.object(type, selected);
      writers.set(type.name, made);
      return made(value, writing);
    };
  }

  /** The type that a value says it is of; undefined where that is none of the possible ones. */
  runtimeType(declared: GraphQLCompositeType, typename: unknown): GraphQLCompositeType | undefined {
    if (typename === undefined || typename === null) return declared;
    if (!isOfType(this.schema, typename, declared.name)) return undefined;
    const type = this.schema.getType(typename as string);
    return isCompositeType(type) ? type : undefined;
  }
}

/** What comes first in the question may be left out there, and asked for again behind others. */
const inOrder = <Part extends Pick<ShapedField, 'mentions'>>(
  parts: readonly Part[],
  variables: Variables,
): Part[] => {
  const at = ({ mentions }: Part) =>
    mentions.find(({ conditions }) => holdsAny([conditions], variables))?.at ?? 0;
  return [...parts].sort((one, other) => at(one) - at(other));
};
