import { check } from './check';
import { changed, verdict } from './pair.fixture';

const header = async (replacements: Record<string, string>) => {
  const problems = await check({ subgraphs: changed(replacements) });
  return [...new Set(problems.filter(({ rule }) => rule === 'header').map(({ message }) => message))];
};

test('a subgraph without federation 2 is refused: there, everything is shared', async () => {
  expect(
    await header({ 'https://specs.apollo.dev/federation/v2.9': 'https://specs.apollo.dev/federation/v1.0' }),
  ).toContainEqual(expect.stringContaining('Link https://specs.apollo.dev/federation/v2'));
});

test('a directive under another name is refused, because the rules would not see it', async () => {
  expect(await header({ '"@override"': '{ name: "@override", as: "@mine" }' })).toEqual([
    expect.stringMatching(/^The hub does not take {.*} from federation/),
  ]);
  expect(
    await header({ 'StayStatus! @privacy': 'StayStatus! @federation__override(from: "cases") @privacy' }),
  ).toEqual(['Import @federation__override and use its short name.']);
});

test('a federation directive that the gateway cannot load is refused', async () => {
  expect(await header({ '"@override"': '"@authenticated"' })).toEqual([
    expect.stringContaining('The hub does not take @authenticated'),
  ]);
});

test('a subgraph that keeps its classes to itself is refused', async () => {
  expect(await header({ '@composeDirective(name: "@privacy")': '' })).toEqual([
    expect.stringContaining('the gateway never learns the classes'),
  ]);
});

test('a specification that the hub does not know is refused', async () => {
  expect(
    await verdict({ 'extend schema': 'extend schema @link(url: "https://example.org/other/v1.0")' }),
  ).toEqual(['header cases', 'header shelters']);
});

test('@privacy on a type is refused: composition would lose it', async () => {
  expect(await verdict({ 'on FIELD_DEFINITION': 'on FIELD_DEFINITION | OBJECT' })).toContain('header cases');
});

test('root types under another name are refused', async () => {
  expect(
    await header({ 'extend schema': 'schema { query: Ask } extend schema', 'type Query': 'type Ask' }),
  ).toEqual(['Call the type of every query Query.']);
});
