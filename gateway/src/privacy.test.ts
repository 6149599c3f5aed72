import { buildSchema, parse, print } from 'graphql';
import { refusedRoots, unveil, veil } from './privacy';

const schema = buildSchema(`
  interface Place { id: ID! }
  type Town implements Place { id: ID! name: String secret: String towns: [Town] }
  type Query { town: Town open: String hidden: Town place: Place }
  type Mutation { move: Town }
`);
const classes = new Map(
  Object.entries({
    'Query.town': 'PUBLIC',
    'Query.open': 'PUBLIC',
    'Query.place': 'PUBLIC',
    'Query.hidden': 'PARTNER',
    'Mutation.move': 'OWNER',
    'Town.id': 'PUBLIC',
    'Town.name': 'PUBLIC',
    'Town.secret': 'IDENTITY',
    'Town.towns': 'PUBLIC',
    'Place.id': 'PUBLIC',
  } as const),
);
const veiled = (query: string) => veil(parse(query), schema, classes);

test('what is public is asked as it is', () => {
  const document = parse(
    '{ town { id name towns { name } } place { id ... on Town { name } } __schema { types { name } } }',
  );
  expect(veil(document, schema, classes)).toEqual(document);
});

test.each([
  ['a field', '{ town { secret } }'],
  ['an aliased field', '{ town { id: secret } }'],
  ['a field in a fragment', 'query { town { ...F } } fragment F on Town { secret }'],
  ['a field in an inline fragment on an interface', '{ place { ... on Town { secret } } }'],
  ['a field deep in lists', '{ town { towns { towns { secret } } } }'],
  ['a field behind a directive', 'query ($a: Boolean!) { town { secret @include(if: $a) } }'],
  ['a root field', '{ hidden { id } }'],
  ['a mutation', 'mutation { move { id } }'],
])('%s beyond public is not asked for', (_claim, query) => {
  const document = veiled(query);
  expect(print(document)).not.toMatch(/secret(?!__)\b(?<!__secret)|\bhidden \{|move \{/);
  expect(print(document)).toContain('__typename');
});

test('a field that nobody classified is not asked for', () => {
  const bare = new Map([...classes].filter(([name]) => name !== 'Town.name'));
  expect(print(veil(parse('{ town { name } }'), schema, bare))).toContain('ura__hidden__name: __typename');
});

test('refused root fields are named as the caller calls them', () => {
  const data = { open: 'x', ura__hidden__a: 'Query', town: { ura__hidden__secret: 'Town' } };
  expect(refusedRoots(data)).toEqual(['a']);
  expect(refusedRoots(null)).toEqual([]);
});

test('null stands where nothing was asked, in the order of the question', () => {
  const data = {
    town: { id: '1', ura__hidden__secret: 'Town', towns: [{ ura__hidden__secret: 'Town' }, null] },
  };
  expect(JSON.stringify(unveil(data))).toBe(
    '{"town":{"id":"1","secret":null,"towns":[{"secret":null},null]}}',
  );
});
