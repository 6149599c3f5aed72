import { assertionSigner, type Member as Person } from '@ura/access';
import { assertions } from '../assertions';
import type { Caller } from '../caller';
import { Engine } from '../execution/engine';
import { translate } from '../refusals';
import { Memory } from '../standing/memory';
import { SubgraphSource } from '../subgraph';
import { createLog } from '../telemetry/log';
import { feeds } from './feed';
import { LiveStreams } from './live';
import type { Member } from './member';
import type { LiveResult } from './result';
import { startIssuer, supergraphOf, ToyEvents, ToyNames } from './toy.fixture';

export const VATRA = '3b9f1c52-8f3a-4a52-9d3e-0a9a6d1f2b11';
export const PVPT = '4c0a2d63-904b-4b63-8e4f-1bab7e203c22';

export const person = (
  number: number,
  organisationId = VATRA,
  roles: Person['roles'] = ['HOTLINE'],
): Person => ({
  id: `9f8e7d6c-5b4a-4392-8171-${String(number).padStart(12, '0')}`,
  organisationId,
  roles,
});
export const [ANA, BESA] = [person(1), person(2)];

/** A subscription with a field of another subgraph. */
export const NAMES = 'subscription { changed { number thing { name } } }';

/** The streams of a gateway over two toy subgraphs, without the doors in front. */
export const startLive = async () => {
  const [events, names, issuer] = [new ToyEvents(), new ToyNames(), await startIssuer()];
  await Promise.all([events.start(), names.start()]);
  const logged: object[] = [];
  const log = (entry: object) => logged.push(entry);
  const assertionFor = assertions(await assertionSigner(issuer.gatewayKey));
  const source = new SubgraphSource({
    name: 'names',
    url: `http://127.0.0.1:${names.port}/graphql`,
    assertionFor,
    memory: new Memory(),
    log: createLog('silent'),
  });
  const engineOf = (sdl?: string) =>
    new Engine({
      supergraphSdl: supergraphOf(events, names, sdl),
      send: (fetch, body, count, asking) => source.send(fetch, body, count, asking),
    });
  const upstream = feeds(() => `http://127.0.0.1:${events.port}/graphql`, assertionFor);
  const live = new LiveStreams(engineOf(), { open: upstream.open, translate: translate(log), log });
  const callerOf = async (who: Person, seconds?: number): Promise<Caller> => ({
    viewer: who,
    token: await issuer.tokenFor(who, seconds),
  });
  return {
    events,
    names,
    live,
    logged,
    engineOf,
    callerOf,
    follow: async (who: Person | Caller, query = NAMES, variables?: Record<string, unknown>) => {
      const caller = 'viewer' in who ? who : await callerOf(who);
      return live.subscribe(
        { text: query, isHash: false, ...(variables && { variables }) },
        caller,
        '127.0.0.1',
      );
    },
    stop: async () => {
      live.stop();
      await Promise.all([upstream.close(), source.close(), events.stop(), names.stop(), issuer.stop()]);
    },
  };
};
export type Live = Awaited<ReturnType<typeof startLive>>;

export const nextOf = async (member: Member): Promise<LiveResult | undefined> => (await member.next()).value;

export const numberOf = (result: LiveResult | undefined): number | undefined =>
  (result?.data as { changed: { number: number } | null } | undefined)?.changed?.number;

/** The code that something was refused with. */
export const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'open',
    error => error.toJSON().extensions.code,
  );
