import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { type GraphQLSchema, Kind } from 'graphql';
import { quote } from './json';
import { isOfType } from './subtype';
import { isTree, merge, type Tree } from './tree';

/** Writes what a subgraph needs to know an entity by; empty where the entity is not of a type it knows. */
export type RepresentationWriter = (entity: Tree) => string;

/**
 * The one field that entities of a type are told apart by, where a fetch requires nothing else; undefined
 * where it requires more, or less, or something that is not the same for every type.
 */
export const soleKey = (requires: readonly QueryPlanSelectionNode[]): string | undefined => {
  const keys = new Set<string>();
  for (const fragment of requires) {
    if (fragment.kind !== Kind.INLINE_FRAGMENT) return undefined;
    for (const selection of fragment.selections) {
      if (selection.kind !== Kind.FIELD || selection.selections) return undefined;
      keys.add(keyOf(selection));
    }
  }
  const [key, ...more] = [...keys].filter(name => name !== '__typename');
  return more.length === 0 ? key : undefined;
};

interface Field {
  readonly key: string;
  readonly start: string;
  readonly fields?: readonly Field[];
}

/**
 * Compiles the requirements of a fetch, once per type. Where fragments overlap, or the planner wants the
 * input rewritten, the representation is built and then written; else it is written at once.
 */
export const representationWriter = (
  schema: GraphQLSchema,
  requires: readonly QueryPlanSelectionNode[],
  rewrite?: (value: unknown) => void,
): RepresentationWriter => {
  const writers = new Map<string, RepresentationWriter>();
  const slow: RepresentationWriter = entity => {
    const built = build(schema, entity, requires);
    if (!built?.__typename) return '';
    rewrite?.(built);
    return JSON.stringify(built);
  };
  const compile = (typename: string): RepresentationWriter => {
    const groups = groupsFor(schema, typename, requires);
    if (groups.length === 0) return () => '';
    const fields = groups.length === 1 && !rewrite ? plain(groups[0]!) : undefined;
    if (!fields?.some(({ key }) => key === '__typename')) return slow;
    return entity => write(entity, fields);
  };
  return entity => {
    const typename = entity.__typename;
    if (typeof typename !== 'string') return '';
    const known = writers.get(typename);
    if (known) return known(entity);
    if (!schema.getType(typename)) return '';
    const made = compile(typename);
    writers.set(typename, made);
    return made(entity);
  };
};

/** The fragments that apply to a type, each with its own fields: each counts only as a whole. */
const groupsFor = (
  schema: GraphQLSchema,
  typename: string,
  selections: readonly QueryPlanSelectionNode[],
): QueryPlanSelectionNode[][] => {
  const groups: QueryPlanSelectionNode[][] = [];
  const own = selections.filter(({ kind }) => kind === Kind.FIELD);
  if (own.length > 0) groups.push(own);
  for (const selection of selections) {
    if (selection.kind !== Kind.INLINE_FRAGMENT || !selection.typeCondition) continue;
    if (!isOfType(schema, typename, selection.typeCondition)) continue;
    groups.push(...groupsFor(schema, typename, selection.selections));
  }
  return groups;
};

const keyOf = (field: { readonly alias?: string; readonly name: string }): string =>
  field.alias ?? field.name;

/** Fields all the way down; undefined where a fragment below would have to be decided by type. */
const plain = (selections: readonly QueryPlanSelectionNode[]): Field[] | undefined => {
  const fields: Field[] = [];
  for (const [index, selection] of selections.entries()) {
    if (selection.kind !== Kind.FIELD) return undefined;
    const key = keyOf(selection);
    const below = selection.selections && plain(selection.selections);
    if (selection.selections && !below) return undefined;
    fields.push({ key, start: `${index === 0 ? '{' : ','}${JSON.stringify(key)}:`, fields: below });
  }
  return fields;
};

const write = (tree: Tree, fields: readonly Field[]): string => {
  let text = '';
  for (const { key, start, fields: below } of fields) {
    const value = tree[key];
    if (value === undefined) return '';
    text += start + (below ? writeBelow(value, below) : writeLeaf(value));
  }
  return `${text}}`;
};

const writeLeaf = (value: unknown): string =>
  typeof value === 'string' ? quote(value) : JSON.stringify(value);

const writeBelow = (value: unknown, fields: readonly Field[]): string => {
  if (Array.isArray(value)) return `[${value.map(item => writeBelow(item, fields)).join()}]`;
  return (isTree(value) && write(value, fields)) || 'null';
};

/** The same, as an object: a fragment whose field is missing gives nothing. */
const build = (
  schema: GraphQLSchema,
  source: unknown,
  selections: readonly QueryPlanSelectionNode[],
): Tree | null => {
  if (!isTree(source)) return null;
  const built: Tree = {};
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const value = source[keyOf(selection)];
      if (value === undefined) return null;
      const { selections: below } = selection;
      built[keyOf(selection)] = below ? buildBelow(schema, value, below) : value;
    } else if (selection.typeCondition && isOfType(schema, source.__typename, selection.typeCondition)) {
      const part = build(schema, source, selection.selections);
      if (part) merge(built, part);
    }
  }
  return built;
};

const buildBelow = (
  schema: GraphQLSchema,
  value: unknown,
  selections: readonly QueryPlanSelectionNode[],
): unknown =>
  Array.isArray(value)
    ? value.map(item => buildBelow(schema, item, selections))
    : build(schema, value, selections);
