import { subgraphUrl } from './env';
import type { Send } from './execution/fetch';
import { type SubgraphOptions, SubgraphSource } from './subgraph';

const PROBED_MILLISECONDS = 1_000;

type Named = readonly { readonly name: string; readonly url: string }[];

export interface SourcesOptions extends Omit<SubgraphOptions, 'name' | 'url'> {
  /** How long the connections to a former place are kept: longer than any request lasts that began before. */
  readonly retiredMilliseconds: number;
}

/** The subgraphs of the present supergraph, each with its connections. */
export class Sources {
  private readonly byName = new Map<string, SubgraphSource>();
  private readonly retired = new Set<SubgraphSource>();
  private present: readonly string[] = [];
  private lastProbe?: { readonly at: number; readonly alive: Promise<ReadonlyMap<string, boolean>> };

  constructor(private readonly options: SourcesOptions) {}

  /** Sends to the subgraph that the fetch names. */
  readonly send: Send = (fetch, body, count, asking) =>
    this.byName.get(fetch.subgraph)!.send(fetch, body, count, asking);

  /**
   * Reaches what a supergraph names, where it says. One that it no longer names is kept: requests that
   * began with the supergraph before may still go there.
   */
  reach(subgraphs: Named): void {
    this.present = subgraphs.map(({ name }) => name);
    this.lastProbe = undefined;
    for (const { name, url: usual } of subgraphs) {
      const url = subgraphUrl(name, usual);
      const known = this.byName.get(name);
      if (known?.url === url) continue;
      this.byName.set(name, new SubgraphSource({ ...this.options, name, url }));
      if (known) this.retire(known);
    }
  }

  /** Whether each answers its health check, or did so a second ago: anybody may ask, and as often as they like. */
  alive(): Promise<ReadonlyMap<string, boolean>> {
    const now = performance.now();
    if (!this.lastProbe || now - this.lastProbe.at >= PROBED_MILLISECONDS)
      this.lastProbe = { at: now, alive: this.probe() };
    return this.lastProbe.alive;
  }

  private async probe(): Promise<ReadonlyMap<string, boolean>> {
    const asked = this.present.map(async name => [name, await this.byName.get(name)!.isAlive()] as const);
    return new Map(await Promise.all(asked));
  }

  async close(): Promise<void> {
    await Promise.all([...this.byName.values(), ...this.retired].map(source => source.close()));
  }

  /** It finishes what it was asked. */
  private retire(source: SubgraphSource): void {
    this.retired.add(source);
    setTimeout(() => {
      this.retired.delete(source);
      void source.close();
    }, this.options.retiredMilliseconds).unref();
  }
}
