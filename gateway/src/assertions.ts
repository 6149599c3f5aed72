import { type assertionSigner, hashOfToken } from '@ura/access';
import { LRUCache } from 'lru-cache';
import type { Caller } from './caller';

const REUSE_MILLISECONDS = 30_000;
const KEPT = 5_000;

/**
 * What the gateway says of a caller to a subgraph, signed once per caller and subgraph and used again
 * for at most thirty seconds, so that signing is not paid for every fetch.
 */
export const assertions = (sign: Awaited<ReturnType<typeof assertionSigner>>) => {
  const kept = new LRUCache<string, Promise<string>>({ max: KEPT, ttl: REUSE_MILLISECONDS });
  return ({ viewer, token }: Caller, subgraph: string): Promise<string> => {
    const tokenHash = token === undefined ? undefined : hashOfToken(token);
    const key = `${subgraph} ${tokenHash ?? 'anonymous'}`;
    const known = kept.get(key);
    if (known) return known;
    const made = sign({ viewer, tokenHash }, subgraph);
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    return made;
  };
};
