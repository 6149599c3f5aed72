import type { IncomingHttpHeaders } from 'node:http';
import {
  ASSERTION_HEADER,
  assertionVerifier,
  BadToken,
  belongsTo,
  type TokenVerifier,
  type Viewer,
} from '@ura/access';
import { GraphQLError } from 'graphql';

/** Who calls: the viewer that the gateway asserts, and whether the viewer's own token proves it. */
export interface Caller {
  readonly viewer: Viewer;
  readonly isProven: boolean;
}

/** Every doubt is the same 401, which does not say what was doubted. */
const unauthenticated = () =>
  new GraphQLError('This service answers only the gateway.', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  });

/**
 * Believes nobody but the gateway, and the gateway about nobody's OWNER or IDENTITY fields without that
 * person's own token. Refuses with 401: no assertion, another subgraph's, an old or altered one; a
 * token that the assertion was not made for, or that does not verify, or is another person's.
 */
export const callerOf =
  (verifyAssertion: ReturnType<typeof assertionVerifier>, verifyToken: TokenVerifier) =>
  async (headers: IncomingHttpHeaders): Promise<Caller> => {
    const asserted = headers[ASSERTION_HEADER];
    if (typeof asserted !== 'string') throw unauthenticated();
    const assertion = await verifyAssertion(asserted).catch(() => {
      throw unauthenticated();
    });
    const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) return { viewer: assertion.viewer, isProven: false };
    if (!belongsTo(assertion, token)) throw unauthenticated();
    const owner = await verifyToken(token).catch(error => {
      if (error instanceof BadToken) throw unauthenticated();
      throw error;
    });
    if (owner.id !== assertion.viewer.id || owner.organisationId !== assertion.viewer.organisationId) {
      throw unauthenticated();
    }
    return { viewer: owner, isProven: true };
  };
