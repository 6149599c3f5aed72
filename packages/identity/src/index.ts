export { type Account, readAccounts } from './accounts';
export { DEFAULT_PORT } from './env';
export { type Identity, type IdentitySettings, startIdentity } from './identity';
