import { createHash, timingSafeEqual } from 'node:crypto';
import {
  createLocalJWKSet,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  jwtVerify,
  type KeyLike,
  SignJWT,
} from 'jose';
import { anonymous, isMember, type Member, type Role, roles, type Viewer } from './viewer';

/** The header in which the gateway tells a subgraph who is asking. */
export const ASSERTION_HEADER = 'x-ura-assertion';

const ISSUER = 'ura-gateway';
const LIFETIME_SECONDS = 60;

/** The hash that ties an assertion to the user's own token. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

export interface Assertion {
  readonly viewer: Viewer;
  /** Hash of the user's own token; absent for anonymous. */
  readonly tokenHash?: string;
}

/** What a verified assertion says, and until when. */
export interface HeardAssertion extends Assertion {
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Signs what the gateway says of a viewer, for one subgraph and sixty seconds. */
export const assertionSigner = async (privateKey: JWK) => {
  const key = (await importJWK(privateKey, 'EdDSA')) as KeyLike;
  return ({ viewer, tokenHash }: Assertion, subgraph: string): Promise<string> =>
    new SignJWT({ viewer: isMember(viewer) ? claimOf(viewer) : null, tokenHash })
      .setProtectedHeader({ alg: 'EdDSA', kid: privateKey.kid })
      .setIssuer(ISSUER)
      .setAudience(subgraph)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(key);
};

/** Verifies assertions for one subgraph. It has public keys only, so it cannot make one. Throws on any doubt. */
export const assertionVerifier = (publicKeys: JSONWebKeySet, subgraph: string) => {
  const keys = createLocalJWKSet(publicKeys);
  return async (assertion: string): Promise<HeardAssertion> => {
    const { payload } = await jwtVerify(assertion, keys, {
      issuer: ISSUER,
      audience: subgraph,
      algorithms: ['EdDSA'],
      requiredClaims: ['exp', 'iat'],
      maxTokenAge: LIFETIME_SECONDS,
    });
    const tokenHash = typeof payload.tokenHash === 'string' ? payload.tokenHash : undefined;
    return { viewer: toViewer(payload.viewer), tokenHash, expiresAt: payload.exp! * 1_000 };
  };
};

/** Whether an assertion was made for this very token. */
export const belongsTo = (assertion: Assertion, token: string): boolean => {
  const expected = Buffer.from(assertion.tokenHash ?? '');
  const actual = Buffer.from(hashOfToken(token));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
};

/** No more than who it is: a verified token knows more. */
const claimOf = ({ id, organisationId, roles }: Member): Member => ({ id, organisationId, roles });

function toViewer(claim: unknown): Viewer {
  if (claim === null || claim === undefined) return anonymous;
  const { id, organisationId, roles: given } = claim as Record<string, unknown>;
  if (typeof id !== 'string' || typeof organisationId !== 'string' || !Array.isArray(given)) {
    throw new Error('the assertion names no viewer');
  }
  return { id, organisationId, roles: roles.filter((role: Role) => given.includes(role)) };
}
