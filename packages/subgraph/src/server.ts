import { createServer, type IncomingHttpHeaders } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import type { Database } from '@ura/database';
import { listen } from '@ura/env';
import express from 'express';
import type { Caller } from './caller';
import type { Context, Subgraph } from './manifest';
import { translate } from './refusals';
import { buildFederatedSchema } from './schema';
import { openStreams, subscriptionsElsewhere } from './streams';

export interface ServerOptions<Services> {
  readonly subgraph: Subgraph<Services>;
  readonly database: Database;
  readonly callerOf: (headers: IncomingHttpHeaders) => Promise<Caller>;
  readonly host: string;
  readonly port: number;
  readonly log?: (reference: string, error: unknown) => void;
}

/** Serves one subgraph: `/graphql` and `/graphql/stream` for the gateway, `/health` for whoever watches over it. */
export const serve = async <Services>(options: ServerOptions<Services>) => {
  const { subgraph, database } = options;
  const { schema } = await buildFederatedSchema(subgraph);
  const formatError = translate(options.log ?? logTo(subgraph.name));
  const contextOf = (caller: Caller): Context<Services> => {
    const newServices = () => subgraph.services(database.as(caller.viewer), caller.viewer);
    return { ...caller, services: newServices(), newServices };
  };
  const app = express().disable('x-powered-by').disable('etag');
  const http = createServer(app);
  const apollo = new ApolloServer<Context<Services>>({
    schema,
    formatError,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    introspection: false,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      subscriptionsElsewhere,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  await apollo.start();
  app.get('/health', async (_request, response) => {
    const isAlive = await database.isAlive();
    response.status(isAlive ? 200 : 503).json({ subgraph: subgraph.name, database: isAlive ? 'up' : 'down' });
  });
  const streams =
    schema.getSubscriptionType() &&
    (await openStreams({ schema, database, callerOf: options.callerOf, contextOf, translate: formatError }));
  if (streams) app.post('/graphql/stream', express.json({ limit: '2mb' }), streams.handle);
  app.use(
    '/graphql',
    express.json({ limit: '2mb' }),
    expressMiddleware(apollo, {
      context: async ({ req }) => contextOf(await options.callerOf(req.headers)),
    }),
  );
  await listen(http, options.port, options.host);
  return {
    stop: async () => {
      await streams?.stop();
      await apollo.stop();
    },
  };
};

/** One line, with no values of anybody: the error's own name, code and place. */
const logTo = (name: string) => (reference: string, error: unknown) => {
  const { name: kind, code, stack } = error as { name?: string; code?: string; stack?: string };
  const place = stack
    ?.split('\n')
    .find(line => line.trim().startsWith('at '))
    ?.trim();
  console.error(JSON.stringify({ subgraph: name, reference, kind, code, place }));
};
