import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { deadline } from './deadline';
import { startToy } from './toy.fixture';

let server: Server;
let signals: AbortSignal[];
let port: number;
let milliseconds: number;
let answer: ((text: string) => void) | undefined;
beforeEach(async () => {
  signals = [];
  milliseconds = 60_000;
  answer = undefined;
  server = createServer((_request, response) => {
    signals.push(deadline(response, milliseconds));
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

test('work that does not heed its end is answered for, as closed to browsers as any answer', async () => {
  milliseconds = 1;
  const { status, headers } = await fetch(`http://127.0.0.1:${port}`);
  expect(status).toBe(504);
  expect(signals[0]!.aborted).toBe(true);
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
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
