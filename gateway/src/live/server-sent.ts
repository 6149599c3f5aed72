import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { print } from 'graphql-sse';
import type { Caller } from '../caller';
import { readBody } from '../front/body';
import { closedHeaders } from '../front/headers';
import { refuse, refuseBroken, withOrigins } from '../front/questions';
import type { Unread } from '../telemetry/unread';
import { LiveRefusal, type LiveStreams } from './live';
import { type LiveWish, wishIn } from './question';
import type { LiveResult } from './result';

const TYPE = 'text/event-stream';
const PING_MILLISECONDS = 12_000;
/** A client that takes nothing for so long is gone. */
const STALLED_MILLISECONDS = 30_000;

export interface ServerSentOptions {
  readonly bodyKilobytes: number;
  readonly allowedOrigins: readonly string[];
  readonly identify: (authorization: string | undefined, address: string) => Promise<Caller>;
  /** Told of what is turned away before it is a stream. */
  readonly unread: Unread;
  readonly addressOf: (request: IncomingMessage) => string;
}

/**
 * Server-sent events in graphql-sse's distinct mode: one connection, one subscription. Its own handler takes
 * results as fast as they come and keeps without a bound what a slow client has not read; here the next
 * result is taken only when the one before has left. A result that many clients get is written once.
 */
export const serverSent = (live: LiveStreams, options: ServerSentOptions): RequestListener =>
  withOrigins(options.allowedOrigins, (request, response) => {
    open(live, request, response, options).catch(error => {
      const isCallers = error.extensions?.http;
      const status = isCallers
        ? refuseCaller(response, error)
        : refuseBroken(response, error, options.bodyKilobytes);
      options.unread(request, status);
    });
  });

async function open(
  live: LiveStreams,
  request: IncomingMessage,
  response: ServerResponse,
  { bodyKilobytes, identify, addressOf, unread }: ServerSentOptions,
): Promise<void> {
  if (request.method !== 'POST') {
    unread(request, 405);
    return refuse(response, 405, 'BAD_REQUEST', 'Send subscriptions with POST.', { allow: 'POST' });
  }
  const asked = subscriptionIn(request, await readBody(request, bodyKilobytes * 1_024));
  if (!asked) {
    const message = `Send one subscription as application/json, and accept ${TYPE}.`;
    unread(request, 400);
    return refuse(response, 400, 'BAD_REQUEST', message);
  }
  const address = addressOf(request);
  const caller = await identify(request.headers.authorization, address);
  const results = await live.subscribe(asked, caller, address).catch(refusal);
  const leave = () => void results.return(undefined);
  response.once('close', leave);
  if (response.destroyed) leave();
  response.setTimeout(STALLED_MILLISECONDS, () => response.destroy());
  response.writeHead(200, {
    ...closedHeaders,
    'content-type': `${TYPE}; charset=utf-8`,
    'x-accel-buffering': 'no',
  });
  // Some browsers take no headers without a body.
  response.write(':\n\n');
  const ping = setInterval(() => response.writableLength === 0 && response.write(':\n\n'), PING_MILLISECONDS);
  for await (const result of results) await written(response, textOf(result));
  clearInterval(ping);
  response.end(print({ event: 'complete', data: null }));
}

/** A refusal is a stream as well: of one result, as clients of this protocol expect it. */
async function* refused(error: LiveRefusal): AsyncGenerator<LiveResult, undefined> {
  yield { errors: [error.toJSON()] };
}

const refusal = (error: unknown) => {
  if (error instanceof LiveRefusal) return refused(error);
  throw error;
};

const texts = new WeakMap<LiveResult, string>();

const textOf = (result: LiveResult): string => {
  const known = texts.get(result);
  if (known) return known;
  const text = print({ event: 'next', data: result as never });
  texts.set(result, text);
  return text;
};

/** Resolves when the text has left, or never can. */
const written = (response: ServerResponse, text: string): Promise<void> =>
  new Promise(resolve => {
    response.write(text, () => resolve());
  });

/** The subscription in a request; undefined where it is none. JSON only: no page elsewhere can send that unasked. */
const subscriptionIn = ({ headers }: IncomingMessage, body: unknown): LiveWish | undefined =>
  headers['content-type']?.startsWith('application/json') && headers.accept?.includes(TYPE)
    ? wishIn(body)
    : undefined;

const refuseCaller = (response: ServerResponse, { message, extensions }: GraphQLError): number => {
  const { code, http } = extensions as {
    code: string;
    http: { status: number; headers?: Map<string, string> };
  };
  refuse(response, http.status, code, message, Object.fromEntries(http.headers ?? []));
  return http.status;
};
