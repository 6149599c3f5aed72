import {
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { type Member, type Role, roles } from './viewer';

/** An OpenID Connect issuer that is trusted, and for whom it may speak. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
  /** Ids of the organisations that this issuer speaks for. It is believed about no other. */
  readonly organisationIds: readonly string[];
  /** The longest life of a token, in seconds. Five minutes, unless it is a demonstration. */
  readonly maxTokenSeconds?: number;
}

/** The library's codes for an issuer that cannot be asked, or answers nonsense. */
const ISSUER_FAILURES = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'];

const USUAL_SECONDS = 300;
const AUDIENCE = 'ura';
const ALGORITHMS = ['EdDSA', 'ES256', 'RS256', 'PS256'];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Why a token is not believed. The message is for the log: a caller learns only that it is not. */
export class BadToken extends Error {}

/** Somebody who is signed in, and until when their token says so. */
export type SignedIn = Member & { readonly expiresAt: Date };

export type TokenVerifier = (token: string) => Promise<SignedIn>;

/**
 * Makes a verifier of the users' tokens. It checks issuer, audience, algorithm, times, that the token
 * does not live longer than allowed, and that the issuer may speak for the organisation it claims.
 * Keys are fetched from the issuer when a key is new, so a rotated key is found; not more often than
 * the cool-down, so that nobody makes this a hammer on the issuer.
 */
export const tokenVerifier = (
  issuers: readonly TrustedIssuer[],
  cooldownMilliseconds = 1_000,
): TokenVerifier => {
  const trusted = new Map(
    issuers.map(issuer => [
      issuer.issuer,
      {
        ...issuer,
        keys: createRemoteJWKSet(new URL(issuer.jwksUri), {
          cooldownDuration: cooldownMilliseconds,
          timeoutDuration: 3_000,
        }),
      },
    ]),
  );
  return async token => {
    const claimed = issuerOf(token);
    const issuer = claimed === undefined ? undefined : trusted.get(claimed);
    if (!issuer) throw new BadToken('unknown issuer');
    const payload = await verified(token, issuer.keys, issuer);
    const lifetime = (payload.exp ?? Number.POSITIVE_INFINITY) - (payload.iat ?? 0);
    if (lifetime > (issuer.maxTokenSeconds ?? USUAL_SECONDS)) throw new BadToken('the token lives too long');
    return toSignedIn(payload, issuer);
  };
};

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch (cause) {
    throw new BadToken('not a token', { cause });
  }
}

/** Keys that cannot be fetched are the issuer's failure, not a bad token: that error goes through. */
async function verified(token: string, keys: JWTVerifyGetKey, issuer: TrustedIssuer): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: issuer.issuer,
      audience: AUDIENCE,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp', 'iat'],
      clockTolerance: 5,
      maxTokenAge: issuer.maxTokenSeconds ?? USUAL_SECONDS,
    });
    return payload;
  } catch (cause) {
    const isTokens = cause instanceof errors.JOSEError && !ISSUER_FAILURES.includes(cause.code);
    throw isTokens ? new BadToken('the token does not verify', { cause }) : cause;
  }
}

function toSignedIn(payload: JWTPayload, issuer: TrustedIssuer): SignedIn {
  const { sub, exp, organisation, roles: claimed } = payload;
  if (typeof sub !== 'string' || !UUID.test(sub)) throw new BadToken('the subject is not an id');
  if (typeof organisation !== 'string' || !issuer.organisationIds.includes(organisation)) {
    throw new BadToken('the issuer does not speak for that organisation');
  }
  if (!Array.isArray(claimed)) throw new BadToken('no roles');
  return {
    id: sub,
    organisationId: organisation,
    roles: roles.filter((role: Role) => claimed.includes(role)),
    expiresAt: new Date((exp ?? 0) * 1_000),
  };
}
