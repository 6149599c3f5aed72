import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isOfType } from './subtype';
import { isTree, type Tree } from './tree';

const ON = '... on ';

/**
 * Applies the planner's rewrites: a subgraph may know a field by another name (two aliases that would
 * clash), or a type by the interface that it stands for.
 */
export const rewriter = (
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
): ((value: unknown) => void) | undefined => {
  if (!rewrites || rewrites.length === 0) return undefined;
  return value => {
    for (const rewrite of rewrites) {
      const key = rewrite.path.at(-1);
      if (key === undefined) continue;
      visitAt(schema, rewrite.path.slice(0, -1), value, tree => change(tree, key, rewrite));
    }
  };
};

const change = (tree: Tree, key: string, rewrite: FetchDataRewrite): void => {
  if (rewrite.kind === 'ValueSetter') {
    tree[key] = rewrite.setValueTo;
    return;
  }
  const value = tree[key];
  if (!value) return;
  tree[rewrite.renameKeyTo] = value;
  tree[key] = undefined;
};

const visitAt = (
  schema: GraphQLSchema,
  path: readonly string[],
  value: unknown,
  visit: (tree: Tree) => void,
): void => {
  if (Array.isArray(value)) {
    for (const item of value) visitAt(schema, path, item, visit);
    return;
  }
  if (!isTree(value)) return;
  const [step, ...rest] = path;
  if (step === undefined) {
    visit(value);
  } else if (!step.startsWith(ON)) {
    visitAt(schema, rest, value[step], visit);
  } else if (value.__typename === undefined || isOfType(schema, value.__typename, step.slice(ON.length))) {
    visitAt(schema, rest, value, visit);
  }
};
