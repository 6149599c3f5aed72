import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripIgnoredCharacters } from 'graphql';

/** The operations that the organisations' own clients ask, as their build wrote them down. */
export interface TrustedDocuments {
  /** The operation of an id or hash. */
  textOf(id: string): string | undefined;
  /** Whether a text is one of them, but for spaces and commas. */
  has(text: string): boolean;
}

const fingerprint = (text: string): string =>
  createHash('sha256').update(stripIgnoredCharacters(text)).digest('base64');

/**
 * Reads a manifest as GraphQL Code Generator's client preset writes it, `{ "hash": "query …" }`, or as
 * Apollo's tools do. Throws an error fit for a person when it is neither.
 */
export const trustedDocuments = (file: string): TrustedDocuments => {
  const texts = textsIn(file);
  const fingerprints = new Set([...texts.values()].map(fingerprint));
  return {
    textOf: id => texts.get(id),
    has: text => {
      try {
        return fingerprints.has(fingerprint(text));
      } catch {
        return false;
      }
    },
  };
};

interface ApolloManifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly operations: readonly { readonly id: string; readonly body: string }[];
}

const isApollos = (manifest: object): manifest is ApolloManifest =>
  (manifest as ApolloManifest).format === 'apollo-persisted-query-manifest' &&
  Array.isArray((manifest as ApolloManifest).operations);

function textsIn(file: string): Map<string, string> {
  try {
    const manifest: object = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(manifest)) throw new TypeError('a list');
    const entries: [string, unknown][] = isApollos(manifest)
      ? manifest.operations.map(({ id, body }) => [id, body])
      : Object.entries(manifest);
    if (entries.some(([, text]) => typeof text !== 'string')) throw new TypeError('not texts');
    for (const [, text] of entries) fingerprint(text as string);
    return new Map(entries as [string, string][]);
  } catch (cause) {
    throw new Error('The file of trusted documents cannot be read, or is no manifest.', { cause });
  }
}
