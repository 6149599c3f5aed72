import { hashOfToken } from '@ura/access';
import { GraphQLError } from 'graphql';
import { decodeJwt } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../caller';
import { networkOf, type Turnstile } from './rates';

/** What ends a token otherwise than its own end bites within this time. */
const BELIEVED_MILLISECONDS = 1_000;
/** A shift: for so long somebody who signed in is known at an address. */
const KNOWN_MILLISECONDS = 12 * 3_600_000;
const KEPT = 5_000;

type Identify = (authorization: string | undefined) => Promise<Caller>;

/**
 * Slows down an address that sends bad tokens. Whoever signed in from there before is counted apart, so
 * that nobody locks an office out by guessing. A good token is believed for a second, so that its
 * signature is not paid for every request of a burst.
 */
export const identifyPatiently = (identify: Identify, turnstile: Turnstile) => {
  const believed = new LRUCache<string, Caller>({ max: KEPT, ttl: BELIEVED_MILLISECONDS });
  const known = new LRUCache<string, true>({ max: KEPT, ttl: KNOWN_MILLISECONDS });
  return async (authorization: string | undefined, address: string): Promise<Caller> => {
    if (authorization === undefined) return identify(undefined);
    const hash = hashOfToken(authorization);
    const earlier = believed.get(hash);
    if (earlier) return earlier;
    const network = networkOf(address);
    const person = hashOfToken(`${network} ${claimOf(authorization)}`);
    const sender = known.has(person) ? person : network;
    await turnstile.refuseBlocked(sender);
    try {
      const caller = await identify(authorization);
      believed.set(hash, caller);
      known.set(person, true);
      return caller;
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED') {
        await turnstile.badToken(sender);
      }
      throw error;
    }
  };
};

/** Whose the token says it is, before anybody looked whether that is true. */
const claimOf = (authorization: string): string => {
  try {
    const { iss, sub } = decodeJwt(authorization.slice('Bearer '.length));
    return JSON.stringify([iss, sub]);
  } catch {
    return '';
  }
};
