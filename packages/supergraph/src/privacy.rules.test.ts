import { check } from './check';
import { changed, verdict } from './pair.fixture';

test('P21 a field without a class is refused, and the message names it', async () => {
  const subgraphs = changed({ 'room: String @privacy(class: OWNER)': 'room: String' });
  expect(await check({ subgraphs })).toEqual([
    {
      rule: 'P21',
      where: 'shelters: Stay.room',
      message: expect.stringMatching(/^Stay\.room has no privacy class/),
    },
  ]);
});

test("P21 a stub's key, a root field and an interface's field each need their class", async () => {
  expect(
    await verdict({
      'resolvable: false) { "Its id." id: ID! @privacy(class: PUBLIC)':
        'resolvable: false) { "Its id." id: ID!',
    }),
  ).toContain('P21 cases: Shelter.id');
  expect(
    await verdict({
      '"One case." case("Its id." id: ID!): Case @privacy(class: PARTNER)':
        '"One case." case("Its id." id: ID!): Case',
    }),
  ).toEqual(['P21 cases: Query.case']);
  expect(
    await verdict({
      'Named { "The name." name: LocalizedText @privacy(class: PUBLIC)':
        'Named { "The name." name: LocalizedText',
    }),
  ).toEqual(['P21 shelters: Named.name']);
});

test("P21 a type cannot hide from it under a specification's prefix", async () => {
  expect(
    await verdict({ '"A page."': '"Hidden." type privacy__Secret { "It." it: ID } "A page."' }),
  ).toContain('P21 shelters: privacy__Secret.it');
});

test('a field that may be refused beside PUBLIC fields is nullable', async () => {
  expect(await verdict({ 'freeBeds: Int': 'freeBeds: Int!' })).toEqual([
    'privacy shelters: Shelter.freeBeds',
  ]);
});

test("an interface's field is as strict as that of each type behind it", async () => {
  expect(
    await verdict({
      'name: LocalizedText @privacy(class: PUBLIC)\n    "Beds now."':
        'name: LocalizedText @privacy(class: OWNER)\n    "Beds now."',
    }),
  ).toEqual(['privacy shelters: Named.name']);
});

test.each(['OWNER', 'IDENTITY'])("P22 another subgraph's %s field cannot be required", async privacyClass => {
  expect(
    await verdict({
      'caseRef: ID @inaccessible @privacy(class: PARTNER)': `caseRef: ID @inaccessible @privacy(class: ${privacyClass})`,
      'caseRef: ID @external @privacy(class: PARTNER)': `caseRef: ID @external @privacy(class: ${privacyClass})`,
    }),
  ).toEqual(['P22 cases: Stay.case']);
});

test('P22 calling the copy PARTNER does not help', async () => {
  expect(
    await verdict({
      'caseRef: ID @inaccessible @privacy(class: PARTNER)':
        'caseRef: ID @inaccessible @privacy(class: OWNER)',
    }),
  ).toContain('P22 cases: Stay.case');
});

test('P22 a private field deep in a selection cannot be required', async () => {
  expect(
    await verdict({
      'caseRef: ID @inaccessible': 'place: Spot @privacy(class: PARTNER) caseRef: ID @inaccessible',
      '"A page."': '"A spot." type Spot { "It." street: String @privacy(class: IDENTITY) } "A page."',
      'caseRef: ID @external': 'place: Spot @external @privacy(class: PARTNER) caseRef: ID @external',
      '"A house."\n  type Shelter @key(fields: "id", resolvable: false)':
        '"A spot." type Spot { street: String @external @privacy(class: IDENTITY) } "A house."\n  type Shelter @key(fields: "id", resolvable: false)',
      'fields: "caseRef")': 'fields: "caseRef place { ... on Spot { street } }")',
    }),
  ).toContain('P22 cases: Stay.case');
});

test('P22 a private field cannot be provided', async () => {
  expect(
    await verdict({
      'case: Case @requires(fields: "caseRef")':
        'case: Case @provides(fields: "label { en }") @requires(fields: "caseRef")',
    }),
  ).toContain('P22 cases: Stay.case');
});

test('P22 a key carries no OWNER field, except an id, which says nothing', async () => {
  expect(
    await verdict({
      'type Stay @key(fields: "id") {\n    "Its id." id: ID! @privacy(class: PARTNER)':
        'type Stay @key(fields: "id") @key(fields: "room") {\n    "Its id." id: ID! @privacy(class: OWNER)',
    }),
  ).toContain('P22 shelters: Stay');
  expect(await verdict({})).toEqual([]);
});

test('a type that a PUBLIC field leads to cannot have a rigid field of a stricter class', async () => {
  expect(
    await verdict({
      '"A page." type StayConn { "The stays." nodes: [Stay!] @privacy(class: PARTNER) }':
        '"A page." type StayConn { "The stays." nodes: [Stay!]! @privacy(class: PARTNER) }',
      'after: String): StayConn @privacy(class: PARTNER)': 'after: String): StayConn @privacy(class: PUBLIC)',
    }),
  ).toEqual(['privacy shelters: StayConn.nodes']);
});
