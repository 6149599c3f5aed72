import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What this machine's hub keeps to itself, made on the first start. */
export interface Secrets {
  readonly databaseSecret: string;
  readonly gatewayPrivateKey: JWK;
  readonly gatewayPublicKeys: { readonly keys: readonly JWK[] };
}

export const secretsIn = async (folder: string): Promise<Secrets> => {
  const file = path.join(folder, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const named = { kid: randomBytes(8).toString('hex'), alg: 'EdDSA' };
  const secrets: Secrets = {
    databaseSecret: randomBytes(24).toString('hex'),
    gatewayPrivateKey: { ...(await exportJWK(privateKey)), ...named },
    gatewayPublicKeys: { keys: [{ ...(await exportJWK(publicKey)), ...named }] },
  };
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
};
