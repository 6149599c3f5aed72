import path from 'node:path';
import type { TrustedIssuer } from '@ura/access';
import { count, host, json, port, readEnv, str, url } from '@ura/env';
import type { JWK } from 'jose';
import { guardShape } from './guard/env';
import { usualPatience } from './standing/patience';

// Apollo's packages report their use unless told not to. This hub phones nobody.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
// Who forgets to say so runs in production. Libraries read it, too, and take silence for development.
process.env.NODE_ENV ||= 'production';

/** The settings of the gateway's process. */
export const gatewayEnv = () => {
  const env = readEnv(process.env, {
    URA_HOST: host({ default: '127.0.0.1', desc: 'where to listen' }),
    URA_PORT: port({ default: 4000, desc: 'where to listen' }),
    URA_SUPERGRAPH: str({
      default: path.join(__dirname, '../supergraph.graphql'),
      desc: 'file of the supergraph',
    }),
    URA_GATEWAY_PRIVATE_KEY: json<JWK>({ desc: 'the private key that signs for the subgraphs, as a JWK' }),
    URA_ISSUERS: json<TrustedIssuer[]>({ desc: 'trusted issuers, each with its organisations' }),
    NODE_ENV: str({
      choices: ['production', 'development', 'test'],
      default: 'production',
      desc: 'development shows what only developers need',
    }),
    URA_LOG_LEVEL: str({
      choices: ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      default: undefined,
      desc: 'what to log; in production a line a request, otherwise what is wrong',
    }),
    URA_METRICS_PORT: port({
      default: undefined,
      desc: 'where Prometheus reads /metrics; nowhere unless set',
    }),
    URA_OTLP_URL: url({ default: undefined, desc: 'where traces go, over OTLP; nowhere unless set' }),
    OTEL_EXPORTER_OTLP_ENDPOINT: url({ default: undefined, desc: 'the same, without its /v1/traces' }),
    URA_FETCH_MILLISECONDS: count({
      default: usualPatience.milliseconds,
      desc: 'how long a subgraph may take for one fetch, a second try included',
    }),
    URA_BREAKER_FAILURES: count({
      default: usualPatience.failures,
      desc: 'failures in a row after which a subgraph is asked nothing',
    }),
    URA_PROBE_MILLISECONDS: count({
      default: usualPatience.probeMilliseconds,
      desc: 'how long from one look at a subgraph that is away to the next',
    }),
    ...guardShape,
  });
  const collector = env.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, '');
  return {
    ...env,
    patience: {
      milliseconds: env.URA_FETCH_MILLISECONDS,
      failures: env.URA_BREAKER_FAILURES,
      probeMilliseconds: env.URA_PROBE_MILLISECONDS,
    },
    logLevel: env.URA_LOG_LEVEL ?? (env.NODE_ENV === 'production' ? 'info' : 'warn'),
    tracesUrl: env.URA_OTLP_URL ?? (collector && `${collector}/v1/traces`),
  };
};

/** Where a subgraph answers: its setting, or what the supergraph says. */
export const subgraphUrl = (name: string, usual: string): string =>
  process.env[`URA_${name.toUpperCase().replaceAll('-', '_')}_URL`] ?? usual;
