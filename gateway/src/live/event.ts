import type { SubgraphAnswer } from '../execution/fetch';
import { StreamLost } from './event-stream';

/** Reads an event. Throws StreamLost where it is none. */
export const eventOf = (text: string): SubgraphAnswer => {
  const event = parsed(text) as SubgraphAnswer | undefined;
  if (typeof event?.data === 'object' || Array.isArray(event?.errors)) return event;
  throw new StreamLost('GARBLED');
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const REFUSED = ['UNAUTHENTICATED', 'FORBIDDEN'];
/** The subgraph's own words for "not now, but later". */
const AWAY = ['UNAVAILABLE', 'SHUTTING_DOWN', 'SUBSCRIBE_AGAIN'];

/**
 * What an event says of the stream itself. A root that is refused is the end of somebody's right to it;
 * an error without data that passes is a service that goes away for a while.
 */
export const meaningOf = ({ data, errors = [] }: SubgraphAnswer): 'event' | 'not allowed' | 'away' => {
  const ofRoot = errors.filter(({ path = [] }) => path.length <= 1);
  const codes = ofRoot.map(({ extensions }) => String(extensions?.code));
  if (codes.some(code => REFUSED.includes(code))) return 'not allowed';
  return !data && codes.some(code => AWAY.includes(code)) ? 'away' : 'event';
};

const DEEPEST = 3;

/**
 * What an event is about: the id of the first thing in it, nearest to the root. For a client that is slow
 * a newer event about the same thing stands for an older one.
 */
export const thingOf = (data: unknown): string => {
  let level = [data];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    const things = level.filter(
      (value): value is Record<string, unknown> => typeof value === 'object' && value !== null,
    );
    const named = things.find(({ id }) => typeof id === 'string');
    if (named) return String(named.id);
    level = things.flatMap(thing => Object.values(thing));
  }
  return '';
};
