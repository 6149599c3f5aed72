import { HeaderMap } from '@apollo/server';
import { isAnonymous, type Viewer } from '@ura/access';
import { GraphQLError } from 'graphql';
import type { Bounds } from './settings';

const WORDS: Readonly<Record<keyof Bounds, string>> = {
  tokens: 'tokens',
  depth: 'levels',
  aliases: 'aliases',
  fields: 'fields',
  rootFields: 'root fields',
  directives: 'directives',
  listItems: 'items in a list',
  variables: 'variables',
  cost: 'points of cost',
};

/** Refuses what is too large. Whoever is signed in learns by how much; nobody else is told where the walls are. */
export const tooLarge = (
  viewer: Viewer,
  name: keyof Bounds,
  bound: number,
  asked: number | undefined,
): GraphQLError => {
  const much = asked === undefined ? `more than ${bound}` : String(asked);
  const isNamed = !isAnonymous(viewer);
  return new GraphQLError(
    isNamed
      ? `This operation is too large: ${much} ${WORDS[name]}, where at most ${bound} are taken.`
      : 'This operation is too large.',
    {
      extensions: {
        code: 'LIMITED',
        ...(isNamed && { [name]: asked, bound }),
        http: { status: 400 },
      },
    },
  );
};

export const notInAddress = (): GraphQLError =>
  new GraphQLError('This asks for what must not stand in an address. Send it with POST.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 405, headers: new HeaderMap([['allow', 'POST']]) } },
  });

export const notTrusted = (): GraphQLError =>
  new GraphQLError('Only operations that were registered before are answered here.', {
    extensions: { code: 'FORBIDDEN', http: { status: 403 } },
  });

export const wrongHash = (): GraphQLError =>
  new GraphQLError('The hash is not that of the query.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });

/** Clients of Apollo's take this code for a request to send the text as well. The status is Apollo Server's, too. */
export const notKnown = (): GraphQLError =>
  new GraphQLError('PersistedQueryNotFound', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 200 } },
  });

export const notStreamed = (): GraphQLError =>
  new GraphQLError('Subscriptions are followed at /graphql/stream, by server-sent events or WebSocket.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });

/** The gateway's executor expects an operation; Apollo Server would let it find out. */
export const noOperation = (): GraphQLError =>
  new GraphQLError('There is no such operation.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
  });
