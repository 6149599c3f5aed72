export { type Checked, check } from './check';
export { type Composition, CompositionFailed, compose } from './composition';
export { isStricter, type PrivacyClass, privacyClasses } from './privacy';
export type { Problem } from './problem';
export type { SubgraphSchema } from './subgraph';
