import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { deadline } from './deadline';
import { startToy } from './toy.fixture';

let server: Server;
let signals: AbortSignal[];
let port: number;
let answer: ((text: string) => void) | undefined;
beforeEach(async () => {
  signals = [];
  answer = undefined;
  server = createServer((_request, response) => {
    signals.push(deadline(response, 60_000));
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
  const aborted = new Promise<void>(resolve => signals[0]!.addEventListener('abort', () => resolve()));
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

test('a request that takes too long is answered UNAVAILABLE, whatever the work does', async () => {
  const toy = await startToy({ guard: { requestMilliseconds: 50 } });
  toy.toy.subgraph = () => undefined;
  expect(await toy.ask({ query: '{ open }' })).toMatchObject({
    errors: [{ extensions: { code: 'UNAVAILABLE' } }],
  });
  toy.toy.subgraph = (_body, response) => void response.end('{"data":{"open":"yes"}}');
  expect(await toy.ask({ query: '{ open }' })).toMatchObject({ status: 200 });
  await toy.stop();
});
