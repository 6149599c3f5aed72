import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from './listen';

test('a port that somebody else has is told in one sentence', async () => {
  const [first, second] = [createServer(), createServer()];
  await listen(first, 0, '127.0.0.1');
  const { port } = first.address() as AddressInfo;
  await expect(listen(second, port, '127.0.0.1')).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is already in use on this machine.`,
  );
  await new Promise(resolve => first.close(resolve));
});
