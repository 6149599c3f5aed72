import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { supergraphFile } from '@ura/local';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** The schema that clients see. */
export const apiSchema = (): GraphQLSchema =>
  Supergraph.build(readFileSync(supergraphFile, 'utf8')).apiSchema().toGraphQLJSSchema();

/**
 * A selection of everything that a type has, and all that is in it: whatever is added to the schema is
 * asked for from then on. Of a thing that is another subgraph’s it is the key.
 */
export const everythingOf = (type: GraphQLObjectType, keys: ReadonlyMap<string, string>): string => {
  const fields = Object.values(type.getFields()).map(field => {
    const of = getNamedType(field.type);
    const asked = `${field.name}${argumentsOf(field)}`;
    if (isLeafType(of)) return asked;
    if (!isObjectType(of))
      throw new Error(`${type.name}.${field.name} is of a kind that this does not know.`);
    const key = keys.get(of.name);
    return `${asked} ${key ? `{ ${key} }` : everythingOf(of, keys)}`;
  });
  return `{ ${fields.join(' ')} }`;
};

/** Those that must be said, as the first thing that their type allows; the others are left as they are. */
const argumentsOf = ({ args }: GraphQLField<unknown, unknown>): string => {
  const needed = args.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
  return needed.length > 0 ? `(${needed.map(({ name, type }) => `${name}: ${anyOf(type)}`).join(', ')})` : '';
};

const anyOf = (type: GraphQLInputType): string => {
  const of = isNonNullType(type) ? type.ofType : type;
  if (isListType(of)) return '[]';
  if (isEnumType(of)) return of.getValues()[0]!.name;
  throw new Error(`Say what to ask for where ${String(type)} is wanted.`);
};

/** The keys of what lies outside a page of this subgraph: what others know too, and another page of the same. */
export const keysOutside = (graph: string, page: string): ReadonlyMap<string, string> => {
  const heads = readFileSync(supergraphFile, 'utf8').matchAll(/^type (\w+)((?:\n {2}@join__type\(.*\))+)/gm);
  const keys = new Map<string, string>();
  for (const [, name, joins] of heads) {
    const key = /key: "(\w+)"/.exec(joins!)?.[1];
    const isOutside =
      name === page || !joins!.includes(`graph: ${graph},`) || /resolvable: false/.test(joins!);
    const isShared = joins!.trim().split('\n').length > 1;
    if (key && (isOutside || isShared)) keys.set(name!, key);
  }
  return keys;
};
