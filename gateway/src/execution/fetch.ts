import type { PrivacyClass } from '@ura/supergraph';
import type { Asking } from '../asking';

export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What a subgraph answered, or what stands for it when it did not. */
export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly SubgraphError[];
}

/** One fetch of a plan, as far as it is known before anybody asks. */
export interface PlannedFetch {
  readonly subgraph: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** The names of the fetch's root fields in its answer; `_entities` for a fetch of entities. */
  readonly roots: readonly string[];
  /** The strictest privacy class of what it asks for. */
  readonly privacy: PrivacyClass;
  /** Every field it asks for, as `Type.field`. */
  readonly coordinates: ReadonlySet<string>;
}

/**
 * Sends a fetch to its subgraph, as a finished request body. Never rejects: a subgraph that is away, slow
 * or garbled is an answer with one error for each place that it owned (a root, or `_entities` and a number).
 *
 * @param count how many entities are asked for; 0 where it is no fetch of entities
 */
export type Send = (
  fetch: PlannedFetch,
  body: string,
  count: number,
  asking: Asking,
) => Promise<SubgraphAnswer>;
