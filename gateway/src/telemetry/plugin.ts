import type { ApolloServerPlugin } from '@apollo/server';
import type { Asking, FetchRecord } from '../asking';
import { Written } from '../written';
import { hashOf } from './hash';
import type { Log } from './log';
import { metrics } from './metrics';
import type { Tracing } from './traces';

export interface TelemetryOptions {
  readonly log: Log;
  readonly tracing: Tracing;
  /**
   * The name of an operation that the hub itself has in its manifest. Other names are the caller's words,
   * and may be about somebody: they are not written down, the hash says which operation it was.
   */
  nameOf?(queryHash: string): string | undefined;
}

/**
 * Counts every request, traces it, and writes one line about it: what kind, which operation, how long, which
 * subgraphs, what came of it, for which organisation. Never who, and never a value.
 */
export const telemetry = ({ log, tracing, nameOf }: TelemetryOptions): ApolloServerPlugin<Asking> => ({
  // Turned away at the door: no token that is any good.
  contextCreationDidFail: async ({ error }) => {
    const codes = codesOf([error as Coded]);
    metrics.requests.inc({ kind: 'unknown', outcome: 'nothing' });
    log.info({ kind: 'unknown', outcome: 'nothing', codes }, 'request');
  },
  requestDidStart: async ({ request, contextValue: asking }) => {
    const begun = performance.now();
    asking.trace = tracing.begin(request.http?.headers.get('traceparent'));
    return {
      willSendResponse: async ({ operation, queryHash, document, response: { body } }) => {
        const milliseconds = performance.now() - begun;
        const kind = operation?.operation ?? 'unknown';
        const result = body.kind === 'single' ? body.singleResult : body.initialResult;
        const outcome = outcomeOf(result, asking);
        metrics.requests.inc({ kind, outcome });
        metrics.requestSeconds.observe({ kind }, milliseconds / 1_000);
        const isLogged = log.isLevelEnabled('info');
        if (!isLogged && !asking.trace) return;
        const hash = queryHash === undefined ? undefined : hashOf(queryHash, document);
        asking.trace?.end(kind, hash, outcome);
        if (!isLogged) return;
        log.info(
          {
            kind,
            hash,
            name: queryHash && nameOf?.(queryHash),
            milliseconds: rounded(milliseconds),
            outcome,
            codes: result.errors && codesOf(result.errors),
            organisation: asking.viewer.organisationId ?? undefined,
            subgraphs: timesOf(asking.fetches),
          },
          'request',
        );
      },
    };
  },
});

interface Coded {
  readonly extensions?: { readonly code?: unknown };
}

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly Coded[];
}

const outcomeOf = ({ data, errors }: Result, { degraded }: Asking): string => {
  if (!errors?.length) return degraded.length > 0 ? 'degraded' : 'whole';
  return isEmpty(data) ? 'nothing' : 'partial';
};

/** Whether nothing but null is in it, without making an object of data that is text already. */
const isEmpty = (data: unknown): boolean => {
  if (data instanceof Written) return NOTHING_BUT_NULL.test(data.text);
  return !data || Object.values(data).every(value => value === null);
};

const NOTHING_BUT_NULL = /^\{("[^"]*":null,?)*\}$/;

const codesOf = (errors: readonly Coded[]): string[] => [
  ...new Set(errors.map(({ extensions }) => String(extensions?.code ?? 'NONE'))),
];

const timesOf = (fetches: readonly FetchRecord[]): Record<string, object> => {
  const times: Record<string, { fetches: number; milliseconds: number; [outcome: string]: number }> = {};
  for (const { subgraph, milliseconds, outcome } of fetches) {
    times[subgraph] ??= { fetches: 0, milliseconds: 0 };
    const time = times[subgraph];
    time.fetches += 1;
    time.milliseconds = rounded(time.milliseconds + milliseconds);
    if (outcome !== 'answered') time[outcome] = (time[outcome] ?? 0) + 1;
  }
  return times;
};

const rounded = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;
