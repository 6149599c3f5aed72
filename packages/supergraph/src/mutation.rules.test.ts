import { verdict } from './pair.fixture';

const endStay = 'endStay("Which." input: EndStayInput!): Stay';

test.each([
  ['two arguments', 'endStay("Which." input: EndStayInput!, "Why." why: String): Stay'],
  ['another name', 'endStay("Which." stay: EndStayInput!): Stay'],
  ['no argument', 'endStay: Stay'],
  ['an input that may be null', 'endStay("Which." input: EndStayInput): Stay'],
  ['a list of inputs', 'endStay("Which." input: [EndStayInput!]!): Stay'],
  ['a scalar input', 'endStay("Which." input: ID!): Stay'],
])('a mutation takes one input: not %s', async (_, mutation) => {
  expect(await verdict({ [endStay]: mutation })).toEqual(['mutation shelters: Mutation.endStay']);
});

test.each(['Boolean', '[ID!]', 'UUID', 'StayStatus'])(
  'a mutation returns the thing changed: not %s',
  async type => {
    expect(await verdict({ [endStay]: `endStay("Which." input: EndStayInput!): ${type}` })).toEqual([
      'mutation shelters: Mutation.endStay',
    ]);
  },
);

const key = '"The same key is the same hold." idempotencyKey: UUID!';

test('a mutation that creates takes an idempotency key', async () => {
  expect(await verdict({ [key]: '' })).toEqual(['idempotency shelters: Mutation.holdBeds']);
  expect(await verdict({ [key]: '"It." idempotencyKey: UUID' })).toEqual([
    'idempotency shelters: Mutation.holdBeds',
  ]);
});

test('a verb is a whole word: holderChanged does not create', async () => {
  expect(await verdict({ [key]: '', 'holdBeds(': 'holderChanged(' })).toEqual([]);
});

test('an input says whose id it takes, also deep inside', async () => {
  expect(await verdict({ 'stayId: ID!': 'id: ID!' })).toEqual(['mutation shelters: Mutation.endStay']);
  expect(await verdict({ 'bedId: ID': 'id: ID' })).toEqual(['mutation shelters: Mutation.holdBeds']);
});
