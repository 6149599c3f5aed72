import type { Server } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { assertions } from '../assertions';
import type { Caller } from '../caller';
import { subgraphUrl } from '../env';
import { addressOf } from '../front/address';
import type { HubGateway } from '../gateway';
import type { Guard } from '../guard/guard';
import type { GuardSettings } from '../guard/settings';
import { translate } from '../refusals';
import type { Log } from '../telemetry/log';
import { unread } from '../telemetry/unread';
import { feeds } from './feed';
import { LiveStreams } from './live';
import { serverSent } from './server-sent';
import { sockets } from './socket';

export interface DoorOptions {
  readonly http: Server;
  readonly gateway: HubGateway;
  readonly guard: Guard;
  readonly settings: GuardSettings;
  readonly assertionFor: ReturnType<typeof assertions>;
  readonly identify: (authorization: string | undefined, address: string) => Promise<Caller>;
  readonly log: Log;
}

export const STREAM_PATH = '/graphql/stream';

/** The two doors to live answers, server-sent events and WebSocket, on the gateway's own port. */
export const liveDoors = ({ http, gateway, guard, settings, assertionFor, identify, log }: DoorOptions) => {
  const urlOf = (name: string) => {
    const subgraph = gateway.engine.subgraphs().find(known => known.name === name);
    return subgraphUrl(name, subgraph!.url);
  };
  const { open, close } = feeds(urlOf, assertionFor);
  const live = new LiveStreams(gateway.engine, {
    open,
    guard,
    translate: translate(entry => log.error(entry)),
    log: entry => log.warn(entry),
  });
  gateway.onSwap(engine => live.swap(engine));
  const door = {
    ...settings,
    identify,
    addressOf: (request: Parameters<typeof addressOf>[0]) => addressOf(request, settings.trustedProxies),
  };
  const webSockets = sockets(http, live, { path: STREAM_PATH, ...door });
  return {
    serverSent: serverSent(live, { ...door, unread: unread(log, STREAM_PATH) }),
    /** Ends every stream with a code that says to subscribe again. */
    stop: async () => {
      live.stop();
      // What was said last is on its way before the connections are closed.
      await setImmediate();
      await webSockets.close();
      await close();
    },
  };
};
