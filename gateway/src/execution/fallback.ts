import type { Schema } from '@apollo/federation-internals';
import {
  buildOperationContext,
  executeQueryPlan,
  type GraphQLDataSource,
  type ServiceMap,
} from '@apollo/gateway';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationTypeNode } from 'graphql';
import type { Asking } from '../asking';
import { refusedRoots, signInErrors, unveil } from '../privacy';
import type { Send } from './fetch';
import type { Prepared } from './operation';
import { type Classes, planned } from './planned';

export interface FallbackOptions {
  /** What the planner knows: the supergraph's own schema, and the one that callers see. */
  readonly schema: GraphQLSchema;
  readonly api: Schema;
  readonly apiSchema: GraphQLSchema;
  readonly classes: Classes;
  readonly send: Send;
}

/** Runs a plan on Apollo's own executor, over the same fetches: slower, and it knows every plan. */
export const fallback = (
  plan: QueryPlan,
  { document, operationName }: { readonly document: DocumentNode; readonly operationName?: string },
  options: FallbackOptions,
): Prepared => {
  const { schema, api, apiSchema } = options;
  const operationContext = buildOperationContext({
    schema: apiSchema,
    operationDocument: document,
    operationName,
  });
  return {
    run: async (variables = {}, asking) => {
      const requestContext = {
        request: { variables, operationName },
        context: asking,
        document,
        schema: apiSchema,
        metrics: {},
      };
      const result = await executeQueryPlan(
        plan,
        sources(options, asking),
        requestContext as never,
        operationContext,
        schema,
        api,
      );
      const { data, extensions } = result;
      // What no subgraph said and does not fit the schema, Apollo tells apart from the errors.
      const errors =
        result.errors ?? (extensions?.valueCompletion as readonly GraphQLError[] | undefined) ?? [];
      const refused = signInErrors(refusedRoots(data));
      return {
        text: JSON.stringify(unveil(data ?? null)),
        errors: [...errors, ...refused].map(asGraphQLError),
      };
    },
  };
};

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError((error as Error).message);

/** Every subgraph as Apollo's executor wants it. */
const sources = (options: FallbackOptions, asking: Asking): ServiceMap =>
  new Proxy<ServiceMap>({}, { get: (_target, name) => source(String(name), options, asking) });

const source = (
  subgraph: string,
  { schema, classes, send }: FallbackOptions,
  asking: Asking,
): GraphQLDataSource => ({
  process: async ({ request }) => {
    const { query, variables, operationName } = request;
    const { representations } = (variables ?? {}) as { readonly representations?: readonly unknown[] };
    const node = {
      serviceName: subgraph,
      operation: query!,
      operationKind: kindOf(query!),
      ...(representations && { requires: [] }),
    } as Partial<FetchNode> as FetchNode;
    const body = JSON.stringify({ query, operationName, variables });
    return (await send(planned(node, schema, classes), body, representations?.length ?? 0, asking)) as never;
  },
});

const kindOf = (query: string): OperationTypeNode =>
  (/^(mutation|subscription)\b/.exec(query)?.[1] ?? 'query') as OperationTypeNode;
