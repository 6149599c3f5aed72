import fc from 'fast-check';

/**
 * What a graph is made from: small numbers, each read modulo what there is to choose from. So every sketch
 * means some graph, and a smaller number always means something plainer.
 */
export interface FieldSketch {
  readonly type: number;
  readonly wrap: number;
  readonly owner: number;
  readonly twist: number;
  readonly args: number;
}

export interface TypeSketch {
  readonly home: number;
  readonly keys: number;
  readonly fields: readonly FieldSketch[];
}

export interface GroupSketch {
  readonly home: number;
  readonly members: number;
  readonly twist: number;
  readonly fields: readonly FieldSketch[];
}

export interface GraphSketch {
  readonly subgraphs: number;
  readonly entities: readonly TypeSketch[];
  readonly values: readonly TypeSketch[];
  readonly interfaces: readonly GroupSketch[];
  readonly unions: readonly GroupSketch[];
  readonly queries: readonly FieldSketch[];
  readonly mutations: readonly FieldSketch[];
}

/** One choice in an operation: which field or fragment, how it is called, and what is asked of it. */
export interface Pick {
  readonly choice: number;
  readonly form: number;
  readonly alias: number;
  readonly flag: number;
  readonly args: number;
  readonly picks: readonly Pick[];
}

export interface OperationSketch {
  readonly isMutation: boolean;
  readonly picks: readonly Pick[];
}

export interface Sketch {
  readonly graph: GraphSketch;
  readonly operations: readonly OperationSketch[];
  readonly seeds: readonly number[];
}

const digit = fc.nat(999);
const field: fc.Arbitrary<FieldSketch> = fc.record({
  type: digit,
  wrap: digit,
  owner: digit,
  twist: digit,
  args: digit,
});
const fields = (minLength: number, maxLength: number) =>
  fc.array(field, { minLength, maxLength, size: 'max' });

const type = (minLength: number, maxLength: number): fc.Arbitrary<TypeSketch> =>
  fc.record({ home: digit, keys: digit, fields: fields(minLength, maxLength) });

const group = (minLength: number, maxLength: number): fc.Arbitrary<GroupSketch> =>
  fc.record({ home: digit, members: digit, twist: digit, fields: fields(minLength, maxLength) });

const graph: fc.Arbitrary<GraphSketch> = fc.record({
  subgraphs: fc.nat(2),
  entities: fc.array(type(1, 6), { minLength: 1, maxLength: 4, size: 'max' }),
  values: fc.array(type(1, 4), { maxLength: 2, size: 'max' }),
  interfaces: fc.array(group(1, 3), { maxLength: 2, size: 'max' }),
  unions: fc.array(group(0, 0), { maxLength: 2, size: 'max' }),
  queries: fields(1, 7),
  mutations: fields(0, 3),
});

const picks = (depth: number): fc.Arbitrary<Pick[]> =>
  fc.array(
    fc.record({
      choice: digit,
      form: digit,
      alias: digit,
      flag: digit,
      args: digit,
      picks: depth > 0 ? picks(depth - 1) : fc.constant([]),
    }),
    { minLength: depth > 2 ? 1 : 0, maxLength: depth > 2 ? 3 : 4, size: 'max' },
  );

const operation: fc.Arbitrary<OperationSketch> = fc.record({
  isMutation: fc.integer({ min: 0, max: 5 }).map(n => n === 5),
  picks: picks(4),
});

/** Some of that many: each may be left out, and is while a failure shrinks. */
const some = <T>(of: fc.Arbitrary<T>, count: number): fc.Arbitrary<T[]> =>
  fc
    .array(fc.option(of, { freq: 30 }), { minLength: count, maxLength: count })
    .map(all => all.filter((it): it is Awaited<T> & T => it !== null));

/** Graphs are dear and answers are cheap: each graph gets several operations, each of them several answers. */
export const sketches = (operations: number, seeds: number): fc.Arbitrary<Sketch> =>
  fc.record({ graph, operations: some(operation, operations), seeds: some(fc.nat(99_999), seeds) });
