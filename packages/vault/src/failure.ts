/**
 * The vault could not do what it was asked: a key is not there, or what was stored is not what was
 * sealed. The message never holds a name, a key or a sealed value, and there is no cause that might.
 */
export class VaultFailure extends Error {
  override readonly name = 'VaultFailure';
}
