import { anonymous, type Viewer } from '@ura/access';
import type { PlannedFetch } from '../execution/fetch';
import { Memory } from './memory';
import { askingAs, hangsUp, planned, says, startToy } from './toy.fixture';

const worker = (organisationId: string, ...roles: Viewer['roles']): Viewer => ({
  id: `${organisationId}-${roles}`,
  organisationId,
  roles,
});
const vatra = worker('vatra', 'MOBILE_UNIT');
const figures = planned({
  privacy: 'PARTNER',
  coordinates: new Set([
    'Query.shelter',
    'Shelter.id',
    'Shelter.availability',
    'Availability.freeBeds',
    'Availability.asOf',
  ]),
});

let toy: Awaited<ReturnType<typeof startToy>>;
beforeEach(async () => {
  toy = await startToy();
});
afterEach(() => toy.stop());

/** Lets somebody ask while the subgraph answers, then somebody else while it is away. */
const afterwards = async (fetch: PlannedFetch, first: Viewer, second: Viewer, body = '{"query":"a"}') => {
  const source = toy.source();
  toy.does(says({ data: { it: 'known' } }));
  await source.send(fetch, '{"query":"a"}', 0, askingAs(first));
  toy.does(hangsUp);
  const asking = askingAs(second);
  const answer = await source.send(fetch, body, 0, asking);
  return { asking, answer, isRemembered: answer.data !== undefined };
};

test('what is public is served from what was last known, and the answer says since when and as of when', async () => {
  const begun = new Date();
  const { answer, asking } = await afterwards(planned(), vatra, vatra);
  expect(answer).toEqual({ data: { it: 'known' } });
  const [{ since, asOf, subgraph }] = asking.degraded as [(typeof asking.degraded)[number]];
  expect(subgraph).toBe('toy');
  expect(asOf!.getTime()).toBeGreaterThanOrEqual(begun.getTime());
  expect(since.getTime()).toBeGreaterThanOrEqual(asOf!.getTime());
  expect(asking.fetches).toMatchObject([{ outcome: 'remembered' }]);
});

const publicFetch = planned();
const ofClass = (privacy: PlannedFetch['privacy']) => planned({ privacy });
test.each<[string, PlannedFetch, Viewer, Viewer, boolean]>([
  ['public, to the same roles of the same organisation', publicFetch, vatra, { ...vatra, id: 'b' }, true],
  ['public, to a member of what anybody was told', publicFetch, anonymous, vatra, true],
  ['public, to anybody of what a member was told', publicFetch, vatra, anonymous, false],
  ['public, to other roles', publicFetch, vatra, worker('vatra', 'LAWYER'), false],
  ['figures, to the same roles of the same organisation', figures, vatra, { ...vatra, id: 'b' }, true],
  ['figures, to another organisation', figures, vatra, worker('pvpt', 'MOBILE_UNIT'), false],
  ['figures, to other roles', figures, vatra, worker('vatra', 'LAWYER'), false],
  ['figures, to more roles', figures, vatra, worker('vatra', 'MOBILE_UNIT', 'LAWYER'), false],
  ['figures, to anybody', figures, anonymous, anonymous, false],
  ['any other PARTNER field', ofClass('PARTNER'), vatra, vatra, false],
  ['OWNER fields', ofClass('OWNER'), vatra, vatra, false],
  ['IDENTITY fields', ofClass('IDENTITY'), vatra, vatra, false],
  ['who the hub thinks is asking', planned({ coordinates: new Set(['Viewer.id']) }), vatra, vatra, false],
  ['a fetch of which nothing is known', planned({ coordinates: new Set() }), vatra, vatra, false],
  [
    'P14 an offer of beds',
    planned({ ...figures, coordinates: new Set([...figures.coordinates, 'Query.findBeds']) }),
    vatra,
    vatra,
    false,
  ],
  [
    'P14 figures beside a stay',
    planned({ ...figures, privacy: 'OWNER', coordinates: new Set([...figures.coordinates, 'Stay.id']) }),
    vatra,
    vatra,
    false,
  ],
])('what was last known is served: %s', async (_claim, fetch, first, second, expected) => {
  expect((await afterwards(fetch, first, second)).isRemembered).toBe(expected);
});

test('a mutation is never answered from what was last known', async () => {
  const { answer } = await afterwards(planned({ kind: 'mutation' }), vatra, vatra);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'UNCERTAIN' } }]);
});

test('another question is not answered with it', async () => {
  expect((await afterwards(planned(), vatra, vatra, '{"query":"b"}')).isRemembered).toBe(false);
});

test('it also stands in when the subgraph is there but what is behind it is not', async () => {
  const source = toy.source();
  const broken = { data: { it: null }, errors: [{ message: 'x', extensions: { code: 'INTERNAL' } }] };
  toy.does(says(broken));
  expect(await source.send(planned(), '{}', 0, askingAs())).toEqual(broken);
  toy.does(says({ data: { it: 'known' } }));
  const fetch = planned();
  await source.send(fetch, '{}', 0, askingAs());
  toy.does(says(broken));
  const asking = askingAs();
  expect(await source.send(fetch, '{}', 0, asking)).toEqual({ data: { it: 'known' } });
  expect(asking.degraded).toMatchObject([{ subgraph: 'toy', asOf: expect.any(Date) }]);
});

test('an answer with errors is not remembered, and a refusal is passed on as it is', async () => {
  const source = toy.source();
  const refusal = { data: { it: null }, errors: [{ message: 'x', extensions: { code: 'FORBIDDEN' } }] };
  toy.does(says(refusal));
  expect(await source.send(publicFetch, '{}', 0, askingAs())).toEqual(refusal);
  toy.does(hangsUp);
  expect((await source.send(publicFetch, '{}', 0, askingAs())).data).toBeUndefined();
});

test('nothing is served that is too old: a day for what is public, eight hours for figures', () => {
  const memory = new Memory();
  const hours = (count: number) => count * 3_600_000;
  const lasts = (fetch: PlannedFetch, count: number) => {
    const place = memory.placeOf(fetch, '{}', vatra)!;
    memory.keep(place, 'text', 0);
    return memory.recall(place, fetch, '{}', hours(count))?.text === 'text';
  };
  expect([lasts(publicFetch, 24), lasts(publicFetch, 24.1)]).toEqual([true, false]);
  expect([lasts(figures, 8), lasts(figures, 8.1)]).toEqual([true, false]);
});

test('the same words again make them as new as the last time', () => {
  const memory = new Memory();
  const place = memory.placeOf(publicFetch, '{}', vatra)!;
  for (const at of [1, 2]) memory.keep(place, 'text', at);
  expect(memory.recall(place, publicFetch, '{}', 3)).toEqual({ text: 'text', asOf: new Date(2) });
});

test('P9 it is bounded, and its names tell nothing', () => {
  const memory = new Memory(10_000);
  for (let index = 0; index < 100; index += 1) {
    const place = memory.placeOf(publicFetch, `SECRET ${index}`, vatra)!;
    expect(place.key).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    memory.keep(place, 'x'.repeat(400));
  }
  expect(memory.bytes).toBeLessThanOrEqual(10_000);
  expect(memory.entries).toBe(10);
});
