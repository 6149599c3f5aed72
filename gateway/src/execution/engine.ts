import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { type PrivacyClass, privacyClasses } from '@ura/supergraph';
import {
  type DocumentNode,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  validate,
} from 'graphql';
import { documentCache } from '../documents';
import { signInErrors, veil, veiledKey } from '../privacy';
import { giveMeaning } from '../scalars';
import { fallback } from './fallback';
import type { Send } from './fetch';
import { hasSharedNames } from './names';
import { Operation, type Prepared } from './operation';
import { compilePlan, NotCovered } from './plan';
import { type PreparedSubscription, prepareSubscription } from './subscription';

/** An operation of a document, for one kind of caller. */
export interface Asked {
  readonly document: DocumentNode;
  readonly operationName?: string;
  /** What stands for the document in a cache, such as its hash. */
  readonly key: string;
  /** Whether what only members may see is left out before anything is fetched. */
  readonly isAnonymous?: boolean;
}

export interface EngineOptions {
  readonly supergraphSdl: string;
  readonly send: Send;
  /** Told of every plan that was made, and whether it could be compiled. */
  readonly onPlanned?: (isCompiled: boolean) => void;
}

/**
 * Runs operations on one supergraph. Apollo plans them; a plan is compiled once and kept, with a bound.
 * What the compiler does not cover runs on Apollo's own executor, with the same answers.
 */
export class Engine {
  readonly supergraphSdl: string;
  readonly apiSchema: GraphQLSchema;
  readonly classes: ReadonlyMap<string, PrivacyClass>;
  private readonly supergraph: Supergraph;
  private readonly planner: QueryPlanner;
  private readonly schema: GraphQLSchema;
  private readonly prepared = documentCache<{ readonly asked: Asked; readonly prepared: Prepared }>(
    ({ asked }) => asked.document,
  );

  /** Throws where the supergraph is not one. */
  constructor(private readonly options: EngineOptions) {
    this.supergraphSdl = options.supergraphSdl;
    this.supergraph = Supergraph.build(options.supergraphSdl);
    this.planner = new QueryPlanner(this.supergraph);
    this.schema = this.supergraph.schema.toGraphQLJSSchema();
    this.apiSchema = this.supergraph.apiSchema().toGraphQLJSSchema();
    this.classes = privacyClasses(options.supergraphSdl);
    giveMeaning(this.apiSchema);
  }

  /** Where each subgraph says that it answers. */
  subgraphs(): readonly { readonly name: string; readonly url: string }[] {
    return this.supergraph.subgraphsMetadata();
  }

  /** Fields that callers could ask for although nobody said who may. */
  unclassified(): string[] {
    const types = Object.values(this.apiSchema.getTypeMap()).filter(type => !isIntrospectionType(type));
    return types.flatMap(type =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.keys(type.getFields())
            .map(field => `${type.name}.${field}`)
            .filter(coordinate => !this.classes.has(coordinate))
        : [],
    );
  }

  /** An operation that was validated, ready to run. */
  prepare(asked: Asked): Prepared {
    const key = nameOf(asked);
    const known = this.prepared.get(key);
    if (known) return known.prepared;
    const prepared = this.plan(asked);
    this.prepared.set(key, { asked, prepared });
    return prepared;
  }

  /** Whether an operation is planned already, which is what costs time. */
  isPlanned(asked: Omit<Asked, 'document'>): boolean {
    return this.prepared.has(nameOf(asked));
  }

  /** A subscription that was validated, ready to be opened. */
  prepareSubscription(asked: Asked): PreparedSubscription {
    const { node } = this.planOf(asked.document, asked.operationName);
    if (node?.kind !== 'Subscription') throw new Error('This is no subscription.');
    return prepareSubscription(node, this.operation(asked), this.planOptions());
  }

  /**
   * Prepares what another engine was asked lately, as far as it is possible here, so that nobody has to
   * wait for a plan after a new supergraph came. Lets others run in between.
   */
  async warm(earlier: Engine): Promise<void> {
    for (const { asked } of [...earlier.prepared.values()].reverse()) {
      try {
        if (validate(this.apiSchema, asked.document, undefined, { maxErrors: 1 }).length === 0)
          this.prepare(asked);
      } catch {
        // One operation that cannot be planned here must not keep the whole supergraph out.
      }
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  private plan(given: Asked): Prepared {
    const asked = given.isAnonymous ? this.veiled(given) : given;
    const plan = this.planOf(asked.document, asked.operationName);
    if (plan.node?.kind === 'Subscription') throw new Error('Subscriptions are opened, not run.');
    const operation = this.operation(asked);
    try {
      if (hasSharedNames(asked.document)) throw new NotCovered('names');
      const step = plan.node && compilePlan(plan.node, this.planOptions());
      this.options.onPlanned?.(true);
      return { run: (variables, asking) => operation.finish(operation.start(variables, asking), step) };
    } catch (error) {
      if (!(error instanceof NotCovered)) throw error;
      this.options.onPlanned?.(false);
      return fallback(plan, asked, {
        ...this.planOptions(),
        api: this.supergraph.apiSchema(),
        apiSchema: this.apiSchema,
      });
    }
  }

  private veiled(asked: Asked): Asked {
    return { ...asked, document: veil(asked.document, this.apiSchema, this.classes) };
  }

  private planOf(document: DocumentNode, operationName: string | undefined) {
    const operation = operationFromDocument(this.supergraph.apiSchema(), document, { operationName });
    return this.planner.buildQueryPlan(operation);
  }

  private operation({ document, operationName, isAnonymous }: Asked): Operation {
    return new Operation({
      schema: this.apiSchema,
      document,
      operationName,
      hiddenKey: isAnonymous ? veiledKey : () => undefined,
      refusals: signInErrors,
    });
  }

  private planOptions() {
    return { schema: this.schema, classes: this.classes, send: this.options.send };
  }
}

const nameOf = ({ isAnonymous, key, operationName }: Omit<Asked, 'document'>): string =>
  `${isAnonymous ? 'anonymous' : 'member'} ${key} ${operationName ?? ''}`;
