import type { ApolloServerPlugin } from '@apollo/server';
import { type Database, Listener } from '@ura/database';
import type { RequestHandler, Response } from 'express';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { createHandler } from 'graphql-sse';
import { answers } from './answers';
import type { Caller, callerOf } from './caller';
import { type ChangeStream, Changes } from './changes';
import type { translate } from './refusals';

/** How long a stream that ends waits for its reader to take what is left; then it hangs up. */
const FAREWELL_MILLISECONDS = 2_000;

export interface StreamsOptions {
  readonly schema: GraphQLSchema;
  readonly database: Database;
  readonly callerOf: ReturnType<typeof callerOf>;
  /** The context of one event. */
  readonly contextOf: (caller: Caller) => object;
  readonly translate: ReturnType<typeof translate>;
}

export interface Streams {
  /** Answers `POST` with server-sent events, once the body is parsed. */
  readonly handle: RequestHandler;
  /** Ends every stream, which says that the service is UNAVAILABLE and completes; lets no new one begin. */
  stop(): Promise<void>;
}

/**
 * Subscriptions as server-sent events, in the words of the GraphQL over SSE protocol, one connection
 * each. A stream needs the viewer's own token and ends with it.
 */
export const openStreams = async (options: StreamsOptions): Promise<Streams> => {
  const changes = new Changes();
  const listener = new Listener({
    url: options.database.url,
    heard: changes.heard,
    missed: changes.missed,
  });
  await listener.start();
  const open = new Map<Response, { stream: ChangeStream; done: Promise<void> }>();
  let isStopping = false;

  const serve = async (caller: Caller, body: unknown, response: Response, stream: ChangeStream) => {
    const handler = handlerOf(options, caller, stream);
    const [events, { status, headers }] = await handler(asked(body));
    response.writeHead(status, headers);
    if (events === null || typeof events === 'string') response.end(events);
    else await send(events, response, stream);
  };

  const handle: RequestHandler = async (request, response) => {
    const stream = changes.open();
    response.once('close', () => stream.end());
    try {
      const caller = await options.callerOf(request.headers);
      const remaining = remainingOf(caller);
      const timer = setTimeout(() => farewell(response, stream), remaining);
      const done = serve(caller, request.body, response, stream);
      open.set(response, { stream, done });
      if (isStopping) goAway(response, stream);
      await done.finally(() => clearTimeout(timer));
    } catch (error) {
      refuse(response, error, options.translate);
    } finally {
      stream.end();
      open.delete(response);
    }
  };

  const stop = async () => {
    isStopping = true;
    for (const [response, { stream }] of open) goAway(response, stream);
    await Promise.allSettled([...open.values()].map(({ done }) => done));
    await listener.stop();
  };
  return { handle, stop };
};

function farewell(response: Response, stream: ChangeStream): void {
  stream.end();
  const timer = setTimeout(() => response.destroy(), FAREWELL_MILLISECONDS);
  response.once('close', () => clearTimeout(timer));
}

function goAway(response: Response, stream: ChangeStream): void {
  stream.isGoingAway = true;
  farewell(response, stream);
}

const remainingOf = ({ expiresAt }: Caller): number => {
  if (expiresAt) return expiresAt.getTime() - Date.now();
  throw new GraphQLError('A stream needs the token of whoever asks.', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  });
};

const handlerOf = (
  { schema, contextOf, translate }: StreamsOptions,
  caller: Caller,
  stream: ChangeStream,
) => {
  const contextNow = () => ({ ...contextOf(caller), stream });
  return createHandler<unknown, undefined, never>({
    schema,
    authenticate: () => null,
    context: contextNow as never,
    execute: () => ({ errors: [elsewhere('This door is for subscriptions only.')] }),
    subscribe: args => answers({ args, stream, contextNow, translate }),
  });
};

/** Apollo Server would run a subscription once, as if it were a query. */
export const subscriptionsElsewhere: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation }) => {
      if (operation?.operation !== 'subscription') return;
      throw elsewhere('Subscribe at /graphql/stream.');
    },
  }),
};

const elsewhere = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'INVALID', http: { status: 400 } } });

/** Whoever posts here wants events: no header is needed to say so. */
const asked = (body: unknown) => {
  const headers = new Map([
    ['accept', 'text/event-stream'],
    ['content-type', 'application/json'],
  ]);
  return { method: 'POST', url: '/', headers, body: body as never, raw: undefined, context: undefined };
};

async function send(events: AsyncGenerator<string>, response: Response, stream: ChangeStream): Promise<void> {
  for await (const event of events) {
    const isSent = await new Promise(resolve => response.write(event, error => resolve(!error)));
    if (!isSent) break;
    if (event.startsWith('event: next')) stream.arrived();
  }
  response.end();
}

function refuse(response: Response, error: unknown, translate: StreamsOptions['translate']): void {
  if (response.headersSent) return void response.destroy();
  const known =
    error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  const { status = 500 } = (known.extensions.http ?? {}) as { status?: number };
  response.status(status).json({ errors: [translate(known.toJSON(), error)] });
}
