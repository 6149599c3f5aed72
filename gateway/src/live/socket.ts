import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, parse } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Caller } from '../caller';
import { networkOf } from '../guard/rates';
import { endOf, LiveRefusal, type LiveStreams } from './live';
import type { Member } from './member';
import { wishIn } from './question';

const LARGEST_MESSAGE = 64 * 1_024;
const GREETING_MILLISECONDS = 5_000;
/** So long what is on a socket has to complete when the sign-in ends. */
const COMPLETING_MILLISECONDS = 500;
const CLOSING_MILLISECONDS = 2_000;
const MOST_SOCKETS = 5_000;
/** An office behind one address, with room to spare; nobody takes all the places of all the others. */
const MOST_OF_ONE_NETWORK = 500;
const MOST_ON_ONE = 20;
const TRY_AGAIN_LATER = 1013;

export interface SocketOptions {
  readonly path: string;
  /** The pages that may open one, by origin. Programs, which send no origin, always may. */
  readonly allowedOrigins: readonly string[];
  readonly identify: (authorization: string | undefined, address: string) => Promise<Caller>;
  readonly addressOf: (request: IncomingMessage) => string;
}

/** What is known of one socket. */
interface Session {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  caller?: Caller;
  ending?: NodeJS.Timeout;
}

/**
 * Subscriptions over WebSocket, in graphql-ws's protocol. The token comes with the greeting
 * (`authorization`) or with the upgrade, and holds for the socket: when it ends, everything on it completes
 * and the socket closes with 4401.
 */
export const sockets = (http: Server, live: LiveStreams, options: SocketOptions) => {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  const byNetwork = new Map<string, number>();
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { origin } = request.headers;
    if (new URL(request.url ?? '', 'http://gateway').pathname !== options.path)
      return refuse(socket, '404 Not Found');
    if (origin !== undefined && !options.allowedOrigins.includes(origin))
      return refuse(socket, '403 Forbidden');
    if (server.clients.size >= MOST_SOCKETS) return refuse(socket, '503 Service Unavailable');
    const network = networkOf(options.addressOf(request));
    const open = byNetwork.get(network) ?? 0;
    if (open >= MOST_OF_ONE_NETWORK) return refuse(socket, '429 Too Many Requests');
    server.handleUpgrade(request, socket, head, client => {
      byNetwork.set(network, (byNetwork.get(network) ?? 0) + 1);
      client.once('close', () => {
        const left = byNetwork.get(network)! - 1;
        if (left > 0) byNetwork.set(network, left);
        else byNetwork.delete(network);
      });
      server.emit('connection', client, request);
    });
  };
  http.on('upgrade', upgrade);
  const graphql = useServer<Record<string, unknown>, Session & Record<PropertyKey, unknown>>(
    {
      connectionInitWaitTimeout: GREETING_MILLISECONDS,
      onConnect: async ({ connectionParams, extra }) => {
        const given = connectionParams?.authorization ?? extra.request.headers.authorization;
        try {
          extra.caller = await options.identify(
            typeof given === 'string' ? given : undefined,
            options.addressOf(extra.request),
          );
        } catch (error) {
          const { message, extensions } = error as GraphQLError;
          const isSignIn = extensions?.code === 'UNAUTHENTICATED';
          extra.socket.close(isSignIn ? CloseCode.Unauthorized : TRY_AGAIN_LATER, message);
          return false;
        }
        const endsAt = endOf(extra.caller);
        if (!Number.isFinite(endsAt)) return true;
        const close = () => extra.socket.close(CloseCode.Unauthorized, 'Your sign-in has ended.');
        extra.ending = setTimeout(close, endsAt - Date.now() + COMPLETING_MILLISECONDS);
        return true;
      },
      onClose: ({ extra }) => clearTimeout(extra.ending),
      onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
        if (Object.keys(subscriptions).length > MOST_ON_ONE) return [tooMany];
        const asked = wishIn(payload);
        if (!asked) return [noWish];
        const address = options.addressOf(extra.request);
        try {
          const contextValue = await live.subscribe(asked, extra.caller!, address);
          return { document: ANY, contextValue, schema: undefined as never };
        } catch (error) {
          if (error instanceof LiveRefusal) return [error];
          throw error;
        }
      },
      subscribe: ({ contextValue }) => contextValue as Member as never,
      onNext: (_context, _id, _payload, _args, result) => result as never,
    },
    server,
  );
  return {
    close: async () => {
      const impatience = setTimeout(() => {
        for (const client of server.clients) client.terminate();
      }, CLOSING_MILLISECONDS);
      http.off('upgrade', upgrade);
      await graphql.dispose();
      clearTimeout(impatience);
    },
  };
};

/** The library wants a document to see that this is a subscription; the real one was read before. */
const ANY = parse('subscription { live }');

const tooMany = new GraphQLError(`One connection follows at most ${MOST_ON_ONE} things.`, {
  extensions: { code: 'LIMITED' },
});

const noWish = new GraphQLError('Send one subscription.', { extensions: { code: 'BAD_REQUEST' } });

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};
