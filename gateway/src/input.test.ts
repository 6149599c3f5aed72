import { ApolloServer } from '@apollo/server';
import { refuseBadVariables } from './input';
import { translate } from './refusals';

const server = new ApolloServer({
  typeDefs: `
    enum Sex { FEMALE MALE }
    input Person { sex: Sex! age: Int }
    input Need { people: [Person!]! }
    type Query { find(need: Need!, first: Int = 20): Int }
  `,
  resolvers: { Query: { find: () => 1 } },
  formatError: translate(() => undefined),
  plugins: [refuseBadVariables],
});
afterAll(() => server.stop());

const ask = async (query: string, variables: object = {}) => {
  const { body } = await server.executeOperation({ query, variables: variables as never });
  return body.kind === 'single' ? body.singleResult : undefined;
};

test.each([
  [
    'need.people.1.sex',
    'query ($n: Need!) { find(need: $n) }',
    { n: { people: [{ sex: 'MALE' }, { sex: '077 SECRET' }] } },
  ],
  ['need.people', 'query ($p: [Person!]!) { find(need: { people: $p }) }', {}],
  ['need', 'query ($n: Need!) { find(need: $n) }', { n: null }],
  [
    'need.people.0.age',
    'query ($n: Need!) { find(need: $n) }',
    { n: { people: [{ sex: 'MALE', age: 1.5 }] } },
  ],
  ['need', 'query ($n: Need!) { find(need: $n) }', { n: { people: [], surname: 'SECRET' } }],
  ['first', 'query ($f: Int) { find(need: { people: [] }, first: $f) }', { f: 'SECRET' }],
  ['need.people.sex', '{ find(need: { people: [{ sex: "SECRET" }] }) }', {}],
  ['need.people', '{ find(need: { people: 7 }) }', {}],
  ['need.people.sex', '{ ...F } fragment F on Query { find(need: { people: [{ sex: SECRET }] }) }', {}],
  ['n.people.sex', 'query ($n: Need! = { people: [{ sex: SECRET }] }) { find(need: $n) }', {}],
  ['need', 'query ($n: Need!) { ...F } fragment F on Query { find(need: $n) }', { n: 7 }],
])('a bad value at %s is INVALID with the field and without the value', async (field, query, variables) => {
  const answer = await ask(query, variables);
  expect(answer?.errors).toMatchObject([
    { extensions: { code: 'INVALID', field: expect.stringContaining(field) } },
  ]);
  expect(JSON.stringify(answer)).not.toContain('SECRET');
});

test('good variables and defaults go through', async () => {
  expect(
    await ask('query ($n: Need!, $f: Int = 3) { find(need: $n, first: $f) }', {
      n: { people: [{ sex: 'MALE' }] },
    }),
  ).toEqual({
    data: { find: 1 },
  });
});

test('a variable that was not sent is not looked for where every object has such a name', async () => {
  expect(await ask('query ($constructor: Int) { find(need: { people: [] }, first: $constructor) }')).toEqual({
    data: { find: 1 },
  });
});

test('a question that is no question keeps its own code', async () => {
  expect((await ask('{ nothing }'))?.errors).toMatchObject([
    { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  ]);
  const unparsable = await ask('{ find(need: "SECRET" "0691234567") }');
  expect(unparsable?.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
  expect(JSON.stringify(unparsable)).not.toMatch(/SECRET|0691234567/);
});
