import { randomUUID } from 'node:crypto';
import { refusalCodes } from '@ura/errors';
import type { GraphQLFormattedError } from 'graphql';
import { usualSettings } from './guard/settings';
import { fieldOfLiteral } from './input';

/** Codes that go through as they came; everything else becomes INTERNAL. */
const PASSED: readonly string[] = [...refusalCodes, 'UNAVAILABLE', 'UNCERTAIN', 'INTERNAL'];

/**
 * Apollo Server's own codes: the question was malformed. They describe the query, never a value. From a
 * subgraph, which the gateway asked and nobody else, they are a mistake of ours.
 */
const MALFORMED: readonly string[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
];

/** What does not parse may be anything, a telephone number too, and so may a name: they are not repeated. */
const SENTENCES: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'This is not a GraphQL document: see the location.',
  OPERATION_RESOLUTION_FAILURE:
    'The document has no operation of that name, or several and no name is given.',
};

/** Of an error's extensions, what a caller gets to see. */
const SHOWN = ['code', 'field', 'retryAt', 'reference', 'bound', ...Object.keys(usualSettings.bounds)];

/**
 * Translates errors for callers: path, code and sentence, and which service it was; no stack, no host,
 * no value that somebody sent.
 */
export const translate =
  (log: (entry: object) => void) =>
  (
    { message, path, locations, extensions = {} }: GraphQLFormattedError,
    error: unknown,
  ): GraphQLFormattedError => {
    const code = String(extensions.code);
    const subgraph = typeof extensions.serviceName === 'string' ? { subgraph: extensions.serviceName } : {};
    if (PASSED.includes(code)) {
      const shown = SHOWN.filter(name => extensions[name] !== undefined).map(name => [
        name,
        extensions[name],
      ]);
      return { message, path, extensions: { ...Object.fromEntries(shown), ...subgraph } };
    }
    const field = code === 'GRAPHQL_VALIDATION_FAILED' ? fieldOfLiteral(error) : undefined;
    if (field) {
      return {
        message: 'This is not a value that is possible here.',
        locations,
        extensions: { code: 'INVALID', field },
      };
    }
    if (MALFORMED.includes(code) && !('subgraph' in subgraph))
      return { message: SENTENCES[code] ?? message, locations, extensions: { code } };
    const reference = randomUUID();
    log({ reference, code, ...subgraph, kind: (error as Error)?.name });
    return {
      message: 'Something went wrong on our side.',
      path,
      extensions: { code: 'INTERNAL', reference, ...subgraph },
    };
  };
