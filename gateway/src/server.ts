import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
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
import { subgraphUrl } from './env';
import { HubGateway } from './gateway';
import { deadline } from './guard/deadline';
import { Guard } from './guard/guard';
import { answerBrokenRequest, guardHttp, keepNothing, onlyGetAndPost } from './guard/http';
import { identifyPatiently } from './guard/identify';
import { landingPage } from './guard/landing';
import { questionOf } from './guard/question';
import { type GuardSettings, usualSettings } from './guard/settings';
import { refuseBadVariables } from './input';
import { translate } from './refusals';
import { SubgraphSource } from './subgraph';

export interface GatewayOptions {
  readonly host: string;
  readonly port: number;
  readonly supergraphFile: string;
  readonly privateKey: JWK;
  readonly issuers: readonly TrustedIssuer[];
  readonly isProduction: boolean;
  readonly guard?: Partial<GuardSettings>;
}

/** Serves the graph. It starts whether or not the subgraphs answer, and answers what it can. */
export const serveGateway = async (options: GatewayOptions) => {
  const assertionFor = assertions(await assertionSigner(options.privateKey));
  const sources = new Map<string, SubgraphSource>();
  const gateway = new HubGateway({
    supergraphSdl: readFileSync(options.supergraphFile, 'utf8'),
    buildService: ({ name, url }) => {
      const source = new SubgraphSource(name, subgraphUrl(name, url!), assertionFor, log);
      sources.set(name, source);
      return source;
    },
  });
  const settings = { ...usualSettings, ...options.guard };
  const guard = new Guard(settings);
  const app = express().disable('x-powered-by');
  guardHttp(app, settings);
  const http = createServer(
    { requestTimeout: settings.requestMilliseconds, connectionsCheckingInterval: 1_000 },
    app,
  );
  const apollo = new ApolloServer<Asking>({
    gateway,
    formatError: translate(log),
    includeStacktraceInErrorResponses: false,
    introspection: !options.isProduction,
    hideSchemaDetailsFromClientErrors: options.isProduction,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: settings.bounds.tokens },
    validationOptions: { maxErrors: 10 },
    logger: quiet,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      guard.plugin(),
      refuseBadVariables,
      options.isProduction
        ? ApolloServerPluginLandingPageDisabled()
        : landingPage(`http://${options.host}:${options.port}/graphql`),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  await apollo.start();
  const identify = identifyPatiently(callerOf(tokenVerifier(options.issuers)), guard.turnstile);
  app.get('/health', (_request, response) => {
    response.json({ status: 'alive' });
  });
  app.get('/ready', async (_request, response) => {
    const asked = [...sources].map(async ([name, source]) => [
      name,
      (await source.isAlive()) ? 'up' : 'down',
    ]);
    const subgraphs: Record<string, string> = Object.fromEntries(await Promise.all(asked));
    response.status(Object.values(subgraphs).includes('up') ? 200 : 503).json({ subgraphs });
  });
  app.use(
    '/graphql',
    onlyGetAndPost,
    keepNothing,
    express.json({ limit: settings.bodyKilobytes * 1_024 }),
    expressMiddleware(apollo, {
      context: async ({ req, res }) => {
        const signal = deadline(res, settings.requestMilliseconds);
        const address = req.ip ?? '';
        const caller = await identify(req.headers.authorization, address);
        await guard.admit(questionOf(carrierOf(req)), caller, address);
        return askingOf(caller, signal);
      },
    }),
  );
  app.use(answerBrokenRequest(settings));
  await listen(http, options.port, options.host);
  return {
    stop: async () => {
      await apollo.stop();
      await Promise.all([...sources.values()].map(source => source.close()));
    },
  };
};

const log = (entry: object): void => console.error(JSON.stringify(entry));

/** Apollo Server writes the whole of an error, whatever is in it: of that, only that there was one. */
const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => log({ server: 'warning' }),
  error: () => log({ server: 'error' }),
};

const carrierOf = ({ method, url, body }: express.Request) => {
  const from = url.indexOf('?');
  return { method, body, search: from < 0 ? '' : url.slice(from) };
};
