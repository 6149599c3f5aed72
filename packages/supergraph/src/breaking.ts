import { Supergraph } from '@apollo/federation-internals';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';
import type { Problem } from './problem';

/** What clients see. What only the planner sees may change, so it is not compared. */
const apiSchema = (supergraphSdl: string): GraphQLSchema =>
  Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();

/** Changes after which a query that works today is refused or answered in another shape. */
export const breakingChanges = async (previous: string, next: string): Promise<Problem[]> => {
  const changes = await diff(apiSchema(previous), apiSchema(next));
  return changes
    .filter(change => change.criticality.level === CriticalityLevel.Breaking)
    .map(change => ({
      rule: 'breaking',
      where: change.path ?? 'supergraph',
      message: `${change.message}. Clients may rely on it: add something new instead, or deprecate first.`,
    }));
};
