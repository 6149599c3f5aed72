import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

const KEPT = 1_000;
const KEPT_CHARACTERS = 2 ** 21;

/**
 * Keeps what is known of documents, with a bound on their texts as well: a document keeps its text alive,
 * and all of that but a word may be a comment.
 */
export const documentCache = <Known extends object>(documentOf: (known: Known) => DocumentNode) =>
  new LRUCache<string, Known>({
    max: KEPT,
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: known => documentOf(known).loc?.end || 1,
  });

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

/** Where Apollo Server keeps what it parsed and validated; its own store counts no texts. */
export const documentStore = (): DocumentStore => {
  const kept = documentCache<DocumentNode>(document => document);
  return {
    get: async key => kept.get(key),
    set: async (key, document) => void kept.set(key, document),
    delete: async key => kept.delete(key),
  };
};
