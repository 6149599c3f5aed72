import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { assertionSigner, assertionVerifier, belongsTo, hashOfToken } from './assertion';
import { anonymous } from './viewer';

const ana = { id: 'id-of-ana', organisationId: 'id-of-vatra', roles: ['MOBILE_UNIT' as const] };

const gatewayKeys = async () => {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  const privateKey: JWK = { ...(await exportJWK(pair.privateKey)), kid: 'g', alg: 'EdDSA' };
  return {
    pair,
    privateKey,
    publicKeys: { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'g', alg: 'EdDSA' }] },
  };
};

test('what the gateway says of a viewer arrives at the subgraph that it is for', async () => {
  const { privateKey, publicKeys } = await gatewayKeys();
  const assertion = await (await assertionSigner(privateKey))(
    { viewer: ana, tokenHash: hashOfToken('t') },
    'shelters',
  );
  const heard = await assertionVerifier(publicKeys, 'shelters')(assertion);
  expect(heard).toEqual({ viewer: ana, tokenHash: hashOfToken('t'), expiresAt: expect.any(Number) });
  expect(belongsTo(heard, 't')).toBe(true);
  expect(belongsTo(heard, 'another')).toBe(false);
});

test('the anonymous viewer stays anonymous, and belongs to no token', async () => {
  const { privateKey, publicKeys } = await gatewayKeys();
  const assertion = await (await assertionSigner(privateKey))({ viewer: anonymous }, 'partners');
  const heard = await assertionVerifier(publicKeys, 'partners')(assertion);
  expect(heard.viewer).toEqual(anonymous);
  expect(belongsTo(heard, 't')).toBe(false);
});

test("P24 another subgraph's, another key's, an altered and an old assertion are refused", async () => {
  const { pair, privateKey, publicKeys } = await gatewayKeys();
  const stranger = await gatewayKeys();
  const verify = assertionVerifier(publicKeys, 'shelters');
  const sign = await assertionSigner(privateKey);
  const good = await sign({ viewer: ana }, 'shelters');
  const [head, body, signature] = good.split('.') as [string, string, string];
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const altered = Buffer.from(JSON.stringify({ ...claims, viewer: { ...ana, roles: ['COORDINATOR'] } }));
  const old = new SignJWT({ viewer: ana })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'g' })
    .setIssuer('ura-gateway')
    .setAudience('shelters')
    .setIssuedAt(Math.floor(Date.now() / 1000) - 120)
    .setExpirationTime(Math.floor(Date.now() / 1000) + 3_600);
  await expect(verify(good)).resolves.toBeDefined();
  await expect(verify(await sign({ viewer: ana }, 'partners'))).rejects.toThrow();
  await expect(
    verify(await (await assertionSigner(stranger.privateKey))({ viewer: ana }, 'shelters')),
  ).rejects.toThrow();
  await expect(verify([head, altered.toString('base64url'), signature].join('.'))).rejects.toThrow();
  await expect(verify(await old.sign(pair.privateKey))).rejects.toThrow();
});
