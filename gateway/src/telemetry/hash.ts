import { hash } from 'node:crypto';
import { type DocumentNode, Kind, print, visit } from 'graphql';
import { LRUCache } from 'lru-cache';

const KEPT = 1_000;
const SHOWN = 16;

const known = new LRUCache<string, string>({ max: KEPT });

/**
 * A short name for an operation, fit for logs and traces: the beginning of its document's SHA-256. Values
 * that somebody wrote into the document itself are taken out of it first: the hash of a telephone number
 * is soon guessed. Aliases are, too.
 */
export const hashOf = (queryHash: string, document: DocumentNode | undefined): string | undefined => {
  const found = known.get(queryHash);
  if (found || !document) return found;
  const bare = withoutValues(document);
  const made = (bare === document ? queryHash : hash('sha256', print(bare))).slice(0, SHOWN);
  known.set(queryHash, made);
  return made;
};

const withoutValues = (document: DocumentNode): DocumentNode =>
  visit(document, {
    StringValue: node => ({ ...node, value: '', block: false }),
    IntValue: node => ({ ...node, value: '0' }),
    FloatValue: node => ({ ...node, value: '0' }),
    ListValue: node => (node.values.length ? { kind: Kind.LIST, values: [] } : undefined),
    ObjectValue: node => (node.fields.length ? { kind: Kind.OBJECT, fields: [] } : undefined),
    Field: node => (node.alias ? { ...node, alias: undefined } : undefined),
  });
