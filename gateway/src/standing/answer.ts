import type { PlannedFetch, SubgraphAnswer, SubgraphError } from '../execution/fetch';
import { NoAnswer, type Reply } from './exchange';

/** Reads what a subgraph sent. Throws NoAnswer for what no GraphQL server would say to this question. */
export const answerIn = ({ status, text }: Reply, fetch: PlannedFetch, count: number): SubgraphAnswer => {
  // A subgraph that cannot check a sign-in says so with 503, and is itself there.
  const answer = status < 500 || status === 503 ? parsed(text) : undefined;
  if (!isAnswer(answer, fetch, count)) throw new NoAnswer('GARBLED', true);
  return answer;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isAnswer(answer: unknown, fetch: PlannedFetch, count: number): answer is SubgraphAnswer {
  if (!isObject(answer)) return false;
  const { data, errors } = answer;
  const isRefusal = Array.isArray(errors) && errors.length > 0;
  if (errors != null && !(Array.isArray(errors) && errors.every(isError))) return false;
  if (data == null) return isRefusal;
  if (!isObject(data) || !isOf(fetch, data)) return false;
  if (count === 0) return true;
  const { _entities: entities } = data;
  return entities == null ? isRefusal : Array.isArray(entities) && entities.length === count;
}

/**
 * Whether data answers this question and no other. A field may be left out of a question by a condition;
 * a mutation without a word of what it did is none.
 */
const isOf = ({ roots, kind }: PlannedFetch, data: object): boolean => {
  const names = Object.keys(data);
  return names.every(name => roots.includes(name)) && (names.length > 0 || kind === 'query');
};

const isError = (error: unknown): error is SubgraphError =>
  isObject(error) &&
  typeof error.message === 'string' &&
  (error.path == null || Array.isArray(error.path)) &&
  (error.extensions == null || isObject(error.extensions));

/** Whether the subgraph was there, but something behind it was not: its database, say. */
export const isBroken = ({ errors }: SubgraphAnswer): boolean =>
  errors?.some(error => error.extensions?.code === 'INTERNAL') ?? false;

const notAnswering = (subgraph: string) => `The ${subgraph} service does not answer at the moment.`;
const notSaid = (subgraph: string) =>
  `The ${subgraph} service did not say whether this was done. Send it again with the same idempotency key, or look first.`;

/**
 * What stands for the answer of a subgraph that gave none: one error for each place it would have filled.
 * Of a mutation that may have happened it says so, because whoever believes that nothing was done might
 * do it twice.
 */
export const absence = (
  { subgraph, kind, roots }: PlannedFetch,
  count: number,
  { mayBeDone }: NoAnswer,
): SubgraphAnswer => {
  const isUncertain = kind === 'mutation' && mayBeDone;
  const message = isUncertain ? notSaid(subgraph) : notAnswering(subgraph);
  const extensions = { code: isUncertain ? 'UNCERTAIN' : 'UNAVAILABLE' };
  const paths =
    count > 0 ? Array.from({ length: count }, (_, index) => ['_entities', index]) : roots.map(root => [root]);
  return { errors: paths.map(path => ({ message, path, extensions })) };
};

/**
 * A mutation that failed inside a subgraph may have been done, too: its database can go away after it wrote
 * and before it said so. Where something of the result came, it was done.
 */
export const withDoubt = ({ subgraph, kind }: PlannedFetch, answer: SubgraphAnswer): SubgraphAnswer => {
  if (kind !== 'mutation' || !isBroken(answer)) return answer;
  const { data } = answer;
  const errors = answer.errors!.map(error => {
    const root = error.path?.[0];
    const isDoubtful =
      error.extensions?.code === 'INTERNAL' && (root === undefined || (data?.[root] ?? null) === null);
    if (!isDoubtful) return error;
    return { ...error, message: notSaid(subgraph), extensions: { ...error.extensions, code: 'UNCERTAIN' } };
  });
  return { data, errors };
};
