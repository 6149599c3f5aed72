import { check } from './check';
import { compose } from './composition';
import { changed, pair, subgraph, toWords, verdict } from './pair.fixture';

const previous = compose(pair).supergraphSdl;

const intruder = (types: string) => [...pair, subgraph('intruder', types)];

const P53 = async (subgraphs: Parameters<typeof check>[0]['subgraphs'], committed?: string) =>
  toWords(await check({ subgraphs, previous: committed })).filter(words => words.startsWith('P53'));

test("P53 another's field cannot be taken by @override", async () => {
  const taken = '"Whose." case: Case @override(from: "shelters")';
  expect(await P53(changed({ '"Whose." case: Case': taken }))).toEqual(['P53 cases: Stay.case']);
});

test('P53 the owner of a type may @override a field of it', async () => {
  expect(
    await P53(changed({ '"The room." room: String': '"The room." room: String @override(from: "cases")' })),
  ).toEqual([]);
});

test('P53 @interfaceObject is refused', async () => {
  const subgraphs = intruder(
    '"It." type Named @interfaceObject @key(fields: "id") { "It." id: ID! @privacy(class: PUBLIC) }',
  );
  expect(await P53(subgraphs)).toEqual(['P53 intruder: Named']);
});

const foreignRoot = intruder(
  'type Query { "One stay." stay("Its id." id: ID!): ID @privacy(class: PARTNER) }',
);

test("P53 another's root field is refused, to whom the committed supergraph does not give it", async () => {
  expect(await P53(foreignRoot, previous)).toEqual(['P53 intruder: Query.stay']);
  // Without one, the second by name is refused: somebody has to yield.
  expect(await P53(foreignRoot)).toEqual(['P53 shelters: Query.stay']);
});

test('P53 a root field does not change hands while its owner is away', async () => {
  const gone = changed({ '"One case." case(': '"One case." caseOf(' });
  const subgraphs = [...gone, subgraph('intruder', 'type Query { "It." case: ID @privacy(class: PARTNER) }')];
  expect(await P53(subgraphs, previous)).toEqual(['P53 intruder: Query.case']);
});

test('P53 nothing is @shareable outside the vocabulary, neither a type nor a field', async () => {
  expect(await verdict({ 'type StayConn {': 'type StayConn @shareable {' })).toEqual([
    'P53 shelters: StayConn',
  ]);
  expect(await verdict({ 'room: String': 'room: String @shareable' })).toEqual(['P53 shelters: Stay.room']);
});

const outgrown = intruder(`
  "It." type Case @key(fields: "id") {
    "It." id: ID! @privacy(class: PARTNER)
    "It." a: ID @privacy(class: PARTNER)
    "It." b: ID @privacy(class: PARTNER)
    "It." c: ID @privacy(class: PARTNER)
    "It." label: ID @override(from: "cases") @privacy(class: OWNER)
  }`);

test('P53 a subgraph with more fields of a type does not become its owner', async () => {
  expect(await P53(outgrown, previous)).toEqual(['P53 intruder: Case.label']);
});
