import { createHash } from 'node:crypto';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
} from 'graphql';
import type { ChangeStream } from './changes';
import type { translate } from './refusals';

type Translate = ReturnType<typeof translate>;

export interface AnswersOptions {
  readonly args: ExecutionArgs;
  readonly stream: ChangeStream;
  /** The context of one event: with services of its own, which remember nothing of the last one. */
  readonly contextNow: () => unknown;
  readonly translate: Translate;
}

/** What was last told of each thing. */
type Told = Map<string, string>;

/**
 * The answers of a subscription. GraphQL's own loop keeps one context for all events; here each event is
 * read anew, by the viewer's rights at that moment, and told where it differs from what was told before.
 * A refusal is the last thing a stream says.
 */
export const answers = async (
  options: AnswersOptions,
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> => {
  const source = await createSourceEventStream(options.args);
  if (!(Symbol.asyncIterator in source)) return told(source, options.translate);
  return following(options, await standing(options));
};

async function* following(options: AnswersOptions, last: Told): AsyncGenerator<ExecutionResult, undefined> {
  const { stream, contextNow } = options;
  for await (const { id } of stream) {
    const answer = await read(options, id, contextNow());
    if (stream.isOver) break;
    const hasFailed = failed(answer);
    if (hasFailed) void stream.noticeLater(id);
    const saysNothing = isNothing(answer);
    if (saysNothing && !answer.errors && !stream.isOfOne) continue;
    const digest = digestOf(answer);
    if (last.get(id) !== digest) {
      last.set(id, digest);
      stream.sends();
      yield answer;
    }
    if (saysNothing && !hasFailed) return;
  }
  if (stream.isGoingAway) yield AWAY;
}

/** A service that stops is not the end of what it told: whoever asks again elsewhere goes on. */
const AWAY: ExecutionResult = {
  errors: [
    new GraphQLError('This service goes away for a while. Please subscribe again.', {
      extensions: { code: 'UNAVAILABLE' },
    }),
  ],
};

/**
 * How everything stands in the beginning, read together. Whoever wants to know it asks a query. A refusal
 * is not among it: the stream would end by it, and not say so.
 */
async function standing(options: AnswersOptions): Promise<Told> {
  const context = options.contextNow();
  const ids = await options.stream.known();
  const found = await Promise.all(ids.map(async id => [id, await read(options, id, context)] as const));
  const known = found.filter(([, answer]) => !failed(answer) && !isNothing(answer));
  return new Map(known.map(([id, answer]) => [id, digestOf(answer)]));
}

const read = async ({ args, translate }: AnswersOptions, id: string, contextValue: unknown) =>
  told(await execute({ ...args, rootValue: { id }, contextValue }), translate);

const failed = ({ errors }: ExecutionResult): boolean =>
  errors?.some(({ extensions }) => extensions?.code === 'INTERNAL') ?? false;

const isNothing = ({ data }: ExecutionResult): boolean =>
  Object.values(data ?? {}).every(value => value === null);

/** What tells one answer from another; the answers themselves are not kept. */
const digestOf = ({ data, errors }: ExecutionResult): string =>
  createHash('sha256')
    .update(JSON.stringify([data, errors?.map(({ path, extensions }) => [path, extensions?.code])]))
    .digest('base64');

const told = ({ data, errors }: ExecutionResult, translate: Translate): ExecutionResult => ({
  ...(data !== undefined && { data }),
  ...(errors && { errors: errors.map(error => translate(error.toJSON(), error)) as never }),
});
