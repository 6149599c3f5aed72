import { composeServices } from '@apollo/composition';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import type { Problem } from './problem';
import type { SubgraphSchema } from './subgraph';

export interface Composition {
  readonly supergraphSdl: string;
  /** What composition accepted and finds odd. */
  readonly hints: readonly string[];
}

/** The subgraphs do not make one graph. */
export class CompositionFailed extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(['the subgraphs do not compose', ...problems.map(it => `${it.where}: ${it.message}`)].join('\n'));
    this.name = 'CompositionFailed';
  }
}

/** Makes one graph of many. The same subgraphs in any order give the same text. Throws CompositionFailed. */
export const compose = (subgraphs: readonly SubgraphSchema[]): Composition => {
  const sorted = [...subgraphs].sort((a, b) => (a.name < b.name ? -1 : 1));
  const problems = [...twiceNamed(sorted), ...sorted.flatMap(unreadable)];
  if (problems.length > 0) throw new CompositionFailed(problems);

  const services = sorted.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const { supergraphSdl, hints, errors } = composeServices(services);
  if (errors) throw new CompositionFailed(errors.map(toProblem));
  return { supergraphSdl, hints: hints.map(hint => hint.toString()) };
};

const twiceNamed = (sorted: readonly SubgraphSchema[]): Problem[] =>
  sorted
    .filter(({ name }, index) => sorted[index - 1]?.name === name)
    .map(({ name }) => ({ rule: 'composition', where: name, message: 'Two subgraphs have this name.' }));

function unreadable({ name, sdl }: SubgraphSchema): Problem[] {
  const result = parsed(sdl);
  if (!(result instanceof GraphQLError)) return [];
  const at = result.locations?.[0];
  const place = at ? ` (line ${at.line}, column ${at.column})` : '';
  return [{ rule: 'composition', where: name, message: `${result.message}${place}` }];
}

/** The document, or why there is none. */
export function parsed(sdl: string): DocumentNode | GraphQLError {
  try {
    return parse(sdl);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** Composition starts a message with the subgraph in brackets when it knows one. */
function toProblem(error: GraphQLError): Problem {
  const [, subgraph, text] = /^\[([^\]]+)\] ([\s\S]*)$/.exec(error.message) ?? [];
  const code = error.extensions.code ? ` (${String(error.extensions.code)})` : '';
  return { rule: 'composition', where: subgraph ?? 'supergraph', message: `${text ?? error.message}${code}` };
}

/** Where subgraphs disagree about a class, or put it on a type, composition keeps one and only hints. */
export const privacyKept = ({ hints }: Composition): Problem[] =>
  hints
    .filter(hint => hint.includes('@privacy') || hint.includes('privacy__Class'))
    .map(message => ({ rule: 'privacy', where: 'supergraph', message }));

/** The supergraph that is about to be served is the one that these subgraphs make. */
export const upToDate = (composition: Composition, supergraphSdl: string): Problem[] =>
  composition.supergraphSdl === supergraphSdl
    ? []
    : [
        {
          rule: 'stale',
          where: 'supergraph',
          message: 'It is not what the subgraphs compose to. Run `npm run sync` and commit the result.',
        },
      ];
