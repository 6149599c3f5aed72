import {
  type DocumentNode,
  executeSync,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { Introspect } from './shape';

/** Answers `__schema` and `__type`, which are asked of no subgraph, from the schema that callers see. */
export const introspector =
  (schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Introspect =>
  (nodes, variables) => {
    const [node] = nodes;
    const asked: OperationDefinitionNode = {
      ...operation,
      selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
    };
    const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    const { data } = executeSync({
      schema,
      document: { kind: Kind.DOCUMENT, definitions: [asked, ...fragments] },
      variableValues: variables,
    });
    return JSON.stringify(data?.[node!.alias?.value ?? node!.name.value] ?? null);
  };
