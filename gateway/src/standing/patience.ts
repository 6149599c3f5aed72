/** What a subgraph may take, and when it counts as away. */
export interface Patience {
  /** For one fetch, a second try included. */
  readonly milliseconds: number;
  readonly bytes: number;
  /** So many failures in a row open the breaker. */
  readonly failures: number;
  /** Between two probes while it is open. */
  readonly probeMilliseconds: number;
}

export const usualPatience: Patience = {
  milliseconds: 3_000,
  bytes: 16 * 2 ** 20,
  failures: 5,
  probeMilliseconds: 1_000,
};
