import type { Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { answering } from './answering';
import type { Asking } from './asking';
import { documentStore } from './documents';
import type { HubGateway } from './gateway';
import { refuseBadVariables } from './input';
import { noHiddenNames } from './privacy';
import { translate } from './refusals';
import type { Log } from './telemetry/log';
import { stringify } from './written';

export interface ApolloOptions {
  readonly gateway: HubGateway;
  readonly http: Server;
  readonly log: Log;
  readonly maxTokens: number;
  readonly isProduction: boolean;
  readonly graceMilliseconds: number;
  readonly plugins?: readonly ApolloServerPlugin<Asking>[];
  /** What a browser gets to see that comes by; none in production. */
  readonly landingPage?: ApolloServerPlugin;
}

/** Apollo's pipeline, as the hub wants it: nothing reported, nothing shown that is nobody's business. */
export const apolloServer = (options: ApolloOptions): ApolloServer<Asking> => {
  const { gateway, http, log, isProduction, graceMilliseconds } = options;
  const formatError = translate(entry => log.error(entry));
  return new ApolloServer<Asking>({
    gateway,
    stringifyResult: stringify,
    formatError,
    includeStacktraceInErrorResponses: false,
    introspection: !isProduction,
    hideSchemaDetailsFromClientErrors: isProduction,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    documentStore: documentStore(),
    parseOptions: { maxTokens: options.maxTokens },
    validationRules: [noHiddenNames],
    validationOptions: { maxErrors: 10 },
    logger: quiet(log),
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: graceMilliseconds }),
      ...(options.plugins ?? []),
      refuseBadVariables,
      answering(gateway, formatError),
      options.landingPage ?? ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
    ],
  });
};

/** Apollo Server writes the whole of an error, whatever is in it: of that, only that there was one. */
const quiet = (log: Log) => ({
  debug: () => undefined,
  info: () => undefined,
  warn: () => log.warn({ server: 'warning' }),
  error: () => log.error({ server: 'error' }),
});
