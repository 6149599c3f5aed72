import { composeServices } from '@apollo/composition';
import { anonymous } from '@ura/access';
import { parse } from 'graphql';
import { type Asking, askingOf } from '../asking';
import { Engine } from './engine';
import type { PlannedFetch, SubgraphAnswer } from './fetch';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requires", "@external", "@inaccessible"]) ';

/** A supergraph out of subgraphs that a test writes down. */
export const superOf = (subgraphs: Readonly<Record<string, string>>): string => {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://127.0.0.1:9/${name}`,
    typeDefs: parse(LINK + sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
};

export const asking: Asking = askingOf({ viewer: anonymous }, new AbortController().signal);

export interface Sent {
  readonly fetch: PlannedFetch;
  readonly variables: { readonly representations?: readonly Record<string, unknown>[] };
}

/** An engine whose subgraphs answer what the test says, with what they were asked. */
export const engineOf = (
  subgraphs: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, SubgraphAnswer | ((sent: Sent) => SubgraphAnswer)>>,
) => {
  const sent: Sent[] = [];
  const planned: boolean[] = [];
  const engine = new Engine({
    supergraphSdl: superOf(subgraphs),
    send: async (fetch, body) => {
      const each = { fetch, variables: JSON.parse(body).variables };
      sent.push(each);
      const answer = answers[fetch.subgraph];
      const given = typeof answer === 'function' ? answer(each) : answer;
      return JSON.parse(JSON.stringify(given ?? { data: null }));
    },
    onPlanned: isCompiled => planned.push(isCompiled),
  });
  const ask = async (query: string, variables?: Record<string, unknown>) => {
    const { text, errors } = await engine
      .prepare({ document: parse(query), key: query })
      .run(variables, asking);
    return {
      data: JSON.parse(text),
      text,
      errors: errors.map(({ path, extensions }) => ({ path, code: extensions.code })),
    };
  };
  return { engine, ask, sent, planned };
};
