import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { executeQueryPlan } from '@apollo/gateway';
import { buildOperationContext } from '@apollo/gateway/dist/operationContext';
import { prettyFormatQueryPlan, type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { SubgraphAnswer } from '../execution/fetch';
import { hasSharedNames } from '../execution/names';
import { mended } from './apollo.fixture';
import type { Body } from './subgraph.fixture';

export interface AnswerError {
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly AnswerError[];
  /** The errors are what Apollo found out itself, and no subgraph said. */
  readonly isCompletion?: boolean;
}

type Arguments = Parameters<typeof executeQueryPlan>;
export type Reach = (subgraph: string, body: Body) => Promise<SubgraphAnswer>;

/** Apollo's planner and executor, without its HTTP and its pipeline. */
export class Reference {
  readonly schema: GraphQLSchema;
  private readonly supergraph: Supergraph;
  private readonly planner: QueryPlanner;
  private readonly supergraphSchema: GraphQLSchema;
  private readonly apiSchema: ReturnType<Supergraph['apiSchema']>;

  constructor(supergraphSdl: string) {
    this.supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: false });
    this.planner = new QueryPlanner(this.supergraph);
    this.supergraphSchema = this.supergraph.schema.toGraphQLJSSchema();
    this.apiSchema = this.supergraph.apiSchema();
    this.schema = this.apiSchema.toGraphQLJSSchema();
  }

  plan(document: DocumentNode): QueryPlan {
    return this.planner.buildQueryPlan(operationFromDocument(this.apiSchema, document));
  }

  async run(
    plan: QueryPlan,
    document: DocumentNode,
    variables: Record<string, unknown>,
    reach: Reach,
  ): Promise<Answer> {
    const services = Object.fromEntries(
      [...this.supergraph.subgraphs().names()].map(name => [
        name,
        { process: ({ request }: { request: unknown }) => reach(name, overTheWire(request as Body)) },
      ]),
    );
    const context = { request: { variables }, metrics: {}, context: {}, logger: console };
    // Such names are left to Apollo's own executor, with its mistake.
    const execute = hasSharedNames(document) ? executeQueryPlan : mended;
    const result = await execute(
      plan,
      services as unknown as Arguments[1],
      context as unknown as Arguments[2],
      buildOperationContext({ schema: this.schema, operationDocument: document }),
      this.supergraphSchema,
      this.apiSchema,
    );
    const completion = result.extensions?.valueCompletion as readonly AnswerError[] | undefined;
    return completion ? { data: result.data, errors: completion, isCompletion: true } : (result as Answer);
  }
}

const overTheWire = ({ query, variables, operationName }: Body): Body =>
  JSON.parse(JSON.stringify({ query, variables, operationName })) as Body;

export const shown = (plan: QueryPlan): string => prettyFormatQueryPlan(plan);
