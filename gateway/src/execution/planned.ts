import type { FetchNode } from '@apollo/query-planner';
import { isStricter, type PrivacyClass } from '@ura/supergraph';
import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import type { PlannedFetch } from './fetch';

/** The classes of the supergraph's fields by `Type.field`. What is not among them counts as the strictest. */
export type Classes = ReadonlyMap<string, PrivacyClass>;

/** What a fetch asks for, and how private that is: known from its text alone. */
export const planned = (
  { serviceName, operation, operationKind, requires }: FetchNode,
  schema: GraphQLSchema,
  classes: Classes,
): PlannedFetch => {
  const document = parse(operation, { noLocation: true });
  const definition = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )!;
  const coordinates = new Set<string>();
  collect(document, definition.selectionSet, schema.getRootType(definition.operation), schema, coordinates);
  let privacy: PrivacyClass = 'PUBLIC';
  for (const coordinate of coordinates) {
    const found = classes.get(coordinate) ?? 'IDENTITY';
    if (isStricter(found, privacy)) privacy = found;
  }
  return {
    subgraph: serviceName,
    kind: requires ? 'query' : operationKind,
    roots: requires ? ['_entities'] : rootsOf(definition.selectionSet, document),
    privacy,
    coordinates,
  };
};

const collect = (
  document: DocumentNode,
  { selections }: SelectionSetNode,
  type: GraphQLNamedType | null | undefined,
  schema: GraphQLSchema,
  found: Set<string>,
): void => {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      if (name === '__typename') continue;
      if (name !== '_entities') found.add(`${type?.name}.${name}`);
      if (selection.selectionSet)
        collect(document, selection.selectionSet, typeOf(type, name, schema), schema, found);
    } else {
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(document, selection.name.value);
      const condition = fragment.typeCondition;
      collect(
        document,
        fragment.selectionSet,
        condition ? schema.getType(condition.name.value) : type,
        schema,
        found,
      );
    }
  }
};

const typeOf = (
  parent: GraphQLNamedType | null | undefined,
  field: string,
  schema: GraphQLSchema,
): GraphQLNamedType | undefined => {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  const named = parent
    .getFields()
    [field]?.type.toString()
    .replace(/[[\]!]/g, '');
  return named === undefined ? undefined : schema.getType(named);
};

const fragmentOf = (document: DocumentNode, name: string) => {
  const found = document.definitions.find(
    node => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name,
  );
  if (found?.kind !== Kind.FRAGMENT_DEFINITION) throw new Error(`There is no fragment ${name}.`);
  return found;
};

const rootsOf = ({ selections }: SelectionSetNode, document: DocumentNode): string[] => [
  ...new Set(
    selections.flatMap(selection => {
      if (selection.kind === Kind.FIELD) return [selection.alias?.value ?? selection.name.value];
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(document, selection.name.value);
      return rootsOf(fragment.selectionSet, document);
    }),
  ),
];
