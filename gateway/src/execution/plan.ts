import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { Send } from './fetch';
import { fetchStep } from './fetch-step';
import { type Classes, planned } from './planned';
import type { Step } from './run';
import type { Path } from './tree';

/** The plan holds something that is left to Apollo's own executor. */
export class NotCovered extends Error {}

export interface PlanOptions {
  readonly schema: GraphQLSchema;
  readonly classes: Classes;
  readonly send: Send;
}

/** Compiles a plan into functions. Throws {@link NotCovered}. */
export const compilePlan = (root: PlanNode, options: PlanOptions): Step => {
  const paths = fetchPaths(root, []);
  const compile = (node: PlanNode, path: Path): Step => {
    switch (node.kind) {
      case 'Sequence':
        return inSequence(node.nodes.map(each => compile(each, path)));
      case 'Parallel':
        return atOnce(node.nodes.map(each => compile(each, path)));
      case 'Flatten':
        return compile(node.node, [...path, ...namesOf(node.path)]);
      case 'Condition': {
        const { condition, ifClause, elseClause } = node;
        const whenTrue = ifClause && compile(ifClause, path);
        const whenFalse = elseClause && compile(elseClause, path);
        return async run => (run.variables[condition] === true ? whenTrue : whenFalse)?.(run);
      }
      case 'Fetch':
        return fetch(node, path);
      default:
        throw new NotCovered(node.kind);
    }
  };
  const fetch = (node: FetchNode, path: Path): Step => {
    if (node.contextRewrites) throw new NotCovered('contextRewrites');
    return fetchStep(node, {
      ...options,
      fetch: planned(node, options.schema, options.classes),
      path,
      hasLater: paths.filter(other => startsWith(other, path)).length > 1,
    });
  };
  return compile(root, []);
};

const inSequence = (steps: readonly Step[]): Step => {
  return async run => {
    for (const step of steps) await step(run);
  };
};

const atOnce = (steps: readonly Step[]): Step => {
  return async run => {
    await Promise.all(steps.map(step => step(run)));
  };
};

const namesOf = (path: readonly (string | number)[]): Path =>
  path.map(step => {
    if (typeof step !== 'string' || step.startsWith('...')) throw new NotCovered('path');
    return step;
  });

/** Where the fetches of a plan look for their entities. */
const fetchPaths = (node: PlanNode, path: Path): Path[] => {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(each => fetchPaths(each, path));
    case 'Flatten':
      return fetchPaths(node.node, [...path, ...namesOf(node.path)]);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap(each => (each ? fetchPaths(each, path) : []));
    case 'Fetch':
      return [path];
    default:
      throw new NotCovered(node.kind);
  }
};

const startsWith = (path: Path, start: Path): boolean => start.every((step, index) => path[index] === step);
