import { ApolloGateway, type GatewayConfig } from '@apollo/gateway';
import { isAnonymous } from '@ura/access';
import { type PrivacyClass, privacyClasses } from '@ura/supergraph';
import { LRUCache } from 'lru-cache';
import type { Caller } from './caller';
import { refusedRoots, signInErrors, unveil, type Veiled, veil } from './privacy';
import { giveMeaning } from './scalars';

const KEPT_DOCUMENTS = 1_000;

type Executor = ApolloGateway['executor'];
type RequestContext = Parameters<Executor>[0];

/**
 * Apollo's gateway with the hub's first door: what an anonymous viewer may not see is not even fetched.
 * Who is signed in goes on to the subgraphs, which know the rows and the rules.
 */
export class HubGateway extends ApolloGateway {
  private readonly classes: ReadonlyMap<string, PrivacyClass>;
  private readonly veiled = new LRUCache<string, Veiled>({ max: KEPT_DOCUMENTS });

  constructor(config: GatewayConfig & { readonly supergraphSdl: string }) {
    super(config);
    this.classes = privacyClasses(config.supergraphSdl);
    this.onSchemaLoadOrUpdate(({ apiSchema }) => giveMeaning(apiSchema));
    const execute = this.executor;
    this.executor = async context => {
      const { viewer } = context.context as unknown as Caller;
      return isAnonymous(viewer) ? this.executeVeiled(context, execute) : execute(context);
    };
  }

  private async executeVeiled(context: RequestContext, execute: Executor): ReturnType<Executor> {
    const { document, queryHash } = this.veiledOf(context);
    const asked = Object.create(context, { document: { value: document }, queryHash: { value: queryHash } });
    const result = await execute(asked);
    if (document === context.document) return result;
    const errors = [...(result.errors ?? []), ...signInErrors(refusedRoots(result.data))];
    return {
      ...result,
      data: unveil(result.data) as typeof result.data,
      ...(errors.length > 0 && { errors }),
    };
  }

  private veiledOf({ document, queryHash }: RequestContext): Veiled {
    const known = this.veiled.get(queryHash);
    if (known) return known;
    const made = veil(document, queryHash, this.schema!, this.classes);
    this.veiled.set(queryHash, made);
    return made;
  }
}
