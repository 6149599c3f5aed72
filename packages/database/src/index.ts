export * from './database';
export { type DatabaseUrls, ensureDatabase } from './embedded/roles';
export {
  disposablePostgres,
  freePort,
  type PostgresOptions,
  type PostgresServer,
  startPostgres,
} from './embedded/server';
export * from './idempotency';
export * from './ids';
export * from './listener';
export * from './migrate';
export { SnakeNaming } from './naming';
export { Row } from './row';
