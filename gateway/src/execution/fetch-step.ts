import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError, type GraphQLSchema, isObjectType } from 'graphql';
import type { PlannedFetch, Send, SubgraphError } from './fetch';
import { representationWriter, soleKey } from './representation';
import { rewriter } from './rewrite';
import type { Run, Step } from './run';
import { collect, copy, isTree, merge, type Path, places, type Tree } from './tree';

export interface FetchOptions {
  readonly schema: GraphQLSchema;
  readonly send: Send;
  readonly fetch: PlannedFetch;
  /** Where in the answer its entities are; empty for a fetch of root fields. */
  readonly path: Path;
  /** Whether a later fetch goes on from what this one finds. */
  readonly hasLater: boolean;
}

/** One fetch: everything that does not hang on the caller's variables is made here, once. */
export const fetchStep = (node: FetchNode, options: FetchOptions): Step =>
  node.requires ? entityStep(node, options) : rootStep(node, options);

/** The body of the request up to its variables. */
export const bodyStart = ({ operation, operationName }: FetchNode): string => {
  const name = operationName ? `,"operationName":${JSON.stringify(operationName)}` : '';
  return `{"query":${JSON.stringify(operation)}${name},"variables":{`;
};

/** Writes those of the caller's variables that the fetch uses, as the caller sent them. */
export const variableWriter = ({ variableUsages = [] }: Pick<FetchNode, 'variableUsages'>) => {
  const names = variableUsages.map(name => ({ name, start: `${JSON.stringify(name)}:` }));
  return (variables: Run['sent']): string => {
    let text = '';
    for (const { name, start } of names) {
      if (!Object.hasOwn(variables, name)) continue;
      const value = variables[name];
      if (value !== undefined) text += `${text && ','}${start}${JSON.stringify(value)}`;
    }
    return text;
  };
};

const rootStep = (node: FetchNode, { schema, send, fetch, path }: FetchOptions): Step => {
  const start = bodyStart(node);
  const write = variableWriter(node);
  const rewrite = rewriter(schema, node.outputRewrites);
  return async run => {
    const targets: Tree[] = [];
    collect(run.data, path, 0, targets);
    if (targets.length === 0) return;
    const answer = await send(fetch, `${start}${write(run.sent)}}}`, 0, run.asking);
    for (const error of answer.errors ?? []) {
      run.errors.push(placed(error, error.path && [...fixed(path), ...error.path], fetch));
    }
    if (!isTree(answer.data)) return;
    rewrite?.(answer.data);
    for (const [index, target] of targets.entries()) {
      merge(target, index === 0 ? answer.data : copy(answer.data));
    }
  };
};

const entityStep = (node: FetchNode, { schema, send, fetch, path, hasLater }: FetchOptions): Step => {
  const start = bodyStart(node);
  const write = variableWriter(node);
  const represent = representationWriter(schema, node.requires!, rewriter(schema, node.inputRewrites));
  const key = node.inputRewrites?.length ? undefined : soleKey(node.requires!);
  const rewrite = rewriter(schema, node.outputRewrites);
  return async run => {
    const entities: Tree[] = [];
    collect(run.data, path, 0, entities);
    const asked = gather(entities, represent, key);
    if (asked.count === 0) return;
    const variables = write(run.sent);
    const body = `${start}${variables}${variables && ','}"representations":[${asked.text}]}}`;
    const answer = await send(fetch, body, asked.count, run.asking);
    const found = answer.data?._entities;
    if (Array.isArray(found) && found.length === asked.count) {
      for (const [index, number] of asked.numbers.entries())
        keepType(schema, found[number], entities[index]!);
      spread(entities, asked.numbers, found, rewrite, hasLater);
      addErrors(run, answer.errors, fetch, path, asked.numbers);
    } else {
      const errors = answer.errors?.length ? answer.errors : garbled(fetch, asked.count);
      addErrors(run, errors, fetch, path, asked.numbers);
    }
  };
};

/**
 * Which representation each entity got; -1 for those that this subgraph does not know. Where one key tells
 * entities apart, what stands twice is found by that, and not written again to be compared.
 */
