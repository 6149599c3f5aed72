import { type DocumentNode, Kind, visit } from 'graphql';

/**
 * Whether a document calls something as every object of the language has something called (`constructor`,
 * `__proto__`): reading such a name from an answer that lacks it would find what nobody sent.
 */
export const hasSharedNames = (document: DocumentNode): boolean => {
  let isFound = false;
  visit(document, {
    Field: ({ alias, name }) => {
      if ((alias ?? name).value in Object.prototype) isFound = true;
    },
    [Kind.ARGUMENT]: () => false,
  });
  return isFound;
};
