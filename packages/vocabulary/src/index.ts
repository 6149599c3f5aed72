export * from './enums';
export * from './paging';
export * from './privacy';
export * from './scalars';
export * from './values';
