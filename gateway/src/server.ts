import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { assertionSigner, type TrustedIssuer, tokenVerifier } from '@ura/access';
import { listen } from '@ura/env';
import express from 'express';
import type { JWK } from 'jose';
import { apolloServer } from './apollo';
import { type Asking, askingOf } from './asking';
import { assertions } from './assertions';
import { callerOf } from './caller';
import { addressOf } from './front/address';
import { closedHeaders } from './front/headers';
import { answerQuestions } from './front/questions';
import { HubGateway } from './gateway';
import { deadline } from './guard/deadline';
import { Guard } from './guard/guard';
import { identifyPatiently } from './guard/identify';
import { landingPage } from './guard/landing';
import { type GuardSettings, usualSettings } from './guard/settings';
import { liveDoors, STREAM_PATH } from './live/doors';
import { Sources } from './sources';
import { tellDegraded } from './standing/degraded';
import { Memory } from './standing/memory';
import type { Patience } from './standing/patience';
import { watchSupergraph } from './supergraph-file';
import type { Log } from './telemetry/log';
import { metrics, watchCache } from './telemetry/metrics';
import { telemetry } from './telemetry/plugin';
import { noTracing, type Tracing } from './telemetry/traces';
import { unread } from './telemetry/unread';

const GRACE_MILLISECONDS = 9_000;
/** Between the end of the last request to a subgraph's former place and the end of its connections. */
const RETIRING_MILLISECONDS = 5_000;

export interface GatewayOptions {
  readonly host: string;
  readonly port: number;
  readonly supergraphFile: string;
  readonly privateKey: JWK;
  readonly issuers: readonly TrustedIssuer[];
  readonly isProduction: boolean;
  readonly log: Log;
  readonly tracing?: Tracing;
  readonly patience?: Partial<Patience>;
  /** After a stop, what runs may finish for so long; then it is cut. */
  readonly graceMilliseconds?: number;
  readonly guard?: Partial<GuardSettings>;
}

/** Serves the graph. It starts whether or not the subgraphs answer, and answers what it can. */
export const serveGateway = async (options: GatewayOptions) => {
  const { log, tracing = noTracing, patience, graceMilliseconds = GRACE_MILLISECONDS } = options;
  const settings = { ...usualSettings, ...options.guard };
  const memory = new Memory();
  watchCache('last-known', () => memory);
  const assertionFor = assertions(await assertionSigner(options.privateKey));
  const sources = new Sources({
    assertionFor,
    memory,
    log,
    patience,
    retiredMilliseconds: settings.requestMilliseconds + RETIRING_MILLISECONDS,
  });
  const supergraphSdl = readFileSync(options.supergraphFile, 'utf8');
  const gateway = new HubGateway({
    supergraphSdl,
    send: sources.send,
    reach: subgraphs => sources.reach(subgraphs),
    onPlanned: isCompiled => metrics.plans.inc({ executor: isCompiled ? 'compiled' : 'fallback' }),
  });
  const guard = new Guard(settings);
  const identify = identifyPatiently(callerOf(tokenVerifier(options.issuers)), guard.turnstile);
  const doors = new Map<string, RequestListener>();
  const http = createServer(
    { requestTimeout: settings.requestMilliseconds, connectionsCheckingInterval: 1_000 },
    (request, response) => (doors.get(pathOf(request.url)) ?? others)(request, response),
  );
  const apollo = apolloServer({
    gateway,
    http,
    log,
    maxTokens: settings.bounds.tokens,
    isProduction: options.isProduction,
    graceMilliseconds,
    plugins: [
      telemetry({ log, tracing, isTrusted: guard.isTrusted }),
      guard.plugin(asked => gateway.engine.isPlanned(asked)),
      tellDegraded,
    ],
    landingPage: options.isProduction
      ? undefined
      : landingPage(`http://${options.host}:${options.port}/graphql`),
  });
  await apollo.start();
  const questions = answerQuestions({
    apollo,
    ...settings,
    unread: unread(log, '/graphql'),
    admit: async (request, response, question) => {
      let asking: Asking | undefined;
      const mayBeDone = () => asking?.mayBeDone ?? false;
      const signal = deadline(response, settings.requestMilliseconds, mayBeDone);
      const address = addressOf(request, settings.trustedProxies);
      const caller = await identify(request.headers.authorization, address);
      await guard.admit(question, caller, address);
      asking = askingOf(caller, signal, address);
      return asking;
    },
  });
  const live = liveDoors({ http, gateway, guard, settings, assertionFor, identify, log });
  doors.set(STREAM_PATH, live.serverSent);
  doors.set('/graphql', questions).set('/graphql/', questions);
  let isStopping = false;
  const others = express().disable('x-powered-by');
  others.use((_request, response, next) => {
    response.set(closedHeaders);
    next();
  });
  others.get('/health', (_request, response) => {
    response.json({ status: 'alive' });
  });
  others.get('/ready', async (_request, response) => {
    if (isStopping) return void response.status(503).json({ stopping: true });
    const alive = await sources.alive();
    const subgraphs = Object.fromEntries([...alive].map(([name, is]) => [name, is ? 'up' : 'down']));
    response.status(Object.values(subgraphs).includes('up') ? 200 : 503).json({ subgraphs });
  });
  // An address may be about somebody: it is not repeated.
  others.use((_request, response) => {
    response.status(404).json({
      errors: [{ message: 'There is nothing here. Ask at /graphql.', extensions: { code: 'NOT_FOUND' } }],
    });
  });
  await listen(http, options.port, options.host);
  const endWatch = watchSupergraph(
    options.supergraphFile,
    supergraphSdl,
    sdl => gateway.swap(sdl),
    entry => log.warn(entry),
  );
  return {
    stop: async () => {
      isStopping = true;
      await endWatch();
      await live.stop();
      await apollo.stop();
      await sources.close();
    },
  };
};

const pathOf = (url = ''): string => {
  const from = url.indexOf('?');
  return from < 0 ? url : url.slice(0, from);
};
