import type { SubscriptionNode } from '@apollo/query-planner';
import type { Asking } from '../asking';
import type { Variables } from './conditions';
import type { PlannedFetch, SubgraphAnswer } from './fetch';
import { bodyStart, fetchStep, variableWriter } from './fetch-step';
import type { Answer, Operation } from './operation';
import { compilePlan, type PlanOptions } from './plan';
import { planned } from './planned';

/** A subscription, ready to be opened at the subgraph that has its events. */
export interface PreparedSubscription {
  readonly primary: PlannedFetch;
  /** The body to send there. */
  body(variables: Variables | undefined): string;
  /** Joins the other subgraphs' fields to one event. */
  complete(event: SubgraphAnswer, variables: Variables | undefined, asking: Asking): Promise<Answer>;
}

/** Compiles a subscription: its events come from one subgraph, and the rest of a plan runs for each. */
export const prepareSubscription = (
  { primary, rest }: SubscriptionNode,
  operation: Operation,
  options: PlanOptions,
): PreparedSubscription => {
  const fetch = planned(primary, options.schema, options.classes);
  const start = bodyStart(primary);
  const write = variableWriter(primary);
  const step = rest && compilePlan(rest, options);
  return {
    primary: fetch,
    body: (variables = {}) => `${start}${write(variables)}}}`,
    complete: async (event, variables, asking) => {
      const run = operation.start(variables, asking);
      // The event is to the run what a fetch of root fields is.
      const arrive = fetchStep(primary, {
        ...options,
        send: async () => event,
        fetch,
        path: [],
        hasLater: true,
      });
      await arrive(run);
      return operation.finish(run, step);
    },
  };
};
