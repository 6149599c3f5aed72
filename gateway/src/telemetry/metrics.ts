import { createServer } from 'node:http';
import { listen } from '@ura/env';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const registry = new Registry();
const registers = [registry];
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What the gateway counts. Labels come from closed sets only: kinds, outcomes, names of subgraphs. Nothing
 * that a caller writes is a label, neither the name of an operation nor its text: it could be about
 * somebody, and it has no bound.
 */
export const metrics = {
  requests: new Counter({
    name: 'ura_requests_total',
    help: 'Requests by kind of operation, and by what became of them: whole, degraded, partial, nothing.',
    labelNames: ['kind', 'outcome'] as const,
    registers,
  }),
  requestSeconds: new Histogram({
    name: 'ura_request_seconds',
    help: 'How long requests took.',
    labelNames: ['kind'] as const,
    buckets: SECONDS,
    registers,
  }),
  fetchSeconds: new Histogram({
    name: 'ura_fetch_seconds',
    help: 'How long fetches from subgraphs took, by outcome: answered, remembered, away.',
    labelNames: ['subgraph', 'outcome'] as const,
    buckets: SECONDS,
    registers,
  }),
  breakerOpen: new Gauge({
    name: 'ura_breaker_open',
    help: '1 while nothing is sent to a subgraph because it was away.',
    labelNames: ['subgraph'] as const,
    registers,
  }),
  plans: new Counter({
    name: 'ura_plans_total',
    help: 'Plans by who runs them: compiled, or fallback to the executor of Apollo.',
    labelNames: ['executor'] as const,
    registers,
  }),
  streams: new Gauge({
    name: 'ura_open_streams',
    help: 'Streams that are open to clients.',
    registers,
  }),
} as const;

const watched = new Map<string, () => { readonly entries: number; readonly bytes?: number }>();

/** Shows the size of a cache under its name, read when somebody asks. */
export const watchCache = (name: string, size: () => { entries: number; bytes?: number }): void => {
  watched.set(name, size);
};

new Gauge({
  name: 'ura_cache_entries',
  help: 'Entries of a cache.',
  labelNames: ['cache'] as const,
  registers,
  collect() {
    for (const [cache, size] of watched) this.set({ cache }, size().entries);
  },
});
new Gauge({
  name: 'ura_cache_bytes',
  help: 'Bytes that a cache takes, about.',
  labelNames: ['cache'] as const,
  registers,
  collect() {
    for (const [cache, size] of watched) this.set({ cache }, size().bytes ?? 0);
  },
});

/** Serves the counts to Prometheus, on a port of their own that clients do not reach. */
export const serveMetrics = async (host: string, port: number): Promise<{ stop(): Promise<void> }> => {
  // Memory, garbage collection and the lag of the event loop are measured only where somebody asks.
  if (!registry.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: registry });
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
  });
  await listen(server, port, host);
  return {
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
