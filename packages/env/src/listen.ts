import type { Server } from 'node:http';

/** Listens, or throws an error whose message is fit for a person. */
export const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const isTaken = cause.code === 'EADDRINUSE';
      const why = isTaken ? 'is already in use on this machine' : 'cannot be listened on';
      reject(new Error(`Port ${port} of ${host} ${why}.`, { cause }));
    });
    server.listen(port, host, resolve);
  });
