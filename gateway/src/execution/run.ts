import type { GraphQLError } from 'graphql';
import type { Asking } from '../asking';
import type { Variables } from './conditions';
import type { Tree } from './tree';

/** One run of a plan. */
export interface Run {
  /** What was fetched so far, with all that the planner needed besides the answer. */
  readonly data: Tree;
  /** The variables as they were sent. */
  readonly sent: Variables;
  /** The same with the operation's defaults, as conditions want them. */
  readonly variables: Variables;
  readonly asking: Asking;
  readonly errors: GraphQLError[];
}

/** A part of a plan. It never rejects: what goes wrong is among the run's errors. */
export type Step = (run: Run) => Promise<void>;
