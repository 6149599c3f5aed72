export { type Caller, callerOf } from './caller';
export { SCHEMA_HEAD } from './directives';
export { privacyLedger } from './ledger';
export type { Context, Subgraph } from './manifest';
export { buildFederatedSchema } from './schema';
export { listen, serve } from './server';
export { startSubgraph } from './start';
export { stopWith } from './stop';
