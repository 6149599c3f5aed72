import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Bounds } from './settings';

/** What a document measures. `tokens` is there only where they are too many to read on. */
export type Measures = { readonly [Name in Exclude<keyof Bounds, 'cost' | 'tokens'>]: number } & {
  readonly tokens?: 'too many';
};

/** Of one selection, all that its fragments bring along included. */
interface Extent {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  /** The fields of the selection itself, without those below. */
  readonly width: number;
}
const NOTHING: Extent = { depth: 0, aliases: 0, fields: 0, width: 0 };

/**
 * Measures a text before it is validated, because validation is where an attack would be felt. Undefined
 * for what does not parse.
 */
export const measuresOf = (text: string, tokens: number): Measures | undefined => {
  try {
    return measure(parse(text, { maxTokens: tokens, noLocation: true }));
  } catch (error) {
    const isTooLong = error instanceof GraphQLError && /Document contains more .* tokens/.test(error.message);
    if (!isTooLong) return undefined;
    return {
      depth: 0,
      aliases: 0,
      fields: 0,
      rootFields: 1,
      directives: 0,
      listItems: 0,
      variables: 0,
      tokens: 'too many',
    };
  }
};

/**
 * Counts what an operation would be with its fragments written out, without writing them out: each
 * fragment is counted once, so one that doubles itself thirty times over takes thirty steps.
 */
const measure = (document: DocumentNode): Measures => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const known = new Map<string, Extent>();

  const ofFragment = (name: string): Extent => {
    const earlier = known.get(name);
    if (earlier) return earlier;
    // A fragment that contains itself is refused by validation; here it must only come to an end.
    known.set(name, NOTHING);
    const node = fragments.get(name);
    const extent = node ? ofSelection(node.selectionSet) : NOTHING;
    known.set(name, extent);
    return extent;
  };
  const ofSelection = ({ selections }: SelectionSetNode): Extent => {
    const names = new Set<string>();
    let [depth, aliases, fields, width] = [0, 0, 0, 0];
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        const isIntrospection = node.name.value === '__schema' || node.name.value === '__type';
        const inside = node.selectionSet ? ofSelection(node.selectionSet) : NOTHING;
        width += 1;
        fields += 1 + inside.fields;
        aliases += inside.aliases + (node.alias || names.has(key) ? 1 : 0);
        depth = Math.max(depth, 1 + (isIntrospection ? 0 : inside.depth));
        names.add(key);
      } else {
        const inside =
          node.kind === Kind.FRAGMENT_SPREAD ? ofFragment(node.name.value) : ofSelection(node.selectionSet);
        width += inside.width;
        fields += inside.fields;
        aliases += inside.aliases;
        depth = Math.max(depth, inside.depth);
      }
    }
    return { depth, aliases, fields, width };
  };

  const most = { depth: 0, aliases: 0, fields: 0, rootFields: 0, directives: 0, listItems: 0, variables: 0 };
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const isOperation = node.kind === Kind.OPERATION_DEFINITION;
    const extent = isOperation ? ofSelection(node.selectionSet) : ofFragment(node.name.value);
    most.depth = Math.max(most.depth, extent.depth);
    most.aliases = Math.max(most.aliases, extent.aliases);
    most.fields = Math.max(most.fields, extent.fields);
    if (isOperation) most.rootFields = Math.max(most.rootFields, extent.width);
  }
  visit(document, {
    Directive() {
      most.directives += 1;
    },
    VariableDefinition() {
      most.variables += 1;
    },
    ListValue({ values }) {
      most.listItems = Math.max(most.listItems, values.length);
    },
  });
  return most;
};

/** The longest list in the variables, and how deep they are nested. */
export const measuresOfVariables = (
  variables: unknown,
  deepest: number,
): { listItems: number; depth: number } => {
  let [listItems, depth] = [0, 0];
  const look = (value: unknown, level: number): void => {
    if (value === null || typeof value !== 'object') return;
    depth = Math.max(depth, level);
    if (level > deepest) return;
    if (Array.isArray(value)) listItems = Math.max(listItems, value.length);
    for (const part of Object.values(value)) look(part, level + 1);
  };
  look(variables, 0);
  return { listItems, depth };
};
