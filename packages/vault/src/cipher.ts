import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { VaultFailure } from './failure';

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keys of the vault have 256 bits. */
export const KEY_BYTES = 32;

/**
 * AES-256-GCM with a random IV. Gives format (1 byte), IV (12), ciphertext and tag (16) in one piece,
 * which opens only in the same `context`.
 */
export const encrypt = (key: Buffer, context: readonly string[], plain: Buffer): Buffer => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(context));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), iv, sealed, cipher.getAuthTag()]);
};

/** Throws VaultFailure when anything differs: the key, the context, or one bit of what was sealed. */
export const decrypt = (key: Buffer, context: readonly string[], sealed: Buffer): Buffer => {
  if (sealed.length < 1 + IV_BYTES + TAG_BYTES || sealed[0] !== FORMAT) {
    throw new VaultFailure('A sealed value is of no format that is known.');
  }
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(context));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(1 + IV_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    plain.fill(0);
    throw new VaultFailure('A sealed value does not open: it was changed, moved or sealed with another key.');
  }
};

/** Each part has its length before it, so that no two contexts read the same. */
const additionalData = (context: readonly string[]) =>
  Buffer.concat([
    Buffer.of(FORMAT),
    ...context.flatMap(part => {
      const bytes = Buffer.from(part);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  ]);
