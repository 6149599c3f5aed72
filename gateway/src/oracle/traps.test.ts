import { engineOf } from '../execution/pair.fixture';

/** Where executors of plans have gone wrong before. */

const owner = (id: string) => ({ __typename: 'Owner', id });
const OWNED = {
  one: `type Query { first: House second: House }
    type House { owner: Owner } type Owner @key(fields: "id") { id: ID }`,
  two: 'type Owner @key(fields: "id") { id: ID home: Home } type Home @shareable { town: String }',
  three: `type Owner @key(fields: "id") { id: ID home: Home @external rent: Int @requires(fields: "home { town }") }
    type Home @shareable { town: String }`,
};

test('an entity that was asked for once is no more one than its places are', async () => {
  const { ask } = engineOf(
    {
      one: 'type Query { all: [Owner] } type Owner @key(fields: "id") { id: ID kin: [Owner] }',
      two: 'type Owner @key(fields: "id") { id: ID home: Home } type Home @key(fields: "id") { id: ID }',
      three: 'type Home @key(fields: "id") { id: ID town: String }',
    },
    {
      one: { data: { all: [{ ...owner('1'), kin: [owner('1')] }, owner('1')] } },
      two: ({ variables }) => ({
        data: {
          _entities: variables.representations!.map(() => ({ home: { __typename: 'Home', id: 'h' } })),
        },
      }),
      three: ({ variables }) => ({
        data: { _entities: variables.representations!.map(() => ({ town: 'V' })) },
      }),
    },
  );
  expect((await ask('{ all { home { town } kin { home { id } } } }')).data).toEqual({
    all: [
      { home: { town: 'V' }, kin: [{ home: { id: 'h' } }] },
      { home: { town: 'V' }, kin: null },
    ],
  });
});

test('what a field requires is asked for first, and with null where it is null', async () => {
  const { ask, sent } = engineOf(OWNED, {
    one: { data: { first: { owner: owner('1') } } },
    two: { data: { _entities: [{ home: null }] } },
    three: { data: { _entities: [{ rent: 7 }] } },
  });
  expect((await ask('{ first { owner { rent } } }')).data).toEqual({ first: { owner: { rent: 7 } } });
  expect(sent[2]!.variables.representations).toEqual([{ __typename: 'Owner', home: null, id: '1' }]);
});

test('an entity without what is required is not asked about, and the first error is the only one', async () => {
  const { ask, sent } = engineOf(OWNED, {
    one: { data: { first: { owner: owner('1') } } },
    two: { data: { _entities: [null] }, errors: [{ message: 'No.', path: ['_entities', 0] }] },
  });
  expect(await ask('{ first { owner { rent } } }')).toMatchObject({
    data: { first: { owner: { rent: null } } },
    errors: [{ path: ['first', 'owner'] }],
  });
  expect(sent.map(({ fetch }) => fetch.subgraph)).toEqual(['one', 'two']);
});

test('a name that two types use differently reaches the subgraph as two, and the caller as one', async () => {
  const { ask, sent } = engineOf(
    {
      one: `type Query { any: [Any] } union Any = A | B
        type A @key(fields: "id") { id: ID } type B { word: String }`,
      two: 'type A @key(fields: "id") { id: ID name: String }',
    },
    {
      one: {
        data: {
          any: [
            { __typename: 'A', id__alias_0: '1' },
            { __typename: 'B', id: 'b' },
          ],
        },
      },
      two: { data: { _entities: [{ name: 'a' }] } },
    },
  );
  expect((await ask('{ any { ... on B { id: word } ... on A { name } } }')).data).toEqual({
    any: [{ name: 'a' }, { id: 'b' }],
  });
  expect(sent[1]!.variables.representations).toEqual([{ __typename: 'A', id: '1' }]);
});

const FACES = {
  one: `type Query { faces: [Face] } interface Face @key(fields: "id") { id: ID name: String }
    type A implements Face @key(fields: "id") { id: ID name: String }
    type B implements Face @key(fields: "id") { id: ID name: String }`,
  two: `type Query { seen: [Face] }
    type Face @key(fields: "id") @federation__interfaceObject { id: ID stars: Int }`,
};

test('a thing that one subgraph knows only by its interface gets its type from another', async () => {
  const { ask, sent } = engineOf(FACES, {
    two: { data: { seen: [1, 2].map(id => ({ __typename: 'Face', id: `${id}`, stars: id })) } },
    one: { data: { _entities: [{ __typename: 'A' }, { __typename: 'B', name: 'b' }] } },
  });
  expect((await ask('{ seen { __typename stars ... on B { name } } }')).data).toEqual({
    seen: [
      { __typename: 'A', stars: 1 },
      { __typename: 'B', stars: 2, name: 'b' },
    ],
  });
  expect(sent[1]!.variables.representations).toEqual([
    { __typename: 'Face', id: '1' },
    { __typename: 'Face', id: '2' },
  ]);
});

test('a thing goes by its interface to the subgraph that knows no more', async () => {
  const { ask, sent } = engineOf(FACES, {
    one: { data: { faces: [{ __typename: 'A', id: '1' }] } },
    two: { data: { _entities: [{ stars: 5 }] } },
  });
  expect((await ask('{ faces { __typename stars } }')).data).toEqual({
    faces: [{ __typename: 'A', stars: 5 }],
  });
  expect(sent[1]!.variables.representations).toEqual([{ __typename: 'Face', id: '1' }]);
});

test('mutations run one after the other, also in two subgraphs', async () => {
  const order: string[] = [];
  const slow = (name: string) => () => {
    order.push(name);
    return { data: { [name]: order.length } };
  };
  const { ask } = engineOf(
    {
      one: 'type Query { a: Int } type Mutation { first: Int third: Int }',
      two: 'type Mutation { second: Int }',
    },
    {
      one: ({ fetch }) => slow(fetch.roots[0]!)(),
      two: slow('second'),
    },
  );
  expect((await ask('mutation { first second third }')).text).toBe('{"first":1,"second":2,"third":3}');
});
