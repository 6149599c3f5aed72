import 'reflect-metadata';
import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { LocalizedTextResolver } from '@ura/vocabulary';
import { type GraphQLSchema, lexicographicSortSchema, parse } from 'graphql';
import { buildSchema, createResolversMap, type PubSub } from 'type-graphql';
import { sizeConnections } from './connections';
import { SCHEMA_HEAD, spreadPrivacy } from './directives';
import { authChecker, holdToClasses } from './guard';
import type { Context, Subgraph } from './manifest';
import { validateArguments } from './validation';

/**
 * Turns decorated classes into a federated schema. type-graphql's own helper for this drops every
 * directive, so the schema is printed with them and built again around its resolvers.
 */
export const buildFederatedSchema = async <Services>(
  subgraph: Subgraph<Services>,
): Promise<{ schema: GraphQLSchema; sdl: string }> => {
  const plain = await buildSchema({
    resolvers: [LocalizedTextResolver, ...subgraph.resolvers],
    orphanedTypes: [...(subgraph.orphanedTypes ?? [])],
    authChecker: authChecker as never,
    authMode: 'null',
    validateFn: validateArguments,
    pubSub: noPubSub,
    skipCheck: true,
  });
  const resolvers = createResolversMap(plain) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(subgraph.references ?? {})) {
    if (!plain.getType(type))
      throw new Error(`Nothing of ${subgraph.name} reaches ${type}, which it resolves.`);
    resolvers[type] = {
      ...resolvers[type],
      __resolveReference: (reference: Record<string, string>, context: Context<Services>) =>
        resolve(context.services, reference),
    };
  }
  const printed = printSchemaWithDirectives(lexicographicSortSchema(plain));
  const written = parse(SCHEMA_HEAD + withoutSchemaDefinition(printed));
  const typeDefs = sizeConnections(spreadPrivacy(written));
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  const sdl = printSubgraphSchema(schema);
  holdToClasses(schema);
  return { schema, sdl: `${sdl.trim()}\n` };
};

/** type-graphql asks for one as soon as there is a subscription. Ours follow the database's own announcements. */
const noPubSub: PubSub = {
  publish: () => undefined,
  subscribe: topic => {
    throw new Error(`The subscription to ${topic} does not say what it follows.`);
  },
};

/** The printed `schema { … }` block would clash with the federation's `extend schema`. */
const withoutSchemaDefinition = (sdl: string) => sdl.replace(/^schema\s*\{[^}]*\}\s*/m, '');
