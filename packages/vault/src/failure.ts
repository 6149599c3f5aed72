/**
 * The vault could not do what it was asked: a key is not there, or what was stored is not what was
 * sealed. The message never holds a name, a key or a sealed value, and there is no cause that might.
 */
export class VaultFailure extends Error {
  override readonly name = 'VaultFailure';
}

/** For `catch`: a failure of the vault is a value that others need not wait for, anything else is thrown on. */
export const onlyFailure = (error: unknown): VaultFailure => {
  if (error instanceof VaultFailure) return error;
  throw error;
};
