import { ASSERTION_HEADER } from '@ura/access';
import { Agent } from 'undici';
import type { assertions } from '../assertions';
import type { Caller } from '../caller';
import { eventsIn, StreamLost } from './event-stream';

/** A stream that is open at a subgraph, on behalf of one caller. */
export interface Feed {
  /** The events as they came, as JSON. Throws StreamLost when it ends without having said so. */
  readonly events: AsyncIterable<string>;
  close(): void;
}

/** The subgraph answers, and will not open this stream. */
export class FeedRefused extends Error {
  constructor(readonly status: number) {
    super('The subgraph opens no such stream.');
  }
}

/**
 * Opens a stream at a subgraph; it is open there, and misses nothing from now on, when this resolves.
 * Throws FeedRefused, or StreamLost when the subgraph is away.
 */
export type OpenFeed = (subgraph: string, body: string, caller: Caller) => Promise<Feed>;

/** Subgraphs say every dozen seconds that they are there; who is silent for longer is away. */
const SILENCE_MILLISECONDS = 30_000;
const OPENING_MILLISECONDS = 3_000;

/** Connections of their own, so that streams take none from the fetches. */
export const feeds = (
  urlOf: (subgraph: string) => string,
  assertionFor: ReturnType<typeof assertions>,
): { open: OpenFeed; close(): Promise<void> } => {
  const agent = new Agent({
    connectTimeout: OPENING_MILLISECONDS,
    headersTimeout: OPENING_MILLISECONDS,
    bodyTimeout: SILENCE_MILLISECONDS,
  });
  const open: OpenFeed = async (subgraph, body, caller) => {
    const hangUp = new AbortController();
    const { origin, pathname } = new URL(urlOf(subgraph));
    const asked = agent.request({
      origin,
      path: `${pathname}/stream`,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        [ASSERTION_HEADER]: await assertionFor(caller, subgraph),
        ...(caller.token && { authorization: `Bearer ${caller.token}` }),
      },
      body,
      signal: hangUp.signal,
    });
    const answer = await asked.catch(cause => {
      throw new StreamLost(codeOf(cause), { cause });
    });
    const isStream = String(answer.headers['content-type']).startsWith('text/event-stream');
    if (answer.statusCode !== 200 || !isStream) {
      // Its words stay here: they may name hosts.
      hangUp.abort();
      answer.body.on('error', () => undefined);
      if (answer.statusCode >= 400 && answer.statusCode < 500) throw new FeedRefused(answer.statusCode);
      throw new StreamLost('NO_ANSWER');
    }
    answer.body.setEncoding('utf8');
    // Between two reads nobody listens for errors; the next read meets them anyway.
    answer.body.on('error', () => undefined);
    return { events: lost(eventsIn(answer.body as AsyncIterable<string>)), close: () => hangUp.abort() };
  };
  return { open, close: () => agent.destroy() };
};

/** However a connection breaks, it is one kind of error. */
async function* lost(events: AsyncIterable<string>): AsyncGenerator<string, void> {
  try {
    yield* events;
  } catch (cause) {
    throw cause instanceof StreamLost ? cause : new StreamLost(codeOf(cause), { cause });
  }
}

const codeOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error as Error)?.name ?? 'UNKNOWN';
