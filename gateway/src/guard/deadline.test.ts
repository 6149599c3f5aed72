import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Ending } from '../asking';
import { deadline } from './deadline';
import { startToy, type Toy } from './toy.fixture';

let server: Server;
let signals: Ending[];
let port: number;
let milliseconds: number;
let mayBeDone: boolean;
let answer: ((text: string) => void) | undefined;
beforeEach(async () => {
  signals = [];
  milliseconds = 60_000;
  mayBeDone = false;
  answer = undefined;
  server = createServer((_request, response) => {
    signals.push(deadline(response, milliseconds, () => mayBeDone));
    answer = text => response.end(text);
    server.emit('asked');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});
const asked = () => new Promise<void>(resolve => server.once('asked', resolve));

test('a caller who hangs up aborts the work', async () => {
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  await asked();
  const aborted = new Promise<void>(resolve =>
    signals[0]!.addEventListener('abort', { handleEvent: resolve }),
  );
  expect(signals[0]!.aborted).toBe(false);
  socket.destroy();
  await aborted;
});

test('an answer aborts nothing', async () => {
  const response = fetch(`http://127.0.0.1:${port}`);
  await asked();
  answer!('done');
  expect(await (await response).text()).toBe('done');
  server.closeAllConnections();
  expect(signals[0]!.aborted).toBe(false);
});

test('work that does not heed its end is answered for, as closed to browsers as any answer', async () => {
  milliseconds = 1;
  const { status, headers } = await fetch(`http://127.0.0.1:${port}`);
  expect(status).toBe(504);
  expect(signals[0]!.aborted).toBe(true);
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test.each([
  ['may have been done is UNCERTAIN', true, 'UNCERTAIN'],
  ['cannot have been done is UNAVAILABLE', false, 'UNAVAILABLE'],
])('what is answered for and %s', async (_claim, isSent, code) => {
  milliseconds = 1;
  mayBeDone = isSent;
  const response = await fetch(`http://127.0.0.1:${port}`);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
});

describe('through the gateway, to a subgraph that never answers', () => {
  /** Longer than a test lasts: only the request itself can cancel its fetch. */
  const patience = { milliseconds: 60_000 };
  let toy: Toy;
  const reached = async (requestMilliseconds: number) => {
    toy = await startToy({ guard: { requestMilliseconds }, patience, graceMilliseconds: 100 });
    const fetched = new Promise<ServerResponse>(resolve => {
      toy.toy.subgraph = (_body, response) => resolve(response);
    });
    return { fetched };
  };
  afterEach(() => toy.stop());

  /** A machine that is busy may not have sent the fetch in time: then it is asked once more. */
  const inTime = async (query: string) => {
    const { fetched } = await reached(100);
    const closed = fetched.then(async response => {
      if (!response.destroyed) await once(response, 'close');
    });
    const token = await toy.tokenOf();
    let answer = await toy.ask({ query }, token);
    while (toy.toy.asked.length === 0) answer = await toy.ask({ query }, token);
    await closed;
    return answer;
  };

  test('the end of its time cancels the fetch, and the answer is UNAVAILABLE', async () => {
    expect(await inTime('{ open }')).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  });

  test('of a mutation it says that it may have been done', async () => {
    const answer = await inTime('mutation { rename { name } }');
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'UNCERTAIN' } }] });
    expect(toy.toy.asked).toHaveLength(1);
  });

  test.each(['query', 'mutation'])('a caller who hangs up cancels the fetch of a %s', async kind => {
    const { fetched } = await reached(60_000);
    const caller = new AbortController();
    const query = kind === 'query' ? '{ open }' : 'mutation { rename { name } }';
    const headers = { authorization: `Bearer ${await toy.tokenOf()}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ query }), signal: caller.signal };
    const gone = expect(fetch(toy.url, init)).rejects.toThrow('abort');
    const atSubgraph = await fetched;
    expect(atSubgraph.destroyed).toBe(false);
    caller.abort();
    await gone;
    await once(atSubgraph, 'close');
    expect(toy.toy.asked).toHaveLength(1);
  });
});
