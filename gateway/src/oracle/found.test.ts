import { engineOf } from '../execution/pair.fixture';

/** What the oracle found, each as small as it could be made, and what Apollo's executor gets wrong. */

const ODD = 'scalar Odd enum Mood { CALM SECRET @inaccessible }';

test('what does not fit the schema is told also where names leave the plan to Apollo', async () => {
  const { ask, planned } = engineOf(
    { one: `${ODD} type Query { mood: Mood }` },
    { one: { data: { constructor: 'SECRET' } } },
  );
  expect(await ask('{ constructor: mood }')).toMatchObject({
    data: { constructor: null },
    errors: [{ path: ['constructor'] }],
  });
  expect(planned).toEqual([false]);
});

test('a value that callers may not know of is null, and no trace of it is left', async () => {
  const { ask } = engineOf(
    { one: `${ODD} type Query { moods: [Mood!] mood: Mood! calm: Mood }` },
    { one: { data: { moods: ['CALM', 'SECRET'], mood: 'CALM', calm: 'CALM' } } },
  );
  const answer = await ask('{ moods mood calm }');
  expect(answer.data).toEqual({ moods: null, mood: 'CALM', calm: 'CALM' });
  expect(answer.errors).toEqual([{ path: ['moods', 1], code: 'INVALID_ANSWER' }]);
  expect(JSON.stringify(answer)).not.toContain('SECRET');
});

test('a name stands where it is first mentioned and not left out', async () => {
  const { ask } = engineOf(
    { one: 'type Query { thing: Thing } type Thing { a: Int b: Int kin: Thing }' },
    { one: { data: { thing: { a: 1, b: 2, kin: { a: 3, b: 4 } } } } },
  );
  const query = `query ($first: Boolean!) {
    thing { a @include(if: $first) ...Kin @include(if: $first) b kin { b a } a }
  } fragment Kin on Thing { kin { a } }`;
  expect((await ask(query, { first: true })).text).toBe('{"thing":{"a":1,"kin":{"a":3,"b":4},"b":2}}');
  expect((await ask(query, { first: false })).text).toBe('{"thing":{"b":2,"kin":{"b":4,"a":3},"a":1}}');
});

test('fragments on one type do not pull the fields between them out of their order', async () => {
  const { ask } = engineOf(
    {
      one: 'type Query { any: Any } interface Any { a: Int } type A implements Any { a: Int b: Int c: Int }',
    },
    { one: { data: { any: { __typename: 'A', a: 1, b: 2, c: 3 } } } },
  );
  expect((await ask('{ any { ... on A { b } a ... on A { c } } }')).text).toBe('{"any":{"b":2,"a":1,"c":3}}');
});

test('a list of lists of objects that a field requires is sent whole', async () => {
  const { ask, sent } = engineOf(
    {
      one: 'type Query { house: House } type House @key(fields: "id") { id: ID rooms: [[Room]] } type Room @shareable { beds: Int }',
      two: `type House @key(fields: "id") { id: ID rooms: [[Room]] @external free: Int @requires(fields: "rooms { beds }") }
        type Room @shareable { beds: Int }`,
    },
    {
      one: { data: { house: { __typename: 'House', id: '1', rooms: [[{ beds: 2 }, null], null, []] } } },
      two: { data: { _entities: [{ free: 1 }] } },
    },
  );
  expect((await ask('{ house { free } }')).data).toEqual({ house: { free: 1 } });
  expect(sent[1]!.variables.representations).toEqual([
    { __typename: 'House', id: '1', rooms: [[{ beds: 2 }, null], null, []] },
  ]);
});

const KINDS = {
  one: `type Query { all: [[Any]] } union Any = A | B
    type A @key(fields: "id") { id: ID } type B @key(fields: "id") { id: ID }`,
  two: 'type A @key(fields: "id") { id: ID name: String }',
};
const a = (id: string) => ({ __typename: 'A', id });
const b = (id: string) => ({ __typename: 'B', id });

test('an error is counted among the entities that were asked for, not among all that lie there', async () => {
  const { ask } = engineOf(KINDS, {
    one: { data: { all: [[b('1'), null, a('2')], null, [b('3'), a('4'), a('2')]] } },
    two: {
      data: { _entities: [{ name: 'x' }, null] },
      errors: [
        { message: 'No.', path: ['_entities', 0, 'name'], extensions: { code: 'FORBIDDEN' } },
        { message: 'No.', path: ['_entities', 1], extensions: { code: 'NOT_FOUND' } },
      ],
    },
  });
  expect((await ask('{ all { ... on A { name } } }')).errors).toEqual([
    { path: ['all', 0, 2, 'name'], code: 'FORBIDDEN' },
    { path: ['all', 2, 2, 'name'], code: 'FORBIDDEN' },
    { path: ['all', 2, 1], code: 'NOT_FOUND' },
  ]);
});

test('null rises by the type that a thing has, not by the interface that it was asked through', async () => {
  const { ask } = engineOf(
    {
      one: 'type Query { any: Any } interface Any { id: ID } type A implements Any @key(fields: "id") { id: ID }',
      two: 'interface Any { name: String } type A implements Any @key(fields: "id") { id: ID name: String! }',
    },
    { one: { data: { any: a('1') } }, two: { data: { _entities: [null] } } },
  );
  expect(await ask('{ any { id name } }')).toMatchObject({
    data: { any: null },
    errors: [{ path: ['any', 'name'] }],
  });
});

test('a type that is known stays, although a later subgraph knows only the interface', async () => {
  const { ask } = engineOf(
    {
      one: `type Query { a: A face: Face } interface Face @key(fields: "id") { id: ID name: String }
        type A implements Face @key(fields: "id") { id: ID name: String }`,
      two: 'type Face @key(fields: "id") @federation__interfaceObject { id: ID stars: Int }',
    },
    {
      one: { data: { a: a('1'), face: a('2') } },
      two: { data: { _entities: [{ __typename: 'Face', stars: 5 }] } },
    },
  );
  expect(await ask('{ a { __typename stars } face { ... on A { stars } __typename } }')).toMatchObject({
    data: { a: { __typename: 'A', stars: 5 }, face: { stars: 5, __typename: 'A' } },
    errors: [],
  });
});

test('a fragment on a type counts also within one on its interface, where the type was never in doubt', async () => {
  const { ask } = engineOf(
    { one: 'type Query { a: A } interface Any { id: ID } type A implements Any { id: ID name: String }' },
    { one: { data: { a: { id: '1', name: 'a' } } } },
  );
  expect((await ask('{ a { ... on Any { id ... on A @skip(if: false) { name } } } }')).data).toEqual({
    a: { id: '1', name: 'a' },
  });
});
