import type { ApolloServerPlugin } from '@apollo/server';
import {
  type ASTNode,
  coerceInputValue,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isInputType,
  Kind,
  type OperationDefinitionNode,
  parse,
  typeFromAST,
  visit,
} from 'graphql';

const invalid = (field: string) =>
  new GraphQLError('This is not a value that is possible here.', {
    extensions: { code: 'INVALID', field, http: { status: 400 } },
  });

/**
 * Refuses variables that do not fit, before anything is planned: INVALID with the field as the schema
 * calls it, and without the value, which GraphQL's own message would repeat.
 */
export const refuseBadVariables: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request, document, operation, schema }) {
        if (operation) holdVariables(schema, document, operation, request.variables);
      },
    };
  },
};

/** Throws INVALID for the first variable of an operation that does not fit. */
export const holdVariables = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> = {},
): void => {
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode as never);
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (!isInputType(type) || (value === undefined && defaultValue)) continue;
    const isMissing = value === undefined && typeNode.kind === Kind.NON_NULL_TYPE;
    if (isMissing) throw invalid(placeOf(document, name));
    if (value === undefined) continue;
    coerceInputValue(value, type, path => {
      throw invalid([placeOf(document, name), ...path].join('.'));
    });
  }
};

/** Where a variable is used, as arguments and input fields name it: `$n` in `f(input: {need: $n})` is `input.need`. */
const placeOf = (document: DocumentNode, variable: string): string =>
  pathTo(withoutDefinitions(document), node => node.kind === Kind.VARIABLE && node.name.value === variable) ||
  variable;

/** A definition names its variable, but does not use it. */
const withoutDefinitions = (document: DocumentNode): DocumentNode =>
  visit(document, { VariableDefinition: () => null });

/** The names of the arguments, input fields and defaulted variables on the way to a node. */
function pathTo(document: DocumentNode, isIt: (node: ASTNode) => boolean): string {
  const path: string[] = [];
  let found = '';
  visit(document, {
    enter(node) {
      const name = nameOnPath(node);
      if (name) path.push(name);
      if (!found && isIt(node)) found = path.join('.');
    },
    leave(node) {
      if (nameOnPath(node)) path.pop();
    },
  });
  return found;
}

const nameOnPath = (node: ASTNode): string | undefined => {
  if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return node.name.value;
  return node.kind === Kind.VARIABLE_DEFINITION ? node.variable.name.value : undefined;
};

const VALUES: readonly string[] = [
  Kind.STRING,
  Kind.INT,
  Kind.FLOAT,
  Kind.BOOLEAN,
  Kind.ENUM,
  Kind.NULL,
  Kind.LIST,
  Kind.OBJECT,
  Kind.OBJECT_FIELD,
];

/** The field of a bad value that was written into the operation itself; undefined for other mistakes. */
export const fieldOfLiteral = (error: unknown): string | undefined => {
  if (!(error instanceof GraphQLError)) return undefined;
  const node = error.nodes?.[0];
  if (!node?.loc || !error.source || !VALUES.includes(node.kind)) return undefined;
  const { start, end } = node.loc;
  const at = (other: ASTNode) =>
    other.kind === node.kind && other.loc?.start === start && other.loc.end === end;
  return pathTo(parse(error.source), at) || undefined;
};
