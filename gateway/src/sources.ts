import { subgraphUrl } from './env';
import type { Send } from './execution/fetch';
import { type SubgraphOptions, SubgraphSource } from './subgraph';

type Named = readonly { readonly name: string; readonly url: string }[];

/** The subgraphs of the present supergraph, each with its connections. */
export class Sources {
  private readonly byName = new Map<string, SubgraphSource>();

  constructor(private readonly options: Omit<SubgraphOptions, 'name' | 'url'>) {}

  /** Sends to the subgraph that the fetch names. */
  readonly send: Send = (fetch, body, count, asking) =>
    this.byName.get(fetch.subgraph)!.send(fetch, body, count, asking);

  /**
   * Reaches what a supergraph names. One that it no longer names is kept: requests that began with the
   * supergraph before may still go there.
   */
  reach(subgraphs: Named): void {
    for (const { name, url } of subgraphs) {
      if (this.byName.has(name)) continue;
      this.byName.set(name, new SubgraphSource({ ...this.options, name, url: subgraphUrl(name, url) }));
    }
  }

  /** Whether each answers its health check. */
  async alive(): Promise<ReadonlyMap<string, boolean>> {
    const asked = [...this.byName].map(async ([name, source]) => [name, await source.isAlive()] as const);
    return new Map(await Promise.all(asked));
  }

  async close(): Promise<void> {
    await Promise.all([...this.byName.values()].map(source => source.close()));
  }
}
