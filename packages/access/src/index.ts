export * from './assertion';
export * from './rule';
export * from './token';
export * from './viewer';
