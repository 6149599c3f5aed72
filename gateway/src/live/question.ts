import { createHash } from 'node:crypto';
import { isAnonymous } from '@ura/access';
import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Caller } from '../caller';
import type { Engine } from '../execution/engine';
import type { PreparedSubscription } from '../execution/subscription';
import { type Question as Asked, questionIn } from '../guard/question';
import { holdVariables } from '../input';
import { noHiddenNames } from '../privacy';
import { type Reach, reachOf, rightsOf, streamKey } from './sharing';

/** What a client sends to subscribe: an operation, or the id or hash of one that the gateway knows. */
export interface LiveWish extends Pick<Asked, 'text' | 'id' | 'isHash'> {
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** The wish in a body or a message; undefined where there is none. */
export const wishIn = (body: unknown): LiveWish | undefined => {
  const { text, id, isHash } = questionIn(body);
  const { operationName, variables } = (body ?? {}) as Record<string, unknown>;
  if ((text ?? id) === undefined || typeof (operationName ?? '') !== 'string') return;
  if (typeof (variables ?? {}) !== 'object' || Array.isArray(variables)) return;
  return {
    ...(text !== undefined && { text }),
    ...(id !== undefined && { id }),
    isHash,
    ...(typeof operationName === 'string' && { operationName }),
    ...(variables ? { variables: variables as LiveRequest['variables'] } : {}),
  };
};

/** A wish whose operation is known. */
export interface LiveRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A subscription that may be opened. */
export interface Question {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly prepared: PreparedSubscription;
  readonly variables: Record<string, unknown>;
  /** Names the stream that answers it; the same for everybody who may share it. */
  readonly key: string;
}

/** An operation as one supergraph understands it, whoever asks and with whatever variables. */
export interface Understood {
  readonly document: DocumentNode;
  readonly key: string;
  readonly reach: Reach;
  readonly prepared: PreparedSubscription;
}

const RULES = [...specifiedRules, noHiddenNames];

export const refused = (message: string, code: string) => new GraphQLError(message, { extensions: { code } });

/** Reads an operation. Throws a GraphQLError with its code when it is none that can be followed. */
export const understand = (engine: Engine, { query, operationName }: LiveRequest): Understood => {
  const document = parsed(query);
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    throw refused('Say which operation of the document this is.', 'OPERATION_RESOLUTION_FAILURE');
  }
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw refused(
      'Only subscriptions are answered here. Send queries and mutations to /graphql.',
      'BAD_REQUEST',
    );
  }
  const [mistake] = validate(engine.apiSchema, document, RULES, { maxErrors: 1 });
  if (mistake) throw withCode(mistake, 'GRAPHQL_VALIDATION_FAILED');
  const key = createHash('sha256')
    .update(JSON.stringify([query, operationName ?? null]))
    .digest('base64url');
  return {
    document,
    key,
    reach: reachOf(document, engine.apiSchema, engine.classes),
    prepared: engine.prepareSubscription({ document, operationName, key }),
  };
};

/**
 * What a caller asks of an operation. Throws UNAUTHENTICATED when the caller is anonymous and any field
 * is not PUBLIC, and INVALID for a variable that does not fit; nothing has been opened then.
 */
export const questionOf = (
  engine: Engine,
  { document, key, reach, prepared }: Understood,
  { operationName, variables = {} }: LiveRequest,
  caller: Caller,
): Question => {
  if (isAnonymous(caller.viewer) && reach.strictest !== 'PUBLIC') {
    throw refused('Please sign in.', 'UNAUTHENTICATED');
  }
  const operation = getOperationAST(document, operationName)!;
  holdVariables(engine.apiSchema, document, operation, variables);
  const names = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
  const declared = Object.fromEntries(
    names.filter(name => variables[name] !== undefined).map(name => [name, variables[name]]),
  );
  return {
    document,
    operation,
    prepared,
    variables: declared,
    key: streamKey(key, declared, rightsOf(reach, caller)),
  };
};

const parsed = (query: string): DocumentNode => {
  try {
    return parse(query);
  } catch (error) {
    throw withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED');
  }
};

/** What the schema has besides is not suggested. */
const withCode = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message.replace(/ Did you mean .*$/s, ''), { ...error, extensions: { code } });
