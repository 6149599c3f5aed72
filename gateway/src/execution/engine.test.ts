import { parse } from 'graphql';
import { asking, engineOf } from './pair.fixture';

const HOUSES = {
  shelters: `
    type Query { houses: [House] house(id: ID): House first: House! }
    type House @key(fields: "id") { id: ID! beds: Int! owner: Owner kin: [[House]] }
    type Owner @key(fields: "id", resolvable: false) { id: ID! }
  `,
  partners: `
    type Query { owners: [Owner] }
    type Owner @key(fields: "id") { id: ID! name: String! town: Town }
    type Town { name: String notes: [String!] }
  `,
};
const owned = (id: string, ownerId: string) => ({
  __typename: 'House',
  id,
  owner: { __typename: 'Owner', id: ownerId },
});
const OWNERS = '{ houses { id owner { name town { name } } } }';

test('an entity that stands in several places is asked for once and answered in each', async () => {
  const { ask, sent } = engineOf(HOUSES, {
    shelters: { data: { houses: [owned('1', 'a'), owned('2', 'b'), null, owned('3', 'a')] } },
    partners: ({ variables }) => ({
      data: { _entities: variables.representations!.map(({ id }) => ({ name: `${id}!`, town: null })) },
    }),
  });
  const { data, errors } = await ask(OWNERS);
  expect(errors).toEqual([]);
  expect(data.houses.map((house: { owner?: { name: string } } | null) => house?.owner?.name)).toEqual([
    'a!',
    'b!',
    undefined,
    'a!',
  ]);
  expect(sent[1]!.variables.representations).toEqual([
    { __typename: 'Owner', id: 'a' },
    { __typename: 'Owner', id: 'b' },
  ]);
});

test("an entity's error belongs to every place that shares it, and nulls no more than that", async () => {
  const { ask } = engineOf(HOUSES, {
    shelters: { data: { houses: [owned('1', 'a'), owned('2', 'b'), owned('3', 'a')] } },
    partners: {
      data: { _entities: [null, { name: 'b!', town: { name: 'Vlorë' } }] },
      errors: [{ message: 'No.', path: ['_entities', 0, 'name'], extensions: { code: 'FORBIDDEN' } }],
    },
  });
  const { data, errors } = await ask(OWNERS);
  expect(data).toEqual({
    houses: [
      { id: '1', owner: null },
      { id: '2', owner: { name: 'b!', town: { name: 'Vlorë' } } },
      { id: '3', owner: null },
    ],
  });
  expect(errors).toEqual([
    { path: ['houses', 0, 'owner', 'name'], code: 'FORBIDDEN' },
    { path: ['houses', 2, 'owner', 'name'], code: 'FORBIDDEN' },
  ]);
});

test.each([
  ['too few', { data: { _entities: [] } }],
  ['no list', { data: { _entities: 'x' } }],
  ['nothing', { data: null }],
])('%s in place of entities is an error at each of them', async (_claim, partners) => {
  const { ask } = engineOf(HOUSES, {
    shelters: { data: { houses: [owned('1', 'a'), owned('2', 'b')] } },
    partners,
  });
  expect(await ask(OWNERS)).toMatchObject({
    data: {
      houses: [
        { id: '1', owner: null },
        { id: '2', owner: null },
      ],
    },
    errors: [
      { path: ['houses', 0, 'owner'], code: 'UNAVAILABLE' },
      { path: ['houses', 1, 'owner'], code: 'UNAVAILABLE' },
    ],
  });
});

test.each([
  ['null where none may be', { first: { id: '1', beds: null } }, { data: null, path: ['first', 'beds'] }],
  ['words for a number', { first: { id: '1', beds: 'many' } }, { data: null, path: ['first', 'beds'] }],
  ['a list for an object', { first: [] }, { data: null, path: ['first'] }],
])('%s is said at its place, and null rises as far as it must', async (_claim, data, expected) => {
  const { ask } = engineOf(HOUSES, { shelters: { data } });
  expect(await ask('{ first { id beds } }')).toMatchObject({
    data: expected.data,
    errors: [{ path: expected.path, code: 'INVALID_ANSWER' }],
  });
});

test('what cannot be read of a mutation may have been done', async () => {
  const shelters = `${HOUSES.shelters} type Mutation { hold: House }`;
  const { ask } = engineOf({ ...HOUSES, shelters }, { shelters: { data: { hold: 3 } } });
  expect(await ask('mutation { hold { id } }')).toMatchObject({
    data: { hold: null },
    errors: [{ path: ['hold'], code: 'UNCERTAIN' }],
  });
});

test('a type that the schema does not know is nulled, and its name is not told', async () => {
  const { ask } = engineOf(
    { one: 'type Query { any: [Any] } interface Any { id: ID } type A implements Any { id: ID }' },
    {
      one: {
        data: {
          any: [
            { __typename: 'Secret', id: '1' },
            { __typename: 'A', id: '2' },
          ],
        },
      },
    },
  );
  const answer = await ask('{ any { __typename id } }');
  expect(answer.data).toEqual({ any: [null, { __typename: 'A', id: '2' }] });
  expect(answer.errors).toEqual([{ path: ['any', 0], code: 'INVALID_ANSWER' }]);
});

