import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newRootRing } from '@ura/vault';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What this machine's hub keeps to itself, made on the first start. */
export interface Secrets {
  readonly databaseSecret: string;
  readonly gatewayPrivateKey: JWK;
  readonly gatewayPublicKeys: { readonly keys: readonly JWK[] };
}

/** The file of the key ring of this machine, made on the first start: without it every name is lost. */
export const keyRingIn = (folder: string): string => {
  const file = path.join(folder, 'key-ring.json');
  if (!existsSync(file)) keep(file, newRootRing());
  return file;
};

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
  keep(file, JSON.stringify(secrets, null, 2));
  return secrets;
};

/** Whole or not at all, and for this user alone. */
const keep = (file: string, text: string): void => {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
};
