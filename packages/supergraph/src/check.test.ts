import { check } from './check';
import { compose } from './composition';
import { changed, pair, subgraph, toWords } from './pair.fixture';

const { supergraphSdl } = compose(pair);

test('a good pair of subgraphs has no problem', async () => {
  expect(await check({ subgraphs: pair, supergraphSdl, previous: supergraphSdl })).toEqual([]);
});

test('the order in which subgraphs are named does not change the verdict', async () => {
  const subgraphs = changed({ '@privacy(class: OWNER)': '', 'Beds now.': '' });
  expect(await check({ subgraphs: [...subgraphs].reverse() })).toEqual(await check({ subgraphs }));
});

test('a subgraph that cannot be read is named with the place, and the others are still checked', async () => {
  const broken = subgraph('trainings', 'type {');
  const subgraphs = [...changed({ '"The room." ': '' }), broken];
  const problems = await check({ subgraphs });
  expect(toWords(problems)).toEqual(['composition trainings', 'description shelters: Stay.room']);
  expect(problems[0]!.message).toMatch(/Expected Name.*line \d+/);
});

test('a committed supergraph that the subgraphs no longer make is stale', async () => {
  const subgraphs = changed({ '"Gone." ENDED': '"Gone." ENDED "Away." AWAY' });
  expect(toWords(await check({ subgraphs, supergraphSdl }))).toEqual(['stale supergraph']);
});
