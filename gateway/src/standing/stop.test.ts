import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { startGateway } from './gateway.fixture';
import { says } from './toy.fixture';

const request = (body: string, length = body.length) =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`;

const connected = async ({ origin }: { origin: string }) => {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  let text = '';
  socket.on('data', part => (text += part));
  return { socket, closed: once(socket, 'close'), text: () => text };
};

test('a gateway that stops is not ready, and finishes what it has begun', async () => {
  const gateway = await startGateway();
  const { socket, closed, text } = await connected(gateway);
  const begun = new Promise<ServerResponse>(resolve => gateway.toy.does(resolve));
  socket.write(request('{"query":"{ it }"}'));
  const response = await begun;
  const stopped = gateway.stopGateway();
  socket.write('GET /ready HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  says({ data: { it: 'finished' } })(response, response.req);
  await closed;
  await stopped;
  expect(text()).toMatch(/200 OK[\s\S]*"it":"finished"[\s\S]*503 Service Unavailable[\s\S]*"stopping":true/);
  await gateway.stop();
});

test('whoever never finishes a request is cut off when the time is over', async () => {
  const gateway = await startGateway({ graceMilliseconds: 50 });
  const { socket, closed } = await connected(gateway);
  socket.write(request('{', 9));
  await gateway.stop();
  await closed;
});
