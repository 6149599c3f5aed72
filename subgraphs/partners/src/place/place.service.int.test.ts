import { newId } from '@ura/database';
import { type Answer, anonymous } from '@ura/testkit';
import type { Page } from '@ura/vocabulary';
import { type Directory, of, openDirectory, refusal } from '../testing';
import type { Place } from './place.entity';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

interface Pages {
  readonly places: Page<Place>;
}

const ask = (query: string, variables: object = {}) => directory.ask(anonymous, query, variables);

test('a municipality lies in its region, and that in its country', async () => {
  const { data } = await ask(`{ place(code: "hub:al-municipality:lushnje") {
    isoCode level parent { isoCode level parent { code level parent { code } } } } }`);
  expect(data.place).toEqual({
    isoCode: null,
    level: 'MUNICIPALITY',
    parent: { isoCode: 'AL-04', level: 'REGION', parent: { code: 'AL', level: 'COUNTRY', parent: null } },
  });
});

test('Kosovo’s districts have no ISO code', async () => {
  const { data } = await ask(
    '{ places(country: XK, first: 100) { edges { node { isoCode name { sq en sr } } } } }',
  );
  expect(data.places.edges).toHaveLength(1 + 7 + 38);
  for (const { node } of data.places.edges) {
    expect(node.isoCode).toBeNull();
    for (const language of ['sq', 'en', 'sr']) expect(node.name[language]).toBeTruthy();
  }
});

test('pages hold every place once', async () => {
  const codes: string[] = [];
  let after: string | null = null;
  do {
    const query =
      'query ($after: String) { places(first: 50, after: $after) { edges { node { code } } pageInfo { hasNextPage endCursor } } }';
    const { data }: Answer<Pages> = await ask(query, { after });
    codes.push(...data!.places.edges.map(({ node }) => node.code));
    after = data!.places.pageInfo.endCursor!;
  } while (codes.length < 120);
  expect(codes).toHaveLength(120);
  expect(codes).toEqual([...new Set(codes)].sort());
});

test.each([
  ['{ place { id } }', 'INVALID id'],
  ['{ place(id: "x") { id } }', 'INVALID id'],
  ['{ places(first: 0) { totalCount } }', 'INVALID first'],
  ['{ places(first: 101) { totalCount } }', 'INVALID first'],
  ['{ places(after: "?") { totalCount } }', 'INVALID after'],
  ['{ mobileUnits(regionCode: "AL-99") { id } }', 'INVALID regionCode'],
])('%s is %s', async (query, expected) => {
  expect(refusal(await ask(query))).toBe(expected);
});

test('what there is none of is null, without an error', async () => {
  expect(await ask('{ place(code: "AL-99") { id } }')).toEqual({ data: { place: null } });
  expect(await ask(`{ place(id: "${newId()}") { id } }`)).toEqual({ data: { place: null } });
  expect(await ask(`{ service(id: "${newId()}") { id } }`)).toEqual({ data: { service: null } });
});

test('the hub says who it thinks is asking', async () => {
  const organisation = await directory.organisation();
  const query = '{ viewer { id roles anonymous organisation { id } } }';
  const editor = of(organisation, 'DIRECTORY_EDITOR', 'TRAINER');
  expect((await directory.ask(editor, query)).data.viewer).toEqual({
    id: editor.id,
    roles: ['DIRECTORY_EDITOR', 'TRAINER'],
    anonymous: false,
    organisation: { id: organisation.id },
  });
  expect((await ask(query)).data.viewer).toEqual({
    id: null,
    roles: [],
    anonymous: true,
    organisation: null,
  });
});
