import type { IncomingHttpHeaders } from 'node:http';
import {
  ASSERTION_HEADER,
  assertionVerifier,
  BadToken,
  belongsTo,
  type HeardAssertion,
  type TokenVerifier,
  type Viewer,
} from '@ura/access';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Who calls: the viewer that the gateway asserts, and whether the viewer's own token proves it. */
export interface Caller {
  readonly viewer: Viewer;
  readonly isProven: boolean;
  /** When the viewer's own token ends, where it came along: a stream ends with it. */
  readonly expiresAt?: Date;
}

/** Every doubt is the same 401, which does not say what was doubted. */
const unauthenticated = () =>
  new GraphQLError('This service answers only the gateway.', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  });

/** That one organisation's issuer is away is no failure of this service: it says so in GraphQL's words. */
const unavailable = () =>
  new GraphQLError('Sign-ins cannot be checked at the moment. Please try again.', {
    extensions: { code: 'UNAVAILABLE', http: { status: 503 } },
  });

/**
 * Believes nobody but the gateway, and the gateway about nobody's OWNER or IDENTITY fields without that
 * person's own token. Refuses with 401: no assertion, another subgraph's, an old or altered one; a
 * token that the assertion was not made for, or that does not verify, or is another person's. Where the
 * issuer cannot be asked it is 503, and nothing was done.
 */
export const callerOf = (
  verifyAssertion: ReturnType<typeof assertionVerifier>,
  verifyToken: TokenVerifier,
) => {
  const verifyOnce = remembered(verifyAssertion);
  return async (headers: IncomingHttpHeaders): Promise<Caller> => {
    const asserted = headers[ASSERTION_HEADER];
    if (typeof asserted !== 'string') throw unauthenticated();
    const assertion = await verifyOnce(asserted).catch(() => {
      throw unauthenticated();
    });
    if (assertion.expiresAt <= Date.now()) throw unauthenticated();
    const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) return { viewer: assertion.viewer, isProven: false };
    if (!belongsTo(assertion, token)) throw unauthenticated();
    const { expiresAt, ...owner } = await verifyToken(token).catch(error => {
      throw error instanceof BadToken ? unauthenticated() : unavailable();
    });
    if (owner.id !== assertion.viewer.id || owner.organisationId !== assertion.viewer.organisationId) {
      throw unauthenticated();
    }
    return { viewer: owner, isProven: true, expiresAt };
  };
};

const REMEMBERED_MILLISECONDS = 10_000;

/**
 * The gateway sends an assertion again for half a minute: its signature is checked once in a while, not
 * for every fetch. What does not verify is not remembered.
 */
const remembered = (verify: ReturnType<typeof assertionVerifier>): typeof verify => {
  const known = new LRUCache<string, Promise<HeardAssertion>>({ max: 5_000, ttl: REMEMBERED_MILLISECONDS });
  return assertion => {
    const earlier = known.get(assertion);
    if (earlier) return earlier;
    const made = verify(assertion);
    known.set(assertion, made);
    made.catch(() => known.delete(assertion));
    return made;
  };
};
