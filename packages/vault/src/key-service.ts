/** Whose identity a data key seals, and which organisation keeps it. */
export interface KeyOwner {
  readonly organisationId: string;
  readonly personId: string;
}

/** A data key as it is stored: sealed with a version of the organisation's key. */
export interface WrappedKey {
  /** Version of the organisation's key, from 1 on. */
  readonly version: number;
  readonly wrapped: Buffer;
}

/** Holder of the key that all organisations share, for marks that are compared across them. */
export const COALITION = 'coalition';

/**
 * The keys that are kept outside the database: a key ring in a file, or a service that never lets them
 * out. Everything throws VaultFailure where a key is not there; nothing is ever stored in clear instead.
 */
export interface KeyService {
  /** The version under which an organisation's data keys are wrapped from now on. */
  currentVersion(organisationId: string): Promise<number>;
  /** Wraps a data key under the current version. It unwraps for the same owner and version only. */
  wrap(owner: KeyOwner, dataKey: Buffer): Promise<WrappedKey>;
  /** The bytes are the caller's, to be overwritten after use. */
  unwrap(owner: KeyOwner, key: WrappedKey): Promise<Buffer>;
  /**
   * A text's keyed marks, one for each version of the holder's index key, the current one first:
   * `version.HMAC`, equal for equal texts. Another holder or purpose gives others. The holder is an
   * organisation's id or COALITION.
   */
  marks(holder: string, purpose: string, text: string): Promise<readonly [string, ...string[]]>;
}
