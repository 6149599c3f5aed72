import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { CannotStart } from './cannot-start';

/** Not EdDSA: Node 20 prints a warning for each process that signs with it through Web Crypto. */
export const ALGORITHM = 'ES256';

export interface PrivateKeys {
  readonly keys: readonly JWK[];
}

/** The private signing keys in a file, which is made when it is not there, for its owner's eyes only. */
export const signingKeys = async (file: string): Promise<PrivateKeys> =>
  (await existing(file)) ?? (await create(file));

async function existing(file: string): Promise<PrivateKeys | undefined> {
  try {
    const content = JSON.parse(await readFile(file, 'utf8')) as PrivateKeys;
    if (content.keys.some(key => key.crv === 'P-256' && key.d && key.kid)) return content;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(file, cause);
  }
  throw unreadable(file);
}

/** Two processes may start at once: the link exists whole or not at all, and the later one uses the first's. */
async function create(file: string): Promise<PrivateKeys> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const key = await exportJWK(privateKey);
  const made = { keys: [{ ...key, kid: await calculateJwkThumbprint(key), alg: ALGORITHM, use: 'sig' }] };
  const draft = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
    return made;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    return (await existing(file)) ?? made;
  } finally {
    await rm(draft);
  }
}

const unreadable = (file: string, cause?: unknown) =>
  new CannotStart(`The file of signing keys ${file} is not right: remove it, and new keys are made.`, {
    cause,
  });
