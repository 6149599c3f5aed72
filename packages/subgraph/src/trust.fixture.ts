import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ASSERTION_HEADER,
  type Assertion,
  assertionSigner,
  assertionVerifier,
  hashOfToken,
  type Member,
  tokenVerifier,
} from '@ura/access';
import { newId } from '@ura/database';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { callerOf } from './caller';

export type Headers = Record<string, string>;

/** A gateway and an issuer that one subgraph trusts, with their real keys. */
export interface Trust {
  readonly callerOf: ReturnType<typeof callerOf>;
  sign(assertion: Assertion, subgraph: string): Promise<string>;
  tokenOf(who: Member, expiresAt?: Date): Promise<string>;
  /** What the gateway sends for somebody who is signed in. */
  proven(who: Member, expiresAt?: Date): Promise<Headers>;
  /** What can be wrong with it: every one of these is 401. */
  readonly refusals: readonly [string, (who: Member) => Promise<Headers>][];
  stop(): Promise<void>;
}

const keyPair = async (alg: string) => {
  const pair = await generateKeyPair(alg, { extractable: true });
  const named = { kid: alg, alg };
  const privateJwk: JWK = { ...(await exportJWK(pair.privateKey)), ...named };
  return { ...pair, privateJwk, publicKeys: { keys: [{ ...(await exportJWK(pair.publicKey)), ...named }] } };
};

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000);

export const trustOf = async (subgraph: string, organisationId: string): Promise<Trust> => {
  const [gateway, issuerKeys] = [await keyPair('EdDSA'), await keyPair('ES256')];
  const server = createServer((_request, response) => response.end(JSON.stringify(issuerKeys.publicKeys)));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = await assertionSigner(gateway.privateJwk);
  const tokenOf: Trust['tokenOf'] = ({ id, organisationId, roles }, expiresAt = inSeconds(60)) =>
    new SignJWT({ organisation: organisationId, roles })
      .setProtectedHeader({ alg: 'ES256', kid: 'ES256' })
      .setIssuer(issuer)
      .setAudience('ura')
      .setSubject(id)
      .setIssuedAt(Math.min(Date.now(), expiresAt.getTime() - 60_000) / 1_000)
      .setExpirationTime(expiresAt)
      .sign(issuerKeys.privateKey);
  const asserted = async (viewer: Member, token: string): Promise<Headers> => ({
    [ASSERTION_HEADER]: await sign({ viewer, tokenHash: hashOfToken(token) }, subgraph),
    authorization: `Bearer ${token}`,
  });
  const proven: Trust['proven'] = async (who, expiresAt) => asserted(who, await tokenOf(who, expiresAt));
  const somebodyElse = (who: Member): Member => ({ ...who, id: newId() });
  const old = (who: Member) =>
    new SignJWT({ viewer: who })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'EdDSA' })
      .setIssuer('ura-gateway')
      .setAudience(subgraph)
      .setIssuedAt(inSeconds(-120))
      .setExpirationTime(inSeconds(-60))
      .sign(gateway.privateKey);
  const refusals: Trust['refusals'] = [
    ['no assertion', async () => ({})],
    ["a user's token alone", async who => ({ authorization: `Bearer ${await tokenOf(who)}` })],
    [
      "another subgraph's assertion",
      async who => ({ ...(await proven(who)), [ASSERTION_HEADER]: await sign({ viewer: who }, 'other') }),
    ],
    ['an old assertion', async who => ({ ...(await proven(who)), [ASSERTION_HEADER]: await old(who) })],
    [
      'an altered assertion',
      async who => {
        const headers = await proven(who);
        const [head, , signature] = headers[ASSERTION_HEADER]!.split('.');
        const [, body] = (await sign({ viewer: somebodyElse(who) }, subgraph)).split('.');
        return { ...headers, [ASSERTION_HEADER]: [head, body, signature].join('.') };
      },
    ],
    ['garbage', async () => ({ [ASSERTION_HEADER]: 'garbage' })],
    [
      'P47 a token that the assertion was not made for',
      async who => ({
        ...(await proven(who)),
        authorization: `Bearer ${await tokenOf(somebodyElse(who))}`,
      }),
    ],
    [
      'P47 a token of somebody else than the asserted viewer',
      async who => asserted(who, await tokenOf(somebodyElse(who))),
    ],
    ['an expired token', who => proven(who, inSeconds(-30))],
    ['a forged token', who => asserted(who, 'forged')],
  ];
  const verifyToken = tokenVerifier([{ issuer, jwksUri: issuer, organisationIds: [organisationId] }]);
  return {
    callerOf: callerOf(assertionVerifier(gateway.publicKeys, subgraph), verifyToken),
    sign,
    tokenOf,
    proven,
    refusals,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  };
};
