import type { GraphQLSchema } from 'graphql';
import {
  GraphQLError,
  type GraphQLOutputType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Draft } from './draft.fixture';
import { happens, hash } from './hash.fixture';

/**
 * The world that all subgraphs of a graph speak of. Two executors are compared fairly only if they hear the
 * same whatever they join, in whatever order and batches. So:
 *
 * - a value, a null and an error of a field depend on the seed, the thing (its type and number, which each
 *   of its keys tells), the field, its arguments, and what the field requires; never on the subgraph, the
 *   path or the moment. Where subgraphs share a field or provide another's they agree, in failure too;
 * - a thing that a subgraph does not find, and an answer that fails as a whole, depend on the seed, the
 *   subgraph and which things were asked for, each counted once;
 * - only a mutation changes the world: its answer depends on how many went before;
 * - keys are never null and never fail.
 */
export interface Thing {
  readonly type: string;
  /** Whose numbers these are: the type's, or those of the interface with a key that it belongs to. */
  readonly space: string;
  readonly n: number;
  /** What the gateway sent about it. */
  readonly given?: Readonly<Record<string, unknown>>;
}

/** How often, in a thousand, something goes wrong. */
export interface Mood {
  readonly error: number;
  readonly null: number;
  readonly away: number;
  readonly missing: number;
}

export const MOODS: readonly Mood[] = [
  { error: 0, null: 0, away: 0, missing: 0 },
  { error: 0, null: 120, away: 0, missing: 60 },
  { error: 60, null: 60, away: 0, missing: 30 },
  { error: 15, null: 30, away: 150, missing: 30 },
  { error: 15, null: 15, away: 0, missing: 0 },
];

/** One run of one operation: its seed, its mood, and the mutations so far. */
export interface Course {
  readonly seed: number;
  readonly mood: Mood;
  mutations: number;
  /** What a gateway should not do, and did. Apollo does too, where a skipped field leaves a key incomplete. */
  readonly complaints: Set<string>;
}

export const courseOf = (seed: number): Course => ({
  seed,
  mood: MOODS[seed % MOODS.length]!,
  mutations: 0,
  complaints: new Set(),
});

export const broken = (code = 'BROKEN', message = 'It broke.'): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

const BLOBS: readonly unknown[] = [
  1,
  'b',
  false,
  { a: [1, null], __typename: 'T0' },
  [1, [2]],
  [],
  { id: 'T0:1' },
];
const STRINGS: readonly string[] = ['', 'plain', 'T0:1', '"quoted"\\', 'ünï\n\u2028', 'null'];
/** So few that the same thing often stands in several places. */
const THINGS = 5;

export class World {
  private readonly spaces: ReadonlyMap<string, { readonly space: string; readonly index: number }>;
  private readonly shared: ReadonlyMap<string, readonly string[]>;

  constructor(draft: Draft) {
    this.shared = new Map(draft.interfaces.map(it => [it.name, it.members.map(({ name }) => name)]));
    this.spaces = new Map(
      draft.objects.map(({ name, keyed }) => [
        name,
        { space: keyed?.name ?? name, index: keyed ? this.shared.get(keyed.name)!.indexOf(name) : 0 },
      ]),
    );
  }

  /** The thing with this number, as this type. */
  thing(type: string, number: number): Thing {
    const { space, index } = this.spaces.get(type) ?? { space: type, index: 0 };
    if (space === type) return { type, space, n: number % THINGS };
    const members = this.shared.get(space)!.length;
    return { type, space, n: (number % Math.ceil(THINGS / members)) * members + index };
  }

  /** What the keys of a representation tell of the thing; undefined where they tell none. */
  found(given: Readonly<Record<string, unknown>>, schema: GraphQLSchema): Thing | undefined {
    const named = given.__typename;
    if (typeof named !== 'string' || !schema.getType(named)) return undefined;
    const space = this.spaces.get(named)?.space ?? named;
    const n = numberOf(given, space);
    if (n === undefined) return undefined;
    const type = isObjectType(schema.getType(named))
      ? named
      : this.shared.get(named)?.[n % this.shared.get(named)!.length];
    return type === undefined ? undefined : { type, space, n, given };
  }

  /** Part of a key, as it is for this thing; undefined for any other field. */
  keyOf({ type, space, n }: Thing, field: string): unknown {
    switch (field) {
      case 'id':
        return `${space}:${n}`;
      case 'code':
        return `${space}-${n >> 1}`;
      case 'zone':
        return n % 2;
      case 'spot':
        return { type: 'Spot', space: 'Spot', n };
      case 'no':
        return n >> 1;
      case 'deep':
        return { type: 'Depth', space: 'Depth', n };
      case 'letter':
        return 'ab'[n % 2];
      default:
        return type === '' ? null : undefined;
    }
  }

  /** Some value of the type, or an error as a value where an error may stand. */
  value(type: GraphQLOutputType, salt: number, schema: GraphQLSchema, mood: Mood): unknown {
    if (happens(mood.error, salt, 'error')) return broken();
    if (isNonNullType(type)) return this.present(type.ofType, salt, schema, mood);
    return happens(mood.null, salt, 'null') ? null : this.present(type, salt, schema, mood);
  }

  private present(type: GraphQLOutputType, salt: number, schema: GraphQLSchema, mood: Mood): unknown {
    if (isListType(type)) {
      const length = hash(salt, 'length') % 4;
      return Array.from({ length }, (_, at) => this.value(type.ofType, hash(salt, at), schema, mood));
    }
    if (isAbstractType(type)) {
      const possible = schema.getPossibleTypes(type);
      return this.thing(possible[hash(salt, 'type') % possible.length]!.name, hash(salt, 'thing'));
    }
    if (isObjectType(type)) return this.thing(type.name, hash(salt, 'thing'));
    if (isEnumType(type)) return type.getValues()[hash(salt) % type.getValues().length]!.value;
    return leaf(String(type), hash(salt));
  }
}

const leaf = (type: string, number: number): unknown => {
  switch (type) {
    case 'Int':
      return number % 7;
    case 'Float':
      return (number % 9) / 8;
    case 'Boolean':
      return number % 2 === 0;
    case 'ID':
      return number % 3 === 0 ? number % 7 : `i${number % 7}`;
    case 'Blob':
      return BLOBS[number % BLOBS.length];
    default:
      return STRINGS[number % STRINGS.length];
  }
};

const numberOf = (given: Readonly<Record<string, unknown>>, space: string): number | undefined => {
  const { id, code, zone } = given;
  if (typeof id === 'string')
    return id.startsWith(`${space}:`) ? Number(id.slice(space.length + 1)) : undefined;
  if (typeof code === 'string' && typeof zone === 'number') {
    return code.startsWith(`${space}-`) ? Number(code.slice(space.length + 1)) * 2 + zone : undefined;
  }
  const spot = given.spot as { no?: unknown; deep?: { letter?: unknown } } | undefined;
  if (typeof spot?.no !== 'number' || typeof spot.deep?.letter !== 'string') return undefined;
  return spot.no * 2 + 'ab'.indexOf(spot.deep.letter);
};
