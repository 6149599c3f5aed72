export { type Caller, callerOf } from './caller';
export type { Changed } from './changes';
export { privacyLedger } from './ledger';
export type { Context, Subgraph } from './manifest';
export { buildFederatedSchema } from './schema';
export { serve } from './server';
export { startSubgraph } from './start';
