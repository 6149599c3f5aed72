import {
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

/** The trace of one fetch from a subgraph. */
export interface FetchTrace {
  /** What the subgraph is told, as W3C has it. */
  readonly traceparent: string;
  end(outcome: string): void;
}

/** The trace of one request. */
export interface RequestTrace {
  fetch(subgraph: string): FetchTrace;
  end(kind: string, hash: string | undefined, outcome: string): void;
}

export interface Tracing {
  /** Undefined where there is nothing to trace and nothing to pass on. */
  begin(traceparent: string | undefined): RequestTrace | undefined;
  stop(): Promise<void>;
}

/**
 * No spans are made, but a caller's own trace goes on to the subgraphs. Its `tracestate` does not: that is
 * free text.
 */
export const noTracing: Tracing = {
  begin: traceparent => {
    const parent = traceparent === undefined ? null : parseTraceParent(traceparent);
    if (!parent) return undefined;
    const passedOn = { traceparent: written(parent), end: () => undefined };
    return { fetch: () => passedOn, end: () => undefined };
  },
  stop: async () => undefined,
};

/**
 * Sends one span a request and one a fetch to an OpenTelemetry collector. They name kinds, outcomes,
 * subgraphs and the operation's hash: no text, no variable, nobody.
 */
export const tracingTo = (url: string): Tracing => {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'ura-gateway' }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  const tracer = provider.getTracer('ura-gateway');
  return {
    begin: traceparent => {
      const parent = traceparent === undefined ? null : parseTraceParent(traceparent);
      const above = parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT;
      const request = tracer.startSpan('request', { kind: SpanKind.SERVER }, above);
      const within = trace.setSpan(ROOT_CONTEXT, request);
      return {
        fetch: subgraph => {
          const span = tracer.startSpan(`fetch ${subgraph}`, { kind: SpanKind.CLIENT }, within);
          return {
            traceparent: written(span.spanContext()),
            end: outcome => finish(span, outcome, outcome === 'away'),
          };
        },
        end: (kind, hash, outcome) => {
          request.setAttribute('graphql.operation.type', kind);
          if (hash) request.setAttribute('graphql.document.hash', hash);
          finish(request, outcome, outcome === 'nothing');
        },
      };
    },
    stop: () => provider.shutdown(),
  };
};

const finish = (of: Span, outcome: string, isFailure: boolean): void => {
  of.setAttribute('ura.outcome', outcome);
  if (isFailure) of.setStatus({ code: SpanStatusCode.ERROR });
  of.end();
};

/** Never as it came: a later version of the header may end in free text. */
const written = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
