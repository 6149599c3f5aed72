import type { ApolloServerPlugin } from '@apollo/server';
import type { Asking, Degraded } from '../asking';

/** Notes that a subgraph was away: once for each, with the oldest of the moments that were served. */
export const noteDegraded = (asking: Asking, subgraph: string, since: Date, asOf: Date | null): void => {
  const { degraded } = asking;
  const at = degraded.findIndex(known => known.subgraph === subgraph);
  if (at < 0) degraded.push({ subgraph, since, asOf });
  else degraded[at] = { subgraph, since, asOf: older(degraded[at]!.asOf, asOf) };
};

const older = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one < other ? one : other) : (one ?? other);

/** Says in `extensions.degraded` which subgraphs were away, since when, and as of when the answer is. */
export const tellDegraded: ApolloServerPlugin<Asking> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue: { degraded }, response: { body } }) => {
      if (degraded.length === 0 || body.kind !== 'single') return;
      body.singleResult.extensions = { ...body.singleResult.extensions, degraded: degraded.map(written) };
    },
  }),
};

const written = ({ subgraph, since, asOf }: Degraded) => ({
  subgraph,
  since: since.toISOString(),
  asOf: asOf?.toISOString() ?? null,
});
