import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  Kind,
  parse,
} from 'graphql';
import type { SubgraphAnswer, SubgraphError } from '../execution/fetch';
import { canonical, happens, hash } from './hash.fixture';
import { broken, type Course, type Thing, type World } from './world.fixture';

export interface Body {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | null;
}

type Representation = Readonly<Record<string, unknown>>;

/** A subgraph in this process: it answers an operation from the world, sometimes wrongly, sometimes late. */
export class FakeSubgraph {
  readonly schema: GraphQLSchema;
  private readonly documents = new Map<string, DocumentNode>();

  constructor(
    readonly name: string,
    readonly sdl: string,
    private readonly world: World,
    /** What a field needs from others, by `Type.field`. */
    private readonly required: ReadonlyMap<string, readonly string[]>,
  ) {
    this.schema = buildSchema(executable(sdl), { assumeValid: true });
  }

  async answer({ query, variables, operationName }: Body, course: Course): Promise<SubgraphAnswer> {
    const document = this.parsed(query);
    const representations = (variables?.representations ?? []) as readonly Representation[];
    const asked = canonical([...new Set(representations.map(canonical))].sort());
    const scope = [course.seed, this.name, rootsOf(document).join(' '), asked] as const;
    for (let turns = hash(...scope, 'late') % 4; turns > 0; turns -= 1) {
      await new Promise<void>(done => setImmediate(done));
    }
    if (happens(course.mood.away, ...scope, 'away'))
      return this.away(document, representations.length, scope);
    const result = await execute({
      schema: this.schema,
      document,
      variableValues: variables,
      operationName,
      contextValue: { course, world: this.world, subgraph: this, schema: this.schema },
      fieldResolver: resolve,
      typeResolver: typeOf,
    });
    if (result.data === undefined)
      course.complaints.add(`${this.name}: ${result.errors?.[0]?.message}: ${query}`);
    return JSON.parse(JSON.stringify(result)) as SubgraphAnswer;
  }

  needs(coordinate: string): readonly string[] {
    return this.required.get(coordinate) ?? [];
  }

  /** Nothing, and one error for each place, or one that names no place. */
  private away(document: DocumentNode, count: number, scope: readonly (string | number)[]): SubgraphAnswer {
    const roots = rootsOf(document);
    if (happens(200, ...scope, 'loose')) return { data: null, errors: [problem('LOOSE')] };
    const places = roots.includes('_entities')
      ? Array.from({ length: count }, (_, at) => ['_entities', at])
      : roots.map(root => [root]);
    return { data: null, errors: places.map(path => problem('AWAY', path)) };
  }

  private parsed(query: string): DocumentNode {
    const known = this.documents.get(query) ?? parse(query, { noLocation: true });
    this.documents.set(query, known);
    return known;
  }
}

const problem = (code: string, path?: (string | number)[]): SubgraphError => ({
  message: 'It is away.',
  ...(path && { path }),
  extensions: { code },
});

const rootsOf = (document: DocumentNode): string[] => {
  const operation = document.definitions.find(it => it.kind === Kind.OPERATION_DEFINITION);
  const roots = operation?.selectionSet.selections.flatMap(it =>
    it.kind === Kind.FIELD ? [(it.alias ?? it.name).value] : [],
  );
  return [...new Set(roots)].sort();
};

interface Context {
  readonly course: Course;
  readonly world: World;
  readonly subgraph: FakeSubgraph;
  readonly schema: GraphQLSchema;
}

const typeOf: GraphQLTypeResolver<Thing, Context> = ({ type }) => type;

const resolve: GraphQLFieldResolver<Thing | undefined, Context, Record<string, unknown>> = (
  source,
  args,
  context,
  info,
) => {
  const { course, world, subgraph, schema } = context;
  const { fieldName, parentType } = info;
  if (fieldName === '_entities') return entities(args.representations as Representation[], context);
  const isRoot = source === undefined;
  const thing = source ?? { type: parentType.name, space: parentType.name, n: 0 };
  const key = isRoot ? undefined : world.keyOf(thing, fieldName);
  if (key !== undefined) return key;
  const needed = subgraph.needs(`${thing.type}.${fieldName}`).map(name => {
    const value = thing.given?.[name];
    if (value === undefined)
      course.complaints.add(`${subgraph.name}: no ${name} for ${thing.type}.${fieldName}`);
    return value;
  });
  if (parentType === schema.getMutationType()) course.mutations += 1;
  const count = parentType === schema.getMutationType() ? course.mutations : 0;
  const salt = hash(course.seed, thing.space, thing.n, fieldName, canonical(args), canonical(needed), count);
  return world.value(info.returnType, salt, schema, course.mood);
};

const entities = (representations: readonly Representation[], { course, world, subgraph, schema }: Context) =>
  representations.map(given => {
    const thing = world.found(given, schema);
    if (!thing) {
      course.complaints.add(`${subgraph.name}: a representation that tells nothing: ${canonical(given)}`);
      return null;
    }
    const scope = [course.seed, subgraph.name, thing.space, thing.n] as const;
    if (!happens(course.mood.missing, ...scope, 'missing')) return thing;
    return happens(500, ...scope, 'refused') ? broken('REFUSED') : null;
  });

/** The published schema without its directives, with the door for entities. */
const executable = (sdl: string): string => {
  const plain = sdl
    .replace(/^extend schema .*$/m, '')
    .replace(/ @(key|requires|provides|override|link)\([^)]*\)/g, '')
    .replace(/ @(external|shareable|inaccessible|interfaceObject)/g, '');
  const keyed = [...sdl.matchAll(/^type (\w+)[^{]* @key/gm)].map(([, name]) => name);
  const query = /^type Query \{/m.test(plain) ? 'extend type Query' : 'type Query';
  return keyed.length === 0
    ? plain
    : `${plain}\nscalar _Any\nunion _Entity = ${keyed.join(' | ')}
${query} { _entities(representations: [_Any!]!): [_Entity]! }`;
};
