import {
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getOperationAST,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { canonical } from './hash.fixture';
import type { Operation } from './operation.fixture';
import type { Answer, AnswerError } from './reference.fixture';

/**
 * What two answers do not have in common.
 *
 * - The data are equal but for the order of names: Apollo puts the fields of fragments on one type together,
 *   so an order that is not Apollo's is measured by the specification instead.
 * - The errors are equal sets of paths and codes. Where Apollo had no errors but found nulls where none may
 *   be, it says so in an extension, and the other as errors: then only the places count that are null for it.
 *   (Which of several reasons it comes upon first depends on its order of fields.)
 * - Where all that is known of a thing's type is an interface that one subgraph takes for an object, Apollo
 *   makes it null and says nothing; the other may say why.
 */
export const differences = (
  expected: Answer,
  actual: Answer,
  schema: GraphQLSchema,
  operation: Operation,
  /** A place may be null in Apollo's answer without a word: see `differences`. */
  mayBeSilent = false,
): string[] => {
  const found: string[] = [];
  const [wanted, given] = [expected.data ?? null, actual.data ?? null];
  if (canonical(wanted) !== canonical(given)) found.push('the data differ');
  else if (JSON.stringify(wanted) !== JSON.stringify(given) && !isInOrder(given, schema, operation))
    found.push('the names are out of order');
  const key = ({ path = [], extensions }: AnswerError) =>
    expected.isCompletion
      ? JSON.stringify(nullAt(wanted, path))
      : `${JSON.stringify(path)} ${String(extensions?.code)}`;
  const [theirs, ours] = [expected, actual].map(({ errors = [] }) => new Set(errors.map(key)));
  for (const it of theirs!) if (!ours!.has(it)) found.push(`missing error ${it}`);
  const isSilence = (error: AnswerError) =>
    mayBeSilent &&
    (expected.isCompletion || !expected.errors) &&
    nullAt(wanted, error.path ?? []) !== undefined;
  for (const error of actual.errors ?? []) {
    if (!theirs!.has(key(error)) && !isSilence(error)) found.push(`unexpected error ${key(error)}`);
  }
  return found;
};

type Path = readonly (string | number)[];

/** The place on the path where the answer is null; undefined where it is nowhere. */
const nullAt = (value: unknown, path: Path, from = 0): Path | undefined => {
  if (value === null || value === undefined) return path.slice(0, from);
  const step = path[from];
  return step === undefined
    ? undefined
    : nullAt((value as Record<string | number, unknown>)[step], path, from + 1);
};

type Tree = Readonly<Record<string, unknown>>;

/** Whether some types of the things in the answer explain the order of its names. */
const isInOrder = (data: unknown, schema: GraphQLSchema, { document, variables }: Operation): boolean => {
  if (data === null) return true;
  const operation = getOperationAST(document, 'Asked')!;
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const it of document.definitions)
    if (it.kind === Kind.FRAGMENT_DEFINITION) fragments[it.name.value] = it;
  const values: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.BOOLEAN) values[variable.name.value] = defaultValue.value;
  }
  Object.assign(values, variables);

  type Fields = ReturnType<typeof collectFields>;
  const ofObject = (tree: Tree, fields: Fields, type: GraphQLObjectType): boolean => {
    const names = Object.keys(tree);
    if (names.join() !== [...fields.keys()].join()) return false;
    return names.every(name => {
      const nodes = fields.get(name)!;
      const field = type.getFields()[nodes[0]!.name.value];
      if (!field || nodes[0]!.name.value.startsWith('__')) return true;
      return ofValue(tree[name], field.type, it =>
        collectSubfields(schema, fragments, values, it, nodes as never),
      );
    });
  };
  const ofValue = (
    value: unknown,
    type: GraphQLOutputType,
    below: (type: GraphQLObjectType) => Fields,
  ): boolean => {
    if (isNonNullType(type)) return ofValue(value, type.ofType, below);
    if (value === null || isLeafType(type)) return true;
    if (isListType(type)) return (value as unknown[]).every(it => ofValue(it, type.ofType, below));
    const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [type as GraphQLObjectType];
    return possible.some(it => ofObject(value as Tree, below(it), it));
  };
  const root = schema.getRootType(operation.operation)!;
  const set: SelectionSetNode = operation.selectionSet;
  return ofObject(data as Tree, collectFields(schema, fragments, values, root, set), root);
};
