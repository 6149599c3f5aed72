import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import { assertionSigner, type TrustedIssuer, tokenVerifier } from '@ura/access';
import express from 'express';
import type { JWK } from 'jose';
import { assertions } from './assertions';
import { type Caller, callerOf } from './caller';
import { subgraphUrl } from './env';
import { HubGateway } from './gateway';
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
}

/** Serves the graph. It starts whether or not the subgraphs answer, and answers what it can. */
export const serveGateway = async (options: GatewayOptions) => {
  const assertionFor = assertions(await assertionSigner(options.privateKey));
  const sources = new Map<string, SubgraphSource>();
  const gateway = new HubGateway({
    supergraphSdl: readFileSync(options.supergraphFile, 'utf8'),
    buildService: ({ name, url }) => {
      const source = new SubgraphSource(name, subgraphUrl(name, url!), assertionFor);
      sources.set(name, source);
      return source;
    },
  });
  const app = express().disable('x-powered-by');
  const http = createServer(app);
  const apollo = new ApolloServer<Caller>({
    gateway,
    formatError: translate(entry => console.error(JSON.stringify(entry))),
    includeStacktraceInErrorResponses: false,
    introspection: !options.isProduction,
    hideSchemaDetailsFromClientErrors: options.isProduction,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      refuseBadVariables,
      ...(options.isProduction ? [ApolloServerPluginLandingPageDisabled()] : []),
    ],
  });
  await apollo.start();
  const caller = callerOf(tokenVerifier(options.issuers));
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
    express.json({ limit: '1mb' }),
    expressMiddleware(apollo, { context: ({ req }) => caller(req.headers.authorization) }),
  );
  app.use(answerBrokenRequest);
  await listen(http, options.port, options.host);
  return {
    stop: async () => {
      await apollo.stop();
      await Promise.all([...sources.values()].map(source => source.close()));
    },
  };
};

/** A body that is too large or no JSON gets an answer of the same form as everything else. */
const answerBrokenRequest: express.ErrorRequestHandler = (error, _request, response, _next) => {
  const isTooLarge = error?.type === 'entity.too.large';
  response.status(isTooLarge ? 413 : 400).json({
    errors: [
      {
        message: isTooLarge ? 'This request is larger than one megabyte.' : 'This request is not valid JSON.',
        extensions: { code: isTooLarge ? 'LIMITED' : 'BAD_REQUEST' },
      },
    ],
  });
};

const listen = (http: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is already in use on this machine.`) : error,
      ),
    );
    http.listen(port, host, resolve);
  });
