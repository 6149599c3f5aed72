import { anonymous, BadToken, type TokenVerifier, type Viewer } from '@ura/access';
import { GraphQLError } from 'graphql';

/** Who calls the gateway, with the token that proves it. */
export interface Caller {
  readonly viewer: Viewer;
  readonly token?: string;
}

const refused = (message: string, code: string, status: number) =>
  new GraphQLError(message, { extensions: { code, http: { status } } });

/**
 * No `Authorization` is the anonymous viewer. A bad one is 401, never anonymous; that the issuer cannot
 * be asked is 503, since the token may be good.
 */
export const callerOf =
  (verify: TokenVerifier) =>
  async (authorization: string | undefined): Promise<Caller> => {
    if (authorization === undefined) return { viewer: anonymous };
    const token = /^Bearer ([^\s]+)$/i.exec(authorization)?.[1];
    if (token === undefined) {
      throw refused('Send the token as "Authorization: Bearer …".', 'UNAUTHENTICATED', 401);
    }
    try {
      return { viewer: await verify(token), token };
    } catch (error) {
      if (error instanceof BadToken) {
        throw refused(
          'Your sign-in is not valid, or no longer. Please sign in again.',
          'UNAUTHENTICATED',
          401,
        );
      }
      throw refused('Sign-ins cannot be checked at the moment. Please try again.', 'UNAVAILABLE', 503);
    }
  };
