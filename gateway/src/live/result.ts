import type { GraphQLFormattedError } from 'graphql';

/** What a client gets for one event; `live` says what a client must know of the stream itself. */
export interface LiveResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: { readonly live: LiveState };
}

/**
 * INTERRUPTED: the service does not answer; the stream stays and goes on when it does. RESUMED: it goes
 * on, and changes may have been missed meanwhile. SKIPPED: this client is slow, and was not sent
 * everything. After the last two, whoever needs the whole asks with a query.
 */
export type LiveState = 'INTERRUPTED' | 'RESUMED' | 'SKIPPED';
