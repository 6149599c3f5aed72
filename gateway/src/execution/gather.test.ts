import { engineOf } from './pair.fixture';

const LETTERS = {
  letters: `
    type Query { letters: [Letter] }
    type Letter { from: Sender }
    union Sender = Person | Office
    type Person @key(fields: "id", resolvable: false) { id: ID! }
    type Office @key(fields: "id", resolvable: false) { id: ID! }
  `,
  names: `
    type Query { nobody: String }
    type Person @key(fields: "id") { id: ID! name: String }
    type Office @key(fields: "id") { id: ID! name: String }
  `,
};

test('entities of two types that have one id are each asked for, once', async () => {
  const { ask, sent } = engineOf(LETTERS, {
    letters: {
      data: {
        letters: ['Person', 'Office', 'Office', 'Person', 'Office'].map(__typename => ({
          from: { __typename, id: '1' },
        })),
      },
    },
    names: ({ variables }) => ({
      data: { _entities: variables.representations!.map(({ __typename }) => ({ name: `a ${__typename}` })) },
    }),
  });
  const { data, errors } = await ask(
    '{ letters { from { ... on Person { name } ... on Office { name } } } }',
  );
  expect(errors).toEqual([]);
  expect(data.letters.map(({ from }: { from: { name: string } }) => from.name)).toEqual([
    'a Person',
    'a Office',
    'a Office',
    'a Person',
    'a Office',
  ]);
  expect(sent[1]!.variables.representations).toEqual([
    { __typename: 'Person', id: '1' },
    { __typename: 'Office', id: '1' },
  ]);
});
