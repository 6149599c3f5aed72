import { setTimeout as pause } from 'node:timers/promises';
import { stopWith } from '@ura/env';
import { gatewayEnv } from './env';
import { guardSettings } from './guard/env';
import { serveGateway } from './server';
import { createLog } from './telemetry/log';
import { serveMetrics } from './telemetry/metrics';
import { noTracing, tracingTo } from './telemetry/traces';

/** A collector that does not answer does not keep the gateway from ending. */
const LAST_SPANS_MILLISECONDS = 500;

const main = async () => {
  const env = gatewayEnv();
  const tracing = env.tracesUrl ? tracingTo(env.tracesUrl) : noTracing;
  const server = await serveGateway({
    host: env.URA_HOST,
    port: env.URA_PORT,
    supergraphFile: env.URA_SUPERGRAPH,
    privateKey: env.URA_GATEWAY_PRIVATE_KEY,
    issuers: env.URA_ISSUERS,
    isProduction: env.NODE_ENV === 'production',
    log: createLog(env.logLevel),
    tracing,
    patience: env.patience,
    guard: guardSettings(env),
  });
  const metrics = env.URA_METRICS_PORT ? await serveMetrics(env.URA_HOST, env.URA_METRICS_PORT) : undefined;
  process.send?.('ready');
  stopWith(async () => {
    await server.stop();
    await metrics?.stop();
    await Promise.race([tracing.stop(), pause(LAST_SPANS_MILLISECONDS)]);
  });
};

main().catch(error => {
  console.error(`gateway: ${(error as Error).message}`);
  process.exit(1);
});
