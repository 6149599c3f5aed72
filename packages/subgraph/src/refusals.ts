import { unwrapResolverError } from '@apollo/server/errors';
import { newId } from '@ura/database';
import { Refusal } from '@ura/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/**
 * The only translator of errors into answers. Refusals keep their code and sentence; what GraphQL
 * itself refuses keeps its own; anything else is INTERNAL with a reference id, and goes to the log.
 */
export const translate =
  (log: (reference: string, error: unknown) => void) =>
  (
    { message, locations, path, extensions }: GraphQLFormattedError,
    error: unknown,
  ): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    if (cause instanceof Refusal) {
      return { message: cause.message, locations, path, extensions: { code: cause.code, ...cause.details } };
    }
    const code = extensions?.code;
    if (cause instanceof GraphQLError && code !== 'INTERNAL_SERVER_ERROR') {
      // GraphQL repeats in its message the value that does not fit.
      const said = code === 'BAD_USER_INPUT' ? 'These arguments do not fit.' : message;
      return { message: said, locations, path, extensions: { code } };
    }
    const reference = newId();
    log(reference, cause);
    return {
      message: 'Something went wrong on our side.',
      locations,
      path,
      extensions: { code: 'INTERNAL', reference },
    };
  };