const gather = (entities: readonly Tree[], represent: (entity: Tree) => string, key: string | undefined) => {
  const numbers = new Array<number>(entities.length);
  const firsts = new Map<unknown, number>();
  const known = new Map<string, number>();
  let text = '';
  let count = 0;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index]!;
    const identity = key === undefined ? undefined : entity[key];
    const first = firsts.get(identity);
    if (first !== undefined && entities[first]!.__typename === entity.__typename) {
      numbers[index] = numbers[first]!;
      continue;
    }
    const representation = represent(entity);
    const isNew = typeof identity === 'string' && first === undefined;
    if (isNew) firsts.set(identity, index);
    const earlier = isNew ? undefined : known.get(representation);
    if (representation === '') {
      numbers[index] = -1;
    } else if (earlier !== undefined) {
      numbers[index] = earlier;
    } else {
      if (!isNew) known.set(representation, count);
      text += count === 0 ? representation : `,${representation}`;
      numbers[index] = count++;
    }
  }
  return { numbers, text, count };
};

/** Gives every entity what was found for it. One that was asked for once and stands twice is copied. */
const spread = (
  entities: readonly Tree[],
  numbers: readonly number[],
  found: readonly unknown[],
  rewrite: ((value: unknown) => void) | undefined,
  hasLater: boolean,
): void => {
  if (rewrite) {
    for (const [index, number] of numbers.entries()) nameAsAsked(found[number], entities[index]!);
    for (const each of found) rewrite(each);
  }
  const isGiven = hasLater ? new Set<number>() : undefined;
  for (let index = 0; index < entities.length; index += 1) {
    const number = numbers[index]!;
    const each = found[number];
    if (number < 0 || !isTree(each)) continue;
    merge(entities[index]!, isGiven?.has(number) ? copy(each) : each);
    isGiven?.add(number);
  }
};

/** A subgraph that takes an interface for an object says the interface's name, even where the type is known. */
const keepType = (schema: GraphQLSchema, found: unknown, entity: Tree): void => {
  if (!isTree(found) || found.__typename === undefined || found.__typename === entity.__typename) return;
  if (!isObjectType(schema.getType(String(found.__typename)))) found.__typename = entity.__typename;
};

/** A rewrite may look at the type of an entity that did not say it again. */
const nameAsAsked = (found: unknown, entity: Tree): void => {
  if (isTree(found) && found.__typename === undefined) found.__typename = entity.__typename;
};

/** What stands for entities that came in a number that nobody asked for, or not at all. */
const garbled = ({ subgraph }: PlannedFetch, count: number): SubgraphError[] =>
  Array.from({ length: count }, (_, number) => ({
    message: `The ${subgraph} service does not answer at the moment.`,
    path: ['_entities', number],
    extensions: { code: 'UNAVAILABLE' },
  }));

/** One error belongs to every place that shares the entity. */
const addErrors = (
  run: Run,
  errors: readonly SubgraphError[] | undefined,
  fetch: PlannedFetch,
  path: Path,
  numbers: readonly number[],
): void => {
  if (!errors || errors.length === 0) return;
  const known = places(run.data, path);
  for (const error of errors) {
    const number = error.path?.[1];
    if (typeof number !== 'number') {
      run.errors.push(placed(error, error.path && fixed(path), fetch));
      continue;
    }
    for (const [index, each] of numbers.entries()) {
      if (each !== number) continue;
      run.errors.push(placed(error, [...(known[index] ?? fixed(path)), ...error.path!.slice(2)], fetch));
    }
  }
};

/** As much of a path as is known without numbers. */
const fixed = (path: Path): string[] => {
  const list = path.indexOf('@');
  return path.slice(0, list < 0 ? path.length : list);
};

const placed = (
  { message, extensions }: SubgraphError,
  path: readonly (string | number)[] | undefined,
  { subgraph }: PlannedFetch,
): GraphQLError =>
  new GraphQLError(String(message), {
    path,
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions, serviceName: subgraph },
  });
