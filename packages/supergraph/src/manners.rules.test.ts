import { verdict } from './pair.fixture';

test('a root field is nullable', async () => {
  expect(await verdict({ 'id: ID!): Shelter @privacy': 'id: ID!): Shelter! @privacy' })).toEqual([
    'nullable shelters: Query.shelter',
  ]);
});

test.each([
  ['the items of a list', '[Shelter!]'],
  ['the list', '[Shelter]!'],
  ['a single one', 'Shelter!'],
])("a reference to another subgraph's type is nullable: %s", async (_, type) => {
  expect(await verdict({ 'shelters: [Shelter]': `shelters: ${type}` })).toEqual([
    'nullable cases: Case.shelters',
  ]);
});

test('a list of references at the root has nullable items', async () => {
  const root = '"All." shelterList: [Shelter!] @privacy(class: PUBLIC) "One case."';
  expect(await verdict({ '"One case."': root })).toEqual(['nullable cases: Query.shelterList']);
});

test("a reference to a subgraph's own type may insist", async () => {
  const own = '"Its child." child: Case! @privacy(class: OWNER) "What it is called."';
  expect(await verdict({ '"What it is called."': own })).toEqual([]);
});

test('a connection takes first and after', async () => {
  expect(await verdict({ ', "After which." after: String': '' })).toEqual([
    'connection shelters: Query.stays',
  ]);
});

test("an entity's id is ID!", async () => {
  const id = '"A house."\n  type Shelter implements Named @key(fields: "id") {\n    "Its id." id: ID';
  expect(await verdict({ [`${id}!`]: id })).toContain('id shelters: Shelter.id');
  expect(
    await verdict({ 'type StayConn {': 'type StayConn { "Its id." id: Int @privacy(class: PARTNER)' }),
  ).toEqual(['id shelters: StayConn.id']);
});

test('the id of what is no entity may be null', async () => {
  expect(
    await verdict({ 'type StayConn {': 'type StayConn { "Its id." id: ID @privacy(class: PARTNER)' }),
  ).toEqual([]);
});

test('a moment ends in At, in an answer, an argument and an input', async () => {
  expect(await verdict({ 'arrivedAt: DateTime': 'arrival: DateTime' })).toEqual([
    'time shelters: Stay.arrival',
  ]);
  expect(await verdict({ 'arrivedAt: DateTime': 'arrivedOn: DateTime' })).toEqual([
    'time shelters: Stay.arrivedOn',
  ]);
  expect(await verdict({ '"How many." first': '"When." day: DateTime, "How many." first' })).toEqual([
    'time shelters: Query.day',
  ]);
  expect(
    await verdict({ '"The stay." stayId: ID!': '"The stay." stayId: ID! "When." leaving: DateTime' }),
  ).toEqual(['time shelters: EndStayInput.leaving']);
});

test('a date ends in On', async () => {
  expect(await verdict({ 'requestedOn: Date': 'requestedAt: Date' })).toEqual([
    'time shelters: Stay.requestedAt',
  ]);
});

test.each(['until', 'asOf', 'before', 'answerBy', 'inForceFrom', 'inForceTo'])(
  'a bound of time may be called %s',
  async name => {
    expect(await verdict({ 'from: DateTime': `${name}: DateTime` })).toEqual([]);
    expect(await verdict({ 'requestedOn: Date': `${name}: Date` })).toEqual([]);
  },
);

test.each([
  ['type', '"A page." ', 'StayConn'],
  ['field', '"The room." ', 'Stay.room'],
  ['argument', '"After which." ', 'Query.stays(after:)'],
  ['input field', '"Where." ', 'HoldBedsInput.shelterId'],
  ['enum value', '"Gone." ', 'StayStatus.ENDED'],
])('every %s is described', async (_, description, where) => {
  expect(await verdict({ [description]: '' })).toEqual([`description shelters: ${where}`]);
});
