import { type GraphQLLeafType, isEnumType } from 'graphql';
import { quote } from './json';
import { odd, type Writing } from './writing';

const INTEGER = /^-?(0|[1-9]\d*)$/;

const isInteger = (value: unknown): boolean =>
  typeof value === 'number' && (Number.isSafeInteger(value) || INTEGER.test(String(value)));

const TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: value => typeof value === 'string',
  ID: value => typeof value === 'string' || isInteger(value),
  Int: isInteger,
  Float: value => typeof value === 'number',
  Boolean: value => typeof value === 'boolean',
};

/** Whether a subgraph's value is one of that type. What a custom scalar may be, only its owner knows. */
export const leafTest = (type: GraphQLLeafType): ((value: unknown) => boolean) => {
  if (!isEnumType(type)) return TESTS[type.name] ?? (() => true);
  const names = new Set<unknown>(type.getValues().map(({ name }) => name));
  return value => names.has(value);
};

/** Writes leaves as JSON, as they came; null for what is not of the type. */
export const leafWriter = (type: GraphQLLeafType) => {
  const fits = leafTest(type);
  return (value: unknown, writing: Writing): string => {
    if (value === null || value === undefined) return 'null';
    if (!fits(value)) return odd(writing);
    return typeof value === 'string' ? quote(value) : JSON.stringify(value);
  };
};
