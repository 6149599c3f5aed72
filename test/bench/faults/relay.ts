import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What the relay does with what passes through it. */
export type Mode = 'pass' | 'garbage' | 'slow' | { readonly recorded: string };

/** Each of them is wrong in its own way, and could be seen to be. */
const GARBAGE: readonly ((response: ServerResponse) => void)[] = [
  response => response.end('<html><body>502 Bad Gateway</body></html>'),
  response => response.end('[1]'),
  response => response.end('{"data":{"_entities":[[7]],"serviceTypes":{},"organisations":"x","viewer":7'),
  response =>
    response.end('{"data":{"_entities":[],"serviceTypes":7,"organisations":[],"viewer":"x","shelters":3}}'),
  response => response.end('{"data":null}'),
  response => response.writeHead(500).end('{"errors":[{"message":"no"}]}'),
  response => response.writeHead(200, { 'content-length': '999' }).end('{"data"'),
  response => response.destroy(),
];

/** How late an answer is; the last is later than the gateway waits. */
const DELAYS_MILLISECONDS = [300, 1_500, 4_000];

/** Stands between the gateway and one subgraph. */
export const startRelay = async (upstreamPort: number) => {
  let mode: Mode = 'pass';
  let turn = 0;
  const sockets = new Set<Socket>();
  const answers = createHttpServer((request, response) => {
    request.resume().on('end', () => {
      if (request.method === 'GET') response.end();
      else if (typeof mode === 'object') response.end(mode.recorded);
      else GARBAGE[turn++ % GARBAGE.length]!(response);
    });
  });
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    if (mode !== 'pass' && mode !== 'slow') return void answers.emit('connection', socket);
    const delay = mode === 'slow' ? DELAYS_MILLISECONDS[turn++ % DELAYS_MILLISECONDS.length]! : 0;
    const upstream = connect(upstreamPort, '127.0.0.1').on('error', () => socket.destroy());
    upstream.on('close', () => socket.destroy());
    socket.on('close', () => upstream.destroy()).pipe(upstream);
    if (delay === 0) upstream.pipe(socket);
    else upstream.on('data', part => setTimeout(() => socket.writable && socket.write(part), delay));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    /** Open connections are cut, so that it holds for every request from now on. */
    set: (next: Mode) => {
      mode = next;
      cut();
    },
    stop: async () => {
      cut();
      await new Promise(resolve => server.close(resolve));
    },
  };
};

export type Relay = Awaited<ReturnType<typeof startRelay>>;
