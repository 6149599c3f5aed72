import { check } from './check';
import type { Problem } from './problem';
import type { SubgraphSchema } from './subgraph';

const header = `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject", "@inaccessible", "@composeDirective"]
    )
    @link(url: "https://ura.al/privacy/v1.0", import: ["@privacy"])
    @composeDirective(name: "@privacy")
  directive @privacy(class: privacy__Class!) on FIELD_DEFINITION
  enum privacy__Class { PUBLIC PARTNER OWNER IDENTITY }
`;

export const subgraph = (name: string, types: string): SubgraphSchema => ({
  name,
  url: `http://${name}.test`,
  sdl: header + types,
});

export const shelters = subgraph(
  'shelters',
  `
  "A moment." scalar DateTime
  "A date." scalar Date
  "A random id." scalar UUID

  type Query {
    "One stay." stay("Its id." id: ID!): Stay @privacy(class: PARTNER)
    "A page of stays."
    stays("How many." first: Int = 20, "After which." after: String): StayConn @privacy(class: PARTNER)
    "One shelter." shelter("Its id." id: ID!): Shelter @privacy(class: PUBLIC)
  }
  type Mutation {
    "Holds beds." holdBeds("What." input: HoldBedsInput!): Stay @privacy(class: PARTNER)
    "Ends a stay." endStay("Which." input: EndStayInput!): Stay @privacy(class: PARTNER)
  }
  "What is held."
  input HoldBedsInput {
    "Where." shelterId: ID!
    "For whom." people: [PersonInput!]!
    "The same key is the same hold." idempotencyKey: UUID!
  }
  "Somebody." input PersonInput { "Whose bed." bedId: ID }
  "Which stay." input EndStayInput { "The stay." stayId: ID! }

  "A page." type StayConn { "The stays." nodes: [Stay!] @privacy(class: PARTNER) }
  "Somebody's time in a shelter."
  type Stay @key(fields: "id") {
    "Its id." id: ID! @privacy(class: PARTNER)
    "For whom." caseRef: ID @inaccessible @privacy(class: PARTNER)
    "The room." room: String @privacy(class: OWNER)
    "How it goes on." status: StayStatus! @privacy(class: PARTNER)
    "The beginning." from: DateTime @privacy(class: PARTNER)
    "The arrival." arrivedAt: DateTime @privacy(class: PARTNER)
    "When it was asked for." requestedOn: Date @privacy(class: PARTNER)
  }
  "How it goes on." enum StayStatus { "Here." ACTIVE "Gone." ENDED }

  "A thing with a name."
  interface Named { "The name." name: LocalizedText @privacy(class: PUBLIC) }
  "A house."
  type Shelter implements Named @key(fields: "id") {
    "Its id." id: ID! @privacy(class: PUBLIC)
    "The name." name: LocalizedText @privacy(class: PUBLIC)
    "Beds now." freeBeds: Int @privacy(class: PARTNER)
    "Beds." beds: Int! @privacy(class: PUBLIC)
  }
  "Words." type LocalizedText @shareable { "English." en: String @privacy(class: PUBLIC) }
`,
);

export const cases = subgraph(
  'cases',
  `
  type Query { "One case." case("Its id." id: ID!): Case @privacy(class: PARTNER) }
  "A person's request for help."
  type Case @key(fields: "id") {
    "Its id." id: ID! @privacy(class: PARTNER)
    "Where she stays." shelters: [Shelter] @privacy(class: OWNER)
    "What it is called." label: LocalizedText @privacy(class: OWNER)
  }
  "Somebody's time in a shelter."
  type Stay @key(fields: "id") {
    "Its id." id: ID! @privacy(class: PARTNER)
    caseRef: ID @external @privacy(class: PARTNER)
    "Whose." case: Case @requires(fields: "caseRef") @privacy(class: OWNER)
  }
  "A house."
  type Shelter @key(fields: "id", resolvable: false) { "Its id." id: ID! @privacy(class: PUBLIC) }
  "Words." type LocalizedText @shareable { "English." en: String @privacy(class: PUBLIC) }
`,
);

export const pair: readonly SubgraphSchema[] = [shelters, cases];

/** The pair with some words of it replaced. Words that are not there are a mistake of the test. */
export const changed = (replacements: Record<string, string>): SubgraphSchema[] => {
  const unused = Object.keys(replacements).filter(words => !pair.some(({ sdl }) => sdl.includes(words)));
  if (unused.length > 0) throw new Error(`not in the pair: ${unused.join(', ')}`);
  return pair.map(subgraph => ({
    ...subgraph,
    sdl: Object.entries(replacements).reduce((sdl, [from, to]) => sdl.replace(from, to), subgraph.sdl),
  }));
};

/** What `check` says of the changed pair, as `rule where`. */
export const verdict = async (replacements: Record<string, string>, previous?: string): Promise<string[]> =>
  toWords(await check({ subgraphs: changed(replacements), previous }));

export const toWords = (problems: readonly Problem[]): string[] =>
  problems.map(({ rule, where }) => `${rule} ${where}`);
