export * from './client';
export * from './conforms';
export * from './database';
export * from './search';
export * from './viewers';
