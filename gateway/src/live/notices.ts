import type { LiveResult, LiveState } from './result';

const last = (message: string, code: string): LiveResult => ({ errors: [{ message, extensions: { code } }] });

/** The last word of a stream, by the reason for its end. */
export const signInEnded = last('Your sign-in has ended. Please sign in again.', 'UNAUTHENTICATED');
export const notAllowed = last('You may not follow this, or no longer.', 'FORBIDDEN');
export const subscribeAgain = last('The service has changed. Please subscribe again.', 'SUBSCRIBE_AGAIN');
export const shuttingDown = last('This server is stopping. Please subscribe again.', 'SHUTTING_DOWN');

/** Says of a stream that stays what its client must know. */
export const interrupted = (subgraph: string, roots: readonly string[]): LiveResult => ({
  data: nothingAt(roots),
  errors: roots.map(root => ({
    message: `The ${subgraph} service does not answer at the moment. This goes on when it does.`,
    path: [root],
    extensions: { code: 'UNAVAILABLE', subgraph },
  })),
  ...live('INTERRUPTED'),
});
export const resumed = (roots: readonly string[]): LiveResult => ({
  data: nothingAt(roots),
  ...live('RESUMED'),
});

const live = (state: LiveState) => ({ extensions: { live: state } });

const nothingAt = (roots: readonly string[]) => Object.fromEntries(roots.map(root => [root, null]));
