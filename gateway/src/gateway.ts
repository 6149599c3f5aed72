import { ApolloGateway, type SupergraphSdlUpdateFunction } from '@apollo/gateway';
import type { GraphQLRequest } from '@apollo/server';
import { isAnonymous } from '@ura/access';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Asking } from './asking';
import { Engine } from './execution/engine';
import type { Send } from './execution/fetch';
import { giveMeaning } from './scalars';
import { Written } from './written';

export interface HubGatewayOptions {
  readonly supergraphSdl: string;
  readonly send: Send;
  /** Told which subgraphs a supergraph names, and where: once it is taken, before anything is sent there. */
  readonly reach?: (subgraphs: ReturnType<Engine['subgraphs']>) => void;
  /** Told of every plan that was made, and whether it could be compiled. */
  readonly onPlanned?: (isCompiled: boolean) => void;
}

/** An operation as Apollo Server's pipeline knows it, once it is parsed and validated. */
export interface Posed {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly queryHash: string;
  readonly request: Pick<GraphQLRequest, 'operationName' | 'variables'>;
  readonly contextValue: Asking;
}

/**
 * Apollo's gateway with an executor of the hub's own. Apollo loads and checks the supergraph and makes the
 * plans; the {@link Engine} compiles and runs them, and asks nothing for an anonymous viewer that such a
 * viewer may not see.
 */
export class HubGateway extends ApolloGateway {
  private readonly engines = new WeakMap<GraphQLSchema, Engine>();
  private readonly listeners = new Set<(engine: Engine) => void>();
  private current: Engine;
  private swapping: Promise<void> = Promise.resolve();

  /** Throws where the supergraph is not one. */
  constructor(private readonly options: HubGatewayOptions) {
    super({
      supergraphSdl: async ({ update }) => {
        this.updateApollo = update;
        return { supergraphSdl: options.supergraphSdl };
      },
      buildService: () => ({ process: () => Promise.reject(new Error('The engine fetches.')) }),
    });
    this.current = engineFor(options);
    options.reach?.(this.current.subgraphs());
    this.onSchemaLoadOrUpdate(({ apiSchema }) => {
      giveMeaning(apiSchema);
      this.engines.set(apiSchema, this.current);
    });
    this.executor = ({ schema, document, queryHash, request, context }) =>
      this.answer({ schema, document, queryHash, request, contextValue: context as unknown as Asking });
  }

  /** Runs an operation that was validated. Rejects where it cannot be planned. */
  async answer({ schema, document, queryHash, request, contextValue }: Posed): Promise<ExecutionResult> {
    // A request goes on with the supergraph that it was checked against, whatever came meanwhile.
    const engine = this.engines.get(schema) ?? this.current;
    const { operationName, variables } = request;
    const prepared = engine.prepare({
      document,
      operationName,
      key: queryHash,
      isAnonymous: isAnonymous(contextValue.viewer),
    });
    const { text, errors } = await prepared.run(variables, contextValue);
    const data = text === 'null' ? null : (new Written(text) as unknown as Record<string, unknown>);
    return errors.length === 0 ? { data } : { data, errors };
  }

  private updateApollo: SupergraphSdlUpdateFunction = () => {
    throw new Error('The gateway is not loaded.');
  };

  /** What runs operations now. */
  get engine(): Engine {
    return this.current;
  }

  /** Told of every new engine, as soon as it answers. */
  onSwap(listener: (engine: Engine) => void): void {
    this.listeners.add(listener);
  }

  /**
   * Changes to another supergraph without a failed request: the plans in use are made anew before it
   * answers. Throws where it is none, or one that Apollo refuses; then the old one goes on.
   */
  swap(supergraphSdl: string): Promise<void> {
    const swapped = this.swapping.then(() => this.change(supergraphSdl));
    this.swapping = swapped.catch(() => undefined);
    return swapped;
  }

  private async change(supergraphSdl: string): Promise<void> {
    const earlier = this.current;
    // Apollo takes the same words for no change, and would go on with the earlier engine.
    if (supergraphSdl === earlier.supergraphSdl) return;
    const engine = engineFor({ ...this.options, supergraphSdl });
    await engine.warm(earlier);
    this.current = engine;
    try {
      this.updateApollo(supergraphSdl);
    } catch (error) {
      this.current = earlier;
      throw error;
    }
    this.options.reach?.(engine.subgraphs());
    for (const listener of this.listeners) listener(engine);
  }
}

/** Throws where it is no supergraph, or one that leaves open who may see what. */
const engineFor = (options: HubGatewayOptions): Engine => {
  const engine = new Engine(options);
  const [unclassified] = engine.unclassified();
  if (unclassified) throw new Error(`${unclassified} has no privacy class.`);
  return engine;
};
