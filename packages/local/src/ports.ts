import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@ura/database';
import { GATEWAY_PORT, IDENTITY_OFFSET, subgraphs } from './places';

/** Which port each process of the hub gets. */
export type Ports = Readonly<Record<string, number>>;

/** The usual ports: the gateway's, which `URA_PORT` moves, and the others after it. */
export const usualPorts = (base = GATEWAY_PORT): Ports => ({
  gateway: base,
  identity: base + IDENTITY_OFFSET,
  ...Object.fromEntries(subgraphs.map(({ name, offset }) => [name, base + offset])),
});

export const freePorts = async (): Promise<Ports> => {
  const ports: Record<string, number> = {};
  for (const name of ['gateway', 'identity', ...subgraphs.map(subgraph => subgraph.name)]) {
    do ports[name] = await freePort();
    while (Object.entries(ports).some(([other, port]) => other !== name && port === ports[name]));
  }
  return ports;
};

const PATIENCE_MILLISECONDS = 5_000;

/**
 * Throws one sentence for the first port that somebody else listens on. The processes of a start that was
 * killed end by themselves: they are given some seconds.
 */
export const refuseBusyPorts = async (
  ports: Ports,
  host: string,
  patience = PATIENCE_MILLISECONDS,
): Promise<void> => {
  const end = Date.now() + patience;
  for (const [name, port] of Object.entries(ports)) {
    while ((await isBusy(port, host)) && Date.now() < end) await pause(100);
    if (await isBusy(port, host)) {
      throw new Error(
        `Port ${port}, which ${name} needs, is already in use on this machine. Stop the other program, or move the hub: URA_PORT=${port + 1000} npm start`,
      );
    }
  }
};

const isBusy = (port: number, host: string): Promise<boolean> =>
  new Promise(resolve => {
    const probe = createServer()
      .once('error', () => resolve(true))
      .listen(port, host, () => probe.close(() => resolve(false)));
  });
