import { Agent, type ClientRequest, request } from 'node:http';
import { SUBSCRIPTION } from './subgraphs';

/** One client, as what it has heard. */
export interface Follower {
  /** The number of the last change that it heard of. */
  readonly last: number;
  readonly lost: number;
  readonly doubled: number;
  readonly isOpen: boolean;
  close(): void;
}

const NUMBER = /"number":(\d+)/g;

/**
 * Follows the changes over server-sent events; resolves when the stream is open. Changes are expected in
 * the order of their numbers.
 *
 * @param onHeard told of every change, as it arrives
 */
export const follow = (
  origin: string,
  token: string,
  agent: Agent,
  onHeard: (number: number) => void,
): Promise<Follower> =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify({ query: SUBSCRIPTION });
    const state = { last: 0, lost: 0, doubled: 0, isOpen: true, close: () => asked.destroy() };
    const asked: ClientRequest = request(`${origin}/graphql/stream`, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
      },
    });
    asked.once('error', reject);
    asked.once('response', response => {
      if (response.statusCode !== 200)
        return reject(new Error(`The gateway answers ${response.statusCode}.`));
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        rest += text;
        const end = rest.lastIndexOf('\n\n');
        if (end < 0) return;
        for (const [, digits] of rest.slice(0, end).matchAll(NUMBER)) {
          const number = Number(digits);
          if (state.last > 0 && number > state.last + 1) state.lost += number - state.last - 1;
          if (number <= state.last) state.doubled += 1;
          state.last = Math.max(state.last, number);
          onHeard(number);
        }
        rest = rest.slice(end + 2);
      });
      response.once('close', () => {
        state.isOpen = false;
      });
      response.on('error', () => undefined);
      resolve(state);
    });
    asked.end(body);
  });