test('the answer has the order of the question, whatever the order of the fetches', async () => {
  const { ask } = engineOf(HOUSES, {
    shelters: { data: { houses: [owned('1', 'a')] } },
    partners: ({ fetch }) =>
      fetch.roots[0] === 'owners'
        ? { data: { owners: [{ name: 'z', id: 'z' }] } }
        : { data: { _entities: [{ town: { name: 't' }, name: 'n' }] } },
  });
  const { text } = await ask('{ owners { id name } __typename houses { owner { name id } id } }');
  expect(text).toBe(
    '{"owners":[{"id":"z","name":"z"}],"__typename":"Query","houses":[{"owner":{"name":"n","id":"a"},"id":"1"}]}',
  );
});

test('what a variable leaves out is neither fetched nor answered', async () => {
  const { ask, sent } = engineOf(HOUSES, {
    shelters: { data: { houses: [owned('1', 'a')] } },
    partners: { data: { _entities: [{ name: 'n' }] } },
  });
  const query = 'query ($with: Boolean = false) { houses { id owner @include(if: $with) { name } } }';
  expect((await ask(query)).data).toEqual({ houses: [{ id: '1' }] });
  expect(sent.map(({ fetch }) => fetch.subgraph)).toEqual(['shelters']);
  expect((await ask(query, { with: true })).data).toEqual({ houses: [{ id: '1', owner: { name: 'n' } }] });
});

test('fragments that double forty times over are written out once', async () => {
  const { ask } = engineOf(HOUSES, { shelters: { data: { first: { id: '1', beds: 2 } } } });
  const doubling = Array.from(
    { length: 40 },
    (_, at) => `fragment F${at} on House { ...F${at + 1} ...F${at + 1} }`,
  );
  const query = `{ first { ...F0 } } ${doubling.join(' ')} fragment F40 on House { id beds }`;
  expect((await ask(query)).text).toBe('{"first":{"id":"1","beds":2}}');
});

test('lists of lists are walked to their ends', async () => {
  const { ask } = engineOf(HOUSES, {
    shelters: { data: { house: { kin: [[owned('1', 'a')], null, [null, owned('2', 'b')]] } } },
    partners: {
      data: { _entities: [null, { name: 'b' }] },
      errors: [{ message: '', path: ['_entities', 0] }],
    },
  });
  expect(await ask('{ house { kin { owner { name } } } }')).toMatchObject({
    data: { house: { kin: [[{ owner: null }], null, [null, { owner: { name: 'b' } }]] } },
    errors: [{ path: ['house', 'kin', 0, 0, 'owner'] }],
  });
});

test('introspection is answered beside data, and asked of nobody', async () => {
  const { ask, sent } = engineOf(HOUSES, { shelters: { data: { houses: null } } });
  const { data } = await ask(
    'query ($n: String!) { __type(name: $n) { ...T } houses { id } } fragment T on __Type { name kind }',
    { n: 'House' },
  );
  expect(data).toEqual({ __type: { name: 'House', kind: 'OBJECT' }, houses: null });
  expect(sent).toHaveLength(1);
});

test('a variable that was not sent is not looked for where every object has such a name', async () => {
  const { ask, sent } = engineOf(HOUSES, { shelters: { data: { house: null } } });
  await ask('query ($toString: ID) { house(id: $toString) { id } }', {});
  expect(sent[0]!.variables).toEqual({});
});

test('names that every object has are left to Apollo, with the same answer', async () => {
  const { ask, planned } = engineOf(HOUSES, { shelters: { data: { constructor: [{ toString: '1' }] } } });
  expect((await ask('{ constructor: houses { toString: id } }')).data).toEqual({
    constructor: [{ toString: '1' }],
  });
  expect(planned).toEqual([false]);
});

test('a subgraph cannot reach what all objects share', async () => {
  const { ask } = engineOf(HOUSES, {
    shelters: () => ({ data: JSON.parse('{"house":{"id":"1"},"__proto__":{"stained":true}}') }),
  });
  await ask('{ house(id: "1") { id } }');
  expect({}).not.toHaveProperty('stained');
});

test('a plan is made once, and what was asked lately is planned before a new supergraph answers', async () => {
  const { engine, ask, planned } = engineOf(HOUSES, {});
  await ask('{ houses { id } }');
  await ask('{ houses { id } }');
  expect(planned).toEqual([true]);
  const next = engineOf({ ...HOUSES, partners: HOUSES.partners.replace('owners', 'holders') }, {});
  await ask('{ owners { id } }');
  await next.engine.warm(engine);
  expect(next.planned).toEqual([true]);
  next.engine.prepare({ document: parse('{ houses { id } }'), key: '{ houses { id } }' });
  expect(next.planned).toEqual([true]);
});

test('an event is joined like the answer to a query', async () => {
  const subscribed = {
    ...HOUSES,
    shelters: `${HOUSES.shelters} type Subscription { changed(id: ID): House }`,
  };
  const { engine, sent } = engineOf(subscribed, { partners: { data: { _entities: [{ name: 'n' }] } } });
  const document = parse('subscription ($id: ID) { changed(id: $id) { owner { name } } }');
  const prepared = engine.prepareSubscription({ document, key: 's' });
  expect(prepared.primary).toMatchObject({ subgraph: 'shelters', kind: 'subscription', roots: ['changed'] });
  expect(JSON.parse(prepared.body({ id: '7' })).variables).toEqual({ id: '7' });
  const event = { data: { changed: owned('7', 'a') } };
  const { text } = await prepared.complete(event, { id: '7' }, asking);
  expect(JSON.parse(text)).toEqual({ changed: { owner: { name: 'n' } } });
  expect(sent).toHaveLength(1);
});
