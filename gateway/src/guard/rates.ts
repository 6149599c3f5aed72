import { isIPv6 } from 'node:net';
import { HeaderMap } from '@apollo/server';
import { isMember, type Member, type Viewer } from '@ura/access';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Rates } from './settings';

const MINUTE_SECONDS = 60;
/** So long a minute's worth of plans takes that is asked for at once: less than a request may last. */
const BURST_MILLISECONDS = 9_000;
const KEPT = 5_000;

export interface Turnstile {
  /** Lets a viewer through who has not asked too much in the last minute; refuses with LIMITED. */
  pass(viewer: Viewer, address: string, points: number): Promise<void>;
  /**
   * Lets a viewer through for whom an operation is to be planned, which takes as long as many answers and
   * keeps all others waiting: one after the other, with time in between.
   */
  plan(viewer: Viewer, address: string): Promise<void>;
  /** Refuses a sender of too many bad tokens: a network, or a person who is known there. */
  refuseBlocked(sender: string): Promise<void>;
  badToken(sender: string): Promise<void>;
}

/** Counts in this process: each copy of the gateway has counts of its own. */
export const turnstile = (rates: Rates): Turnstile => {
  const limiter = (points: number) =>
    new RateLimiterMemory({ points, duration: MINUTE_SECONDS, keyPrefix: '' });
  const [viewers, organisations, addresses, badTokens, plans] = [
    limiter(rates.viewer),
    limiter(rates.organisation),
    limiter(rates.address),
    limiter(rates.badTokens),
    limiter(rates.plans),
  ];
  /** When each may have the next plan. */
  const turns = new LRUCache<string, number>({ max: KEPT, ttl: MINUTE_SECONDS * 1_000 });
  const take = (from: RateLimiterMemory, key: string, points: number) =>
    from.consume(key, points).catch((reason: unknown) => {
      throw reason instanceof RateLimiterRes ? tooMany(reason.msBeforeNext) : reason;
    });
  return {
    pass: async (viewer, address, points) => {
      if (isMember(viewer)) await take(viewers, nameOf(viewer), points);
      if (viewer.organisationId !== null) await take(organisations, viewer.organisationId, points);
      // Strangers behind the same address must not use up what those who signed in there may ask.
      else await take(addresses, networkOf(address), points);
    },
    plan: async (viewer, address) => {
      const key = isMember(viewer) ? nameOf(viewer) : networkOf(address);
      await take(plans, key, 1);
      const now = Date.now();
      const turn = Math.max(now, turns.get(key) ?? now);
      turns.set(key, turn + BURST_MILLISECONDS / rates.plans);
      if (turn > now) await new Promise(resolve => setTimeout(resolve, turn - now));
    },
    refuseBlocked: async sender => {
      const state = await badTokens.get(sender);
      if (state && state.consumedPoints >= rates.badTokens) throw tooMany(state.msBeforeNext);
    },
    badToken: async sender => {
      await badTokens.penalty(sender);
    },
  };
};

/** An issuer says its people's ids itself: one must not use up another's. */
const nameOf = ({ organisationId, id }: Member): string => `${organisationId} ${id}`;

const tooMany = (milliseconds: number): GraphQLError => {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  return new GraphQLError('Too many requests. Please wait a moment.', {
    extensions: {
      code: 'LIMITED',
      retryAt: new Date(Date.now() + seconds * 1_000).toISOString(),
      http: { status: 429, headers: new HeaderMap([['retry-after', String(seconds)]]) },
    },
  });
};

/** Whoever has one address of version 6 has 2⁶⁴ of them: what counts is the network. */
export const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
};
