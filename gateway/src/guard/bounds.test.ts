import { startToy, type Toy } from './toy.fixture';

let toy: Toy;
let token: string;
beforeAll(async () => {
  toy = await startToy();
  token = await toy.tokenOf();
});
afterAll(() => toy.stop());
beforeEach(() => void toy.toy.asked.splice(0));

const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');
const nested = (depth: number) => `{ home ${'{ next '.repeat(depth)} { name } ${'}'.repeat(depth)} }`;
/** Each fragment has the one below it twice. */
const doubling = (levels: number, twice: (name: string) => string) =>
  `{ home { ...F0 } } ${times(levels, level => `fragment F${level} on House { ${twice(`F${level + 1}`)} }`)} fragment F${levels} on House { name }`;

const attacks: [string, { query: string; variables?: unknown }, object][] = [
  ['too many tokens', { query: `{ ${'open '.repeat(2_100)} }` }, { bound: 2_000 }],
  ['fields nested too deep', { query: nested(20) }, { depth: 22, bound: 15 }],
  [
    'fields nested too deep through fragments',
    {
      query: `{ home { ...A } } fragment A on House { next { next { next { next { next { ...B } } } } } }
        fragment B on House { next { next { next { next { next { ...C } } } } } }
        fragment C on House { next { next { next { next { next { name } } } } } }`,
    },
    { depth: 17, bound: 15 },
  ],
  [
    'too many aliases',
    { query: `{ home { ${times(31, i => `a${i}: name`)} } }` },
    { aliases: 31, bound: 30 },
  ],
  [
    'too many aliases of __typename',
    { query: `{ home { ${times(31, i => `a${i}: __typename`)} } }` },
    { aliases: 31, bound: 30 },
  ],
  [
    'the same field again and again',
    { query: `{ home { ${'name '.repeat(32)} } }` },
    { aliases: 31, bound: 30 },
  ],
  [
    'aliases that fragments multiply',
    { query: doubling(40, name => `next { ...${name} } other: next { ...${name} }`) },
    { bound: 15 },
  ],
  [
    'aliases behind fragments, in many places',
    {
      query: `{ home { next { ...A } other { ...A next { ...A } } } } fragment A on House { ${times(11, i => `a${i}: name`)} }`,
    },
    { aliases: 33, bound: 30 },
  ],
  [
    'fields that fragments multiply',
    { query: doubling(40, name => `...${name} ...${name}`) },
    { fields: 2 ** 40 + 1, bound: 1_000 },
  ],
  [
    'fields that fragments multiply under conditions',
    {
      query: doubling(20, name => `...${name} @include(if: true) ...${name} @skip(if: false)`),
    },
    { fields: 2 ** 20 + 1, bound: 1_000 },
  ],
  ['too many root fields', { query: `{ ${times(21, i => `a${i}: open`)} }` }, { rootFields: 21, bound: 20 }],
  [
    'too many root fields in fragments',
    {
      query: `{ ...A ...B } fragment A on Query { ${times(11, i => `a${i}: open`)} } fragment B on Query { ${times(11, i => `b${i}: open`)} }`,
    },
    { rootFields: 22, bound: 20 },
  ],
  [
    'too many directives',
    { query: `{ open ${'@skip(if: false) '.repeat(51)} }` },
    { directives: 51, bound: 50 },
  ],
  [
    'a list of too many items',
    { query: `{ open(keys: [${times(501, () => '""')}]) }` },
    { listItems: 501, bound: 500 },
  ],
  [
    'a list of too many items in a variable',
    { query: 'query ($k: [String!]) { open(keys: $k) }', variables: { k: Array(501).fill('') } },
    { listItems: 501, bound: 500 },
  ],
  [
    'a variable that is nested too deep',
    { query: '{ open }', variables: { k: JSON.parse('['.repeat(1_000) + ']'.repeat(1_000)) } },
    { depth: 21, bound: 20 },
  ],
  [
    'too many variables',
    { query: `query (${times(51, i => `$v${i}: String`)}) { open }` },
    { variables: 51, bound: 50 },
  ],
  [
    'variables that nobody declared',
    { query: '{ open }', variables: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`v${i}`, i])) },
    { variables: 51, bound: 50 },
  ],
  [
    'a page that is too long',
    { query: '{ houses(first: 6000) { edges { node { name } } } }' },
    { cost: 12_001, bound: 10_000 },
  ],
  [
    'a page that is too long in a variable',
    { query: 'query ($n: Int) { houses(first: $n) { edges { node { name } } } }', variables: { n: 6_000 } },
    { cost: 12_001, bound: 10_000 },
  ],
  [
    'a page that is too long by default',
    { query: 'query ($n: Int = 6000) { houses(first: $n) { edges { node { name } } } }' },
    { cost: 12_001, bound: 10_000 },
  ],
  ['a dear field, twice', { query: '{ heavy again: heavy }' }, { cost: 18_000, bound: 10_000 }],
  [
    'an input of many parts',
    {
      query: 'query ($f: Filter) { case(filter: $f) }',
      variables: { f: { also: Array(400).fill({ also: Array(30).fill({}) }) } },
    },
    { cost: 12_401, bound: 10_000 },
  ],
];

test.each(attacks)('%s is LIMITED, with the bound for who is signed in', async (_claim, body, numbers) => {
  const answer = await toy.ask(body, token);
  expect(answer.status).toBe(400);
  expect(answer.errors).toEqual([
    expect.objectContaining({ extensions: expect.objectContaining({ code: 'LIMITED', ...numbers }) }),
  ]);
  expect(toy.toy.asked).toEqual([]);
});

test.each(attacks)('%s is LIMITED without a number for the anonymous', async (_claim, body) => {
  const { errors } = await toy.ask(body);
  expect(errors).toEqual([{ message: 'This operation is too large.', extensions: { code: 'LIMITED' } }]);
  expect(toy.toy.asked).toEqual([]);
});

test('fragments in a circle are refused by validation, and counted to an end', async () => {
  const query =
    '{ home { ...A } } fragment A on House { next { ...B } } fragment B on House { next { ...A } }';
  expect(await toy.ask({ query }, token)).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  });
});

test('what is within the bounds is answered', async () => {
  const query = `query ($n: Int) { houses(first: $n) { edges { node { name } } } ${times(15, i => `a${i}: open`)} }`;
  expect((await toy.ask({ query, variables: { n: 100 } }, token)).errors?.[0]?.extensions.code).not.toBe(
    'LIMITED',
  );
  expect(toy.toy.asked).toHaveLength(1);
});

test('a list of questions is refused', async () => {
  expect(await toy.ask([{ query: '{ open }' }, { query: '{ open }' }])).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'BAD_REQUEST' } }],
  });
  expect(toy.toy.asked).toEqual([]);
});

test('validation stops at ten mistakes', async () => {
  const { errors } = await toy.ask({ query: `{ home { ${times(300, i => `x${i}`)} } }` }, token);
  expect(errors!.length).toBeLessThanOrEqual(11);
});

test('a body of a megabyte is LIMITED', async () => {
  const answer = await toy.ask({ query: '{ open }', variables: { key: 'x'.repeat(1_000_000) } }, token);
  expect(answer).toMatchObject({ status: 413, errors: [{ extensions: { code: 'LIMITED' } }] });
});
