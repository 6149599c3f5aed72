import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '@ura/env';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const HOUR = 3_600;

/** An issuer for one organisation, with a token of it, and what Ura's gateway has to be told to trust it. */
export const startIssuer = async () => {
  const issuerKey = await generateKeyPair('ES256', { extractable: true });
  const gatewayKey = await generateKeyPair('EdDSA', { extractable: true });
  const organisation = randomUUID();
  const keys = [{ ...(await exportJWK(issuerKey.publicKey)), kid: 'bench', alg: 'ES256' }];
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys })),
  );
  await listen(server, 0, '127.0.0.1');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokenFor = (person: string, seconds = HOUR) =>
    new SignJWT({ organisation, roles: ['LAWYER'] })
      .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
      .setIssuer(issuer)
      .setAudience('ura')
      .setSubject(person)
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .sign(issuerKey.privateKey);
  const trusted = [{ issuer, jwksUri: issuer, organisationIds: [organisation], maxTokenSeconds: HOUR }];
  return {
    token: await tokenFor(randomUUID()),
    /** A token for a person of the organisation. */
    tokenFor,
    gatewaySettings: {
      URA_ISSUERS: JSON.stringify(trusted),
      URA_GATEWAY_PRIVATE_KEY: JSON.stringify({
        ...(await exportJWK(gatewayKey.privateKey)),
        kid: 'bench',
        alg: 'EdDSA',
      }),
    },
    stop: () => {
      server.close().closeAllConnections();
    },
  };
};
