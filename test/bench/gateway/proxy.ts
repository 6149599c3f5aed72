import { createServer } from 'node:http';
import { Pool } from 'undici';
import type { SubgraphName } from './graph';

/**
 * What somebody would write by hand who knows the three questions beforehand: the fetches that a
 * gateway has to make, each entity asked for once, joined, and nothing else. Nothing is checked.
 */
const [urls, port] = process.argv.slice(2);

interface Key {
  readonly id: string;
}
interface Row extends Readonly<Record<string, unknown>> {
  readonly runBy: Key | null;
  readonly responsible: Key | null;
  readonly stay: { readonly shelter: Key | null } | null;
}
type Data = Readonly<Record<string, Row[]>>;

const fetcher = (name: SubgraphName) => {
  const { origin, pathname } = new URL(JSON.parse(urls!)[name]);
  const pool = new Pool(origin, { connections: 64, pipelining: 1 });
  return async (query: string, variables: object): Promise<Data> => {
    const { body } = await pool.request({
      method: 'POST',
      path: pathname,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return ((await body.json()) as { data: Data }).data;
  };
};
const partners = fetcher('partners');
const shelters = fetcher('shelters');
const cases = fetcher('cases');

/** Fetches the entities of these keys, each once, by id. */
const entities = async (
  from: typeof partners,
  type: string,
  selection: string,
  keys: readonly (Key | null)[],
) => {
  const ids = [...new Set(keys.flatMap(key => (key ? [key.id] : [])))];
  const { _entities } = await from(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${selection} } } }`,
    { representations: ids.map(id => ({ __typename: type, id })) },
  );
  return new Map(ids.map((id, index) => [id, _entities![index]!]));
};

const PAGE = '($first: Int!, $skip: Int!)';
const ASK = '(first: $first, skip: $skip)';

const answers: Readonly<Record<string, (variables: object) => Promise<object>>> = {
  Houses: variables => shelters(`query ${PAGE} { shelters${ASK} { id name kind beds { free } } }`, variables),

  HousesAndWhoRunsThem: async variables => {
    const query = `query ${PAGE} { shelters${ASK} { id name beds { free } runBy { id } } }`;
    const rows = (await shelters(query, variables)).shelters!;
    const runners = rows.map(row => row.runBy);
    const organisations = await entities(partners, 'Organisation', 'name town', runners);
    return { shelters: rows.map((row, index) => ({ ...row, runBy: of(organisations, runners[index]!) })) };
  },

  Caseload: async variables => {
    const query = `query ${PAGE} { cases${ASK} { id reference status openedOn needs responsible { id } stay { since until shelter { id } } } }`;
    const rows = (await cases(query, variables)).cases!;
    const responsible = rows.map(row => row.responsible);
    const houses = rows.map(row => row.stay?.shelter ?? null);
    const [named, running, housed] = await Promise.all([
      entities(partners, 'Organisation', 'id name town region', responsible),
      entities(shelters, 'Organisation', 'shelters { id name beds { free } }', responsible),
      entities(shelters, 'Shelter', 'id name kind beds { total free } runBy { id }', houses).then(
        async found => {
          const runners = [...found.values()].map(house => house.runBy);
          const runs = await entities(partners, 'Organisation', 'name phone', runners);
          return new Map([...found].map(([id, house]) => [id, { ...house, runBy: of(runs, house.runBy) }]));
        },
      ),
    ]);
    return {
      cases: rows.map((row, index) => ({
        ...row,
        responsible: { ...of(named, responsible[index]!), ...of(running, responsible[index]!) },
        stay: row.stay && { ...row.stay, shelter: of(housed, houses[index]!) },
      })),
    };
  },
};

function of<T>(found: ReadonlyMap<string, T>, key: Key | null): T | null {
  return key === null ? null : (found.get(key.id) ?? null);
}

createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', part => {
    body += part;
  });
  request.on('end', async () => {
    const { operationName, variables } = JSON.parse(body);
    const data = (await answers[operationName]?.(variables)) ?? { __typename: 'Query' };
    const answer = Buffer.from(JSON.stringify({ data }));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  });
}).listen(Number(port), '127.0.0.1');
