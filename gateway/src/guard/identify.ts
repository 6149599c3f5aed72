import { hashOfToken } from '@ura/access';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../caller';
import type { Turnstile } from './rates';

/** A revocation, too, bites within this time. */
const BELIEVED_MILLISECONDS = 1_000;
const PROVEN_MILLISECONDS = 300_000;
const KEPT = 5_000;

type Identify = (authorization: string | undefined) => Promise<Caller>;

/**
 * Slows down an address that sends bad tokens. Colleagues behind the same address whose tokens were good
 * before go on, so that nobody locks an office out by guessing. A good token is believed for a second, so
 * that its signature is not paid for every request of a burst.
 */
export const identifyPatiently = (identify: Identify, turnstile: Turnstile) => {
  const believed = new LRUCache<string, Caller>({ max: KEPT, ttl: BELIEVED_MILLISECONDS });
  const proven = new LRUCache<string, true>({ max: KEPT, ttl: PROVEN_MILLISECONDS });
  return async (authorization: string | undefined, address: string): Promise<Caller> => {
    if (authorization === undefined) return identify(undefined);
    const hash = hashOfToken(authorization);
    const known = believed.get(hash);
    if (known) return known;
    if (!proven.has(hash)) await turnstile.refuseBlocked(address);
    try {
      const caller = await identify(authorization);
      believed.set(hash, caller);
      proven.set(hash, true);
      return caller;
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED') {
        await turnstile.badToken(address);
      }
      throw error;
    }
  };
};
