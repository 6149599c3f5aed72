import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import { assertionSigner, type TrustedIssuer, tokenVerifier } from '@ura/access';
import { listen } from '@ura/env';
import express from 'express';
import type { JWK } from 'jose';
import { type Asking, askingOf } from './asking';
import { assertions } from './assertions';
import { callerOf } from './caller';
import { HubGateway } from './gateway';
import { refuseBadVariables } from './input';
import { translate } from './refusals';
import { Sources } from './sources';
import { tellDegraded } from './standing/degraded';
import { Memory } from './standing/memory';
import type { Patience } from './subgraph';
import { watchSupergraph } from './supergraph-file';
import type { Log } from './telemetry/log';
import { metrics, watchCache } from './telemetry/metrics';
import { telemetry } from './telemetry/plugin';
import { noTracing, type Tracing } from './telemetry/traces';
import { stringify } from './written';

const GRACE_MILLISECONDS = 9_000;

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
}

/** Serves the graph. It starts whether or not the subgraphs answer, and answers what it can. */
export const serveGateway = async (options: GatewayOptions) => {
  const { log, tracing = noTracing, patience, graceMilliseconds = GRACE_MILLISECONDS } = options;
  const assertionFor = assertions(await assertionSigner(options.privateKey));
  const memory = new Memory();
  watchCache('last-known', () => memory);
  const sources = new Sources({ assertionFor, memory, log, patience });
  const gateway = new HubGateway({
    supergraphSdl: readFileSync(options.supergraphFile, 'utf8'),
    send: sources.send,
    reach: subgraphs => sources.reach(subgraphs),
    onPlanned: isCompiled => metrics.plans.inc({ executor: isCompiled ? 'compiled' : 'fallback' }),
  });
  const app = express().disable('x-powered-by');
  const http = createServer(app);
  const apollo = new ApolloServer<Asking>({
    gateway,
    stringifyResult: stringify,
    formatError: translate(entry => log.error(entry)),
    includeStacktraceInErrorResponses: false,
    introspection: !options.isProduction,
    hideSchemaDetailsFromClientErrors: options.isProduction,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: graceMilliseconds }),
      telemetry({ log, tracing }),
      tellDegraded,
      refuseBadVariables,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
    ],
  });
  await apollo.start();
  const caller = callerOf(tokenVerifier(options.issuers));
  app.get('/health', (_request, response) => {
    response.json({ status: 'alive' });
  });
  let isStopping = false;
  app.get('/ready', async (_request, response) => {
    if (isStopping) return void response.status(503).json({ stopping: true });
    const alive = await sources.alive();
    const subgraphs = Object.fromEntries([...alive].map(([name, is]) => [name, is ? 'up' : 'down']));
    response.status(Object.values(subgraphs).includes('up') ? 200 : 503).json({ subgraphs });
  });
  app.use(
    '/graphql',
    onlyPost,
    express.json({ limit: '2mb' }),
    expressMiddleware(apollo, {
      context: async ({ req }) =>
        askingOf(await caller(req.headers.authorization), new AbortController().signal),
    }),
  );
  app.use(answerBrokenRequest);
  await listen(http, options.port, options.host);
  const endWatch = watchSupergraph(
    options.supergraphFile,
    sdl => gateway.swap(sdl),
    entry => log.warn(entry),
  );
  return {
    stop: async () => {
      isStopping = true;
      await endWatch();
      await apollo.stop();
      await sources.close();
    },
  };
};

/** Questions stay out of addresses, and so out of histories and logs. */
const onlyPost: express.RequestHandler = (request, response, next) => {
  if (request.method === 'POST') return next();
  response
    .status(405)
    .set('allow', 'POST')
    .json({ errors: [{ message: 'Send questions with POST.', extensions: { code: 'BAD_REQUEST' } }] });
};

/** A body that is too large or no JSON gets an answer of the same form as everything else. */
const answerBrokenRequest: express.ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error);
  const isTooLarge = error?.type === 'entity.too.large';
  response.status(isTooLarge ? 413 : 400).json({
    errors: [
      {
        message: isTooLarge
          ? 'This request is larger than two megabytes.'
          : 'This request is not valid JSON.',
        extensions: { code: isTooLarge ? 'LIMITED' : 'BAD_REQUEST' },
      },
    ],
  });
};
