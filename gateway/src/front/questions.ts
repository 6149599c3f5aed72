import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import cors from 'cors';
import type { Asking } from '../asking';
import { questionOf } from '../guard/question';
import type { Unread } from '../telemetry/unread';
import { BadBody, readBody } from './body';
import { closedHeaders } from './headers';

export interface QuestionOptions {
  readonly apollo: ApolloServer<Asking>;
  readonly bodyKilobytes: number;
  /** Web origins whose pages may read answers. */
  readonly allowedOrigins: readonly string[];
  /** Told of what is turned away here. */
  readonly unread?: Unread;
  /** Makes of a request what the gateway knows of it; throws where it goes no further. */
  readonly admit: (
    request: IncomingMessage,
    response: ServerResponse,
    question: ReturnType<typeof questionOf>,
  ) => Promise<Asking>;
}

/**
 * Answers GraphQL over HTTP, with Apollo Server's pipeline behind it. It is asked far more often than
 * anything else, so nothing else is on the way: no router, no stream where a buffer does.
 */
export const answerQuestions = (options: QuestionOptions): RequestListener => {
  return withOrigins(options.allowedOrigins, (request, response) => void answer(request, response, options));
};

/** Tells the browser of a page from an allowed origin that the page may read the answer. */
export const withOrigins = (
  allowedOrigins: readonly string[],
  listener: RequestListener,
): RequestListener => {
  const tellBrowsers = cors({
    origin: [...allowedOrigins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'apollo-require-preflight'],
    exposedHeaders: ['retry-after'],
    maxAge: 600,
  });
  return (request, response) => {
    if (allowedOrigins.length > 0 && request.headers.origin !== undefined)
      tellBrowsers(request, response, () => listener(request, response));
    else listener(request, response);
  };
};

const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  options: QuestionOptions,
): Promise<void> => {
  try {
    const { method = '', url = '' } = request;
    if (method !== 'GET' && method !== 'POST') {
      refuse(response, 405, 'BAD_REQUEST', 'Send questions with POST.', { allow: 'GET, POST' });
      options.unread?.(request, 405);
      return;
    }
    const body = method === 'POST' ? await readBody(request, options.bodyKilobytes * 1_024) : undefined;
    const from = url.indexOf('?');
    const search = from < 0 ? '' : url.slice(from);
    const question = questionOf({ method, search, body });
    const answered = await options.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers: headersOf(request), body, search },
      context: () => options.admit(request, response, question),
    });
    send(response, answered);
  } catch (error) {
    options.unread?.(request, refuseBroken(response, error, options.bodyKilobytes));
  }
};

/** What every answer carries, as it is written, and the names that only we decide. */
const CLOSED = Object.entries(closedHeaders).flat();
const OURS: ReadonlySet<string> = new Set([...Object.keys(closedHeaders), 'content-length']);

const headersOf = ({ headers }: IncomingMessage): HeaderMap => {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
};

const send = (response: ServerResponse, { status, headers, body }: HTTPGraphQLResponse): void => {
  // Whoever waited too long has an answer already.
  if (response.headersSent || response.destroyed) return;
  // Answers in parts are never made here: nothing is deferred.
  const text = body.kind === 'complete' ? body.string : '';
  const all = [...CLOSED, 'content-length', String(Buffer.byteLength(text))];
  for (const [name, value] of headers) if (!OURS.has(name)) all.push(name, value);
  // Headers and a text leave in one write; a buffer would be a second one.
  response.writeHead(status ?? 200, all);
  response.end(text);
};

export const refuse = (
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response
    .writeHead(status, { ...closedHeaders, ...headers, 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
};

/** What cannot be read gets an answer of the same form as everything else. Returns its status. */
export const refuseBroken = (response: ServerResponse, error: unknown, bodyKilobytes: number): number => {
  const status = error instanceof BadBody ? error.status : 500;
  const { code, message } = BROKEN[status](bodyKilobytes);
  // What is still being sent is not waited for.
  refuse(response, status, code, message, status === 413 ? { connection: 'close' } : {});
  return status;
};

const BROKEN = {
  400: () => ({ code: 'BAD_REQUEST', message: 'This request is not valid JSON.' }),
  413: (limit: number) => ({ code: 'LIMITED', message: `This request is larger than ${limit} kilobytes.` }),
  415: () => ({ code: 'BAD_REQUEST', message: 'Send the request as it is, not compressed.' }),
  500: () => ({ code: 'INTERNAL', message: 'Something went wrong on our side.' }),
};
