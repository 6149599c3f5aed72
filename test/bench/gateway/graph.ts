import { compose } from '@ura/supergraph';
import { header } from '../../header';

/** How many of each kind of thing there are. */
const ROWS = 600;
/** So many different arguments take turns, many more than there are requests at one time. */
export const TURNS = 211;

const HEADER = header('@key');

/** Every field, which ends in a semicolon here, is PUBLIC, so that a viewer without a token is answered as a peer would answer. */
const isPublic = (types: string) => HEADER + types.replaceAll(';', ' @privacy(class: PUBLIC)\n');

/** Three subgraphs in the manner of the hub's, with made-up rows. */
export const schemas = {
  partners: isPublic(`
    type Query { organisations(first: Int!, skip: Int!): [Organisation!]; }
    type Organisation @key(fields: "id") {
      id: ID!; name: String!; town: String!; region: String; phone: String; languages: [String!]!; }
  `),
  shelters: isPublic(`
    type Query { shelters(first: Int!, skip: Int!): [Shelter!]; }
    type Shelter @key(fields: "id") {
      id: ID!; name: String!; kind: ShelterKind!; beds: Beds!; runBy: Organisation; }
    enum ShelterKind { EMERGENCY TRANSITIONAL RESIDENTIAL }
    type Beds { total: Int!; free: Int!; familyUnits: Int; }
    type Organisation @key(fields: "id") { id: ID!; shelters: [Shelter!]; }
  `),
  cases: isPublic(`
    type Query { cases(first: Int!, skip: Int!): [Case!]; }
    type Case @key(fields: "id") {
      id: ID!; reference: String!; status: CaseStatus!; openedOn: String!; needs: [String!]!;
      responsible: Organisation; stay: Stay; }
    enum CaseStatus { OPEN WAITING CLOSED }
    type Stay { since: String!; until: String; shelter: Shelter; }
    type Organisation @key(fields: "id", resolvable: false) { id: ID!; }
    type Shelter @key(fields: "id", resolvable: false) { id: ID!; }
  `),
};

export type SubgraphName = keyof typeof schemas;
export const subgraphNames = Object.keys(schemas) as SubgraphName[];

/** The supergraph of the benchmark, whose subgraphs answer at these addresses. */
export const supergraphOf = (urls: Readonly<Record<SubgraphName, string>>): string =>
  compose(subgraphNames.map(name => ({ name, url: urls[name], sdl: schemas[name] }))).supergraphSdl;

const pick = <T>(of: readonly T[], number: number): T => of[number % of.length]!;
const organisation = (number: number) => ({
  id: `organisation-${number}`,
  name: `Demonstration organisation ${number}`,
  town: pick(['Tiranë', 'Vlorë', 'Shkodër', 'Prishtinë', 'Prizren'], number),
  region: number % 7 === 0 ? null : `AL-${String((number % 12) + 1).padStart(2, '0')}`,
  phone: `+355 4 000 ${String(number).padStart(4, '0')}`,
  languages: ['sq', pick(['en', 'sr', 'rom'], number)],
});
const shelter = (number: number) => ({
  id: `shelter-${number}`,
  name: `Demonstration house ${number}`,
  kind: pick(['EMERGENCY', 'TRANSITIONAL', 'RESIDENTIAL'], number),
  beds: { total: 12 + (number % 20), free: number % 9, familyUnits: number % 4 === 0 ? null : number % 3 },
  runBy: { id: `organisation-${number - (number % 3)}` },
});
const kase = (number: number) => ({
  id: `case-${number}`,
  reference: `D-${2020 + (number % 6)}-${String(number).padStart(5, '0')}`,
  status: pick(['OPEN', 'WAITING', 'CLOSED'], number),
  openedOn: `2026-0${(number % 9) + 1}-11`,
  needs: ['a safe place', pick(['a lawyer', 'an interpreter', 'a doctor'], number), 'someone to talk to'],
  responsible: { id: `organisation-${((number >> 1) * 7) % ROWS}` },
  stay: {
    since: `2026-0${(number % 9) + 1}-12`,
    until: number % 3 === 0 ? null : '2026-10-01',
    shelter: { id: `shelter-${((number >> 1) * 11) % ROWS}` },
  },
});

interface Page {
  readonly first: number;
  readonly skip: number;
}
interface Reference {
  readonly id: string;
}
const numberIn = ({ id }: Reference) => Number(id.slice(id.lastIndexOf('-') + 1));
const page = <T>(row: (number: number) => T) => ({
  resolve: (_: unknown, { first, skip }: Page) =>
    Array.from({ length: first }, (_, index) => row((skip + index) % ROWS)),
});

/** What answers in each subgraph, the first time that something is asked. */
export const resolvers = {
  partners: {
    Query: { organisations: page(organisation) },
    Organisation: { __resolveReference: (reference: Reference) => organisation(numberIn(reference)) },
  },
  shelters: {
    Query: { shelters: page(shelter) },
    Shelter: { __resolveReference: (reference: Reference) => shelter(numberIn(reference)) },
    Organisation: {
      shelters: (reference: Reference) => [0, 1].map(next => shelter((numberIn(reference) + next) % ROWS)),
    },
  },
  cases: {
    Query: { cases: page(kase) },
    Case: { __resolveReference: (reference: Reference) => kase(numberIn(reference)) },
  },
};

export interface Question {
  /** What a person calls it, in the report. */
  readonly name: string;
  /** The name of the operation. */
  readonly operation: string;
  /** The body of the request, whose arguments are another's with every turn. */
  body(turn: number): string;
}

const question = (name: string, operation: string, first: number, selection: string): Question => {
  const query = `query ${operation}($first: Int!, $skip: Int!) { ${selection} }`;
  return {
    name,
    operation,
    body: turn =>
      JSON.stringify({
        query,
        operationName: operation,
        variables: { first, skip: (turn % TURNS) * 2 },
      }),
  };
};

export const questions: readonly Question[] = [
  question(
    'one subgraph',
    'Houses',
    20,
    'shelters(first: $first, skip: $skip) { id name kind beds { free } }',
  ),
  question(
    'a join of two, 20 rows',
    'HousesAndWhoRunsThem',
    20,
    'shelters(first: $first, skip: $skip) { id name beds { free } runBy { name town } }',
  ),
  question(
    'nested, 50 cases, five fetches',
    'Caseload',
    50,
    `cases(first: $first, skip: $skip) { id reference status openedOn needs
      responsible { id name town region shelters { id name beds { free } } }
      stay { since until shelter { id name kind beds { total free } runBy { name phone } } } }`,
  ),
];
