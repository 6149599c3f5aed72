import path from 'node:path';

/** Where things are in the repository. */
export const root = path.resolve(__dirname, '../../..');
export const firstData = path.join(root, 'infra/first-data');
export const supergraphFile = path.join(root, 'gateway/supergraph.graphql');

/** The subgraphs of this repository, and where each listens beside the gateway's port. */
export const subgraphs = [
  { name: 'partners', offset: 1 },
  { name: 'shelters', offset: 2 },
  { name: 'cases', offset: 3 },
] as const;
export type SubgraphName = (typeof subgraphs)[number]['name'];

export const GATEWAY_PORT = 4000;
export const IDENTITY_OFFSET = 6;

/** `legal-clinic` is `LEGAL_CLINIC` in the names of settings. */
export const settingName = (name: string): string => name.toUpperCase().replaceAll('-', '_');

/** The compiled main file of a process. */
export const mainOf = (name: string): string => {
  if (name === 'gateway') return path.join(root, 'gateway/dist/main.js');
  if (name === 'identity') return path.join(root, 'packages/identity/dist/main.js');
  return path.join(root, 'subgraphs', name, 'dist/main.js');
};
