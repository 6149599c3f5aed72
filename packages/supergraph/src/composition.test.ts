import { CompositionFailed, compose } from './composition';
import { cases, changed, pair, shelters, subgraph, verdict } from './pair.fixture';

const partners = subgraph('partners', 'type Query { viewer: ID @privacy(class: PUBLIC) }');

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map(rest => [item, ...rest]));

const failure = (run: () => unknown): CompositionFailed => {
  try {
    run();
  } catch (error) {
    if (error instanceof CompositionFailed) return error;
    throw error;
  }
  throw new Error('it composed');
};

test('subgraphs in any order make the same supergraph', () => {
  const texts = permutations([shelters, cases, partners]).map(order => compose(order).supergraphSdl);
  expect(texts).toHaveLength(6);
  expect(new Set(texts).size).toBe(1);
});

test('the class stays on each field of the supergraph', () => {
  expect(compose(pair).supergraphSdl).toContain(
    'room: String @join__field(graph: SHELTERS) @privacy(class: OWNER)',
  );
});

test('subgraphs that do not fit are refused with the subgraph and the reason', () => {
  const { problems, message } = failure(() => compose(changed({ ': StayStatus!': ': Nothing' })));
  expect(problems).toEqual([
    { rule: 'composition', where: 'shelters', message: expect.stringContaining('Unknown type Nothing') },
  ]);
  expect(message).toContain('Unknown type Nothing');
});

test('a field that two subgraphs type differently is refused', async () => {
  expect(await verdict({ 'caseRef: ID @external': 'caseRef: Int @external' })).toEqual([
    'composition supergraph',
  ]);
});

test('two subgraphs of one name are refused', () => {
  const { problems } = failure(() => compose([shelters, partners, { ...cases, name: 'partners' }]));
  expect(problems.map(problem => problem.where)).toEqual(['partners']);
});

test('a class on which two subgraphs disagree is a problem, although composition only hints', async () => {
  const key = 'resolvable: false) { "Its id." id: ID! @privacy';
  expect(await verdict({ [`${key}(class: PUBLIC)`]: `${key}(class: PARTNER)` })).toEqual([
    'privacy cases: Shelter.id',
    'privacy supergraph',
  ]);
});
