import type { ApolloServerPlugin } from '@apollo/server';
import type { Asking, FetchRecord } from '../asking';
import { Written } from '../written';
import { describing } from './document';
import type { Log } from './log';
import { metrics } from './metrics';
import type { Tracing } from './traces';

export interface TelemetryOptions {
  readonly log: Log;
  readonly tracing: Tracing;
  /**
   * Whether a document is of the hub's own manifest. Of those the operation's name is written down; of
   * others it is the caller's word and may be about somebody: the hash says which operation it was.
   */
  isTrusted?(source: string): boolean;
}

/**
 * Counts every request, traces it, and writes one line about it: what kind, which operation, how long, which
 * subgraphs, what came of it, for which organisation. Never who, and never a value.
 */
export const telemetry = ({ log, tracing, isTrusted }: TelemetryOptions): ApolloServerPlugin<Asking> => {
  const describe = describing(isTrusted);
  return {
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
        willSendResponse: async context => {
          const milliseconds = performance.now() - begun;
          const { operation, response } = context;
          const { body } = response;
          const kind = operation?.operation ?? 'unknown';
          const result = body.kind === 'single' ? body.singleResult : body.initialResult;
          const outcome = outcomeOf(result, asking);
          metrics.requests.inc({ kind, outcome });
          metrics.requestSeconds.observe({ kind }, milliseconds / 1_000);
          const isLogged = log.isLevelEnabled('info');
          if (!isLogged && !asking.trace) return;
          const described = describe(context);
          asking.trace?.end(kind, described?.hash, outcome);
          if (!isLogged) return;
          log.info(
            {
              kind,
              hash: described?.hash,
              name: described?.isTrusted ? operation?.name?.value : undefined,
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
  };
};

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
