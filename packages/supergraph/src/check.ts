import { GraphQLError } from 'graphql';
import { breakingChanges } from './breaking';
import { type Composition, CompositionFailed, compose, parsed, privacyKept, upToDate } from './composition';
import { graphOf, type Rule } from './graph';
import * as header from './header.rules';
import * as manners from './manners.rules';
import * as mutation from './mutation.rules';
import * as ownership from './ownership.rules';
import * as privacy from './privacy.rules';
import type { Problem } from './problem';
import { readSubgraph, type SubgraphSchema } from './subgraph';

const rules: readonly Rule[] = [
  header.linksFederation,
  header.linksPrivacy,
  header.linksNothingElse,
  header.definesPrivacy,
  header.namesRootsPlainly,
  header.namesDirectivesPlainly,
  privacy.everyFieldHasItsClass,
  privacy.refusableIsNullable,
  privacy.interfaceIsAsStrict,
  privacy.nothingPrivateIsRequired,
  privacy.nothingPrivateIsAKey,
  ownership.noOverride,
  ownership.noInterfaceObject,
  ownership.noForeignRootField,
  ownership.nothingSharedButTheVocabulary,
  manners.rootFieldsAreNullable,
  manners.foreignReferencesAreNullable,
  manners.connectionsCanBePaged,
  manners.idsAreIds,
  manners.timesAreNamedByKind,
  manners.everythingIsDescribed,
  mutation.mutationsTakeOneInput,
  mutation.mutationsReturnTheThing,
  mutation.creatingTwiceIsOnce,
  mutation.inputsSayWhoseId,
];

export interface Checked {
  readonly subgraphs: readonly SubgraphSchema[];
  /** The supergraph that the gateway is to serve. It must be what the subgraphs compose to. */
  readonly supergraphSdl?: string;
  /** The supergraph that is committed: clients rely on it, and it says who owned what. */
  readonly previous?: string;
}

/** Everything that keeps these subgraphs from being served together; empty when all is well. */
export const check = async ({ subgraphs, supergraphSdl, previous }: Checked): Promise<Problem[]> => {
  const readable = subgraphs.filter(({ sdl }) => !(parsed(sdl) instanceof GraphQLError)).map(readSubgraph);
  const graph = graphOf(readable, previous);
  const problems = rules.flatMap(rule => rule(graph));
  const composed = attempt(subgraphs);
  if (composed instanceof CompositionFailed) return [...composed.problems, ...problems];
  return [
    ...problems,
    ...privacyKept(composed),
    ...(supergraphSdl === undefined ? [] : upToDate(composed, supergraphSdl)),
    ...(previous === undefined ? [] : await breakingChanges(previous, composed.supergraphSdl)),
  ];
};

function attempt(subgraphs: readonly SubgraphSchema[]): Composition | CompositionFailed {
  try {
    return compose(subgraphs);
  } catch (error) {
    if (error instanceof CompositionFailed) return error;
    throw error;
  }
}
