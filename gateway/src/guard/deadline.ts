import type { ServerResponse } from 'node:http';
import { type Ending, RequestEnding } from '../asking';
import { closedHeaders } from '../front/headers';

/** Between the end of a request's time and the end of patience with whoever does not heed it. */
const GRACE_MILLISECONDS = 250;

/**
 * A signal that aborts when the caller hangs up, or when a request has lasted as long as one may. What was
 * answered by then is sent; where nothing is, the answer is 504, and says so where a mutation may have been done.
 */
export const deadline = (
  response: ServerResponse,
  milliseconds: number,
  mayBeDone: () => boolean = () => false,
): Ending => {
  const ending = new RequestEnding();
  let timer = setTimeout(() => {
    ending.abort();
    timer = setTimeout(() => answerLate(response, mayBeDone()), GRACE_MILLISECONDS);
  }, milliseconds);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) ending.abort();
  });
  return ending;
};

const LATE = 'This takes longer than a request may.';
const UNCERTAIN = `${LATE} It may have been done: send it again with the same idempotency key, or look first.`;

const answerLate = (response: ServerResponse, mayBeDone: boolean): void => {
  if (response.headersSent) return;
  const [message, code] = mayBeDone ? [UNCERTAIN, 'UNCERTAIN'] : [LATE, 'UNAVAILABLE'];
  response
    .writeHead(504, { ...closedHeaders, 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
};
