import { shelters, startTestHub, type TestHub } from '../hub';
import { FIND, hold, inVlora, woman } from './beds';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
}, 120_000);
afterAll(() => hub?.stop());

const MAP = `{ serviceMap(country: AL, level: REGION) { place { code } category services organisations gap } }`;

test('an organisation’s developer reads the service map anonymously', async () => {
  const { data, errors } = await hub.anybody.ask(MAP);
  expect(errors).toBeUndefined();
  const regions = new Set(data.serviceMap.map(({ place }: { place: { code: string } }) => place.code));
  expect(regions.size).toBe(12);
  const accommodation = data.serviceMap.filter(
    ({ category }: { category: string }) => category === 'SAFE_ACCOMMODATION',
  );
  expect(accommodation).toHaveLength(12);
  expect(
    accommodation.every(({ gap, services }: { gap: boolean; services: number }) => gap === (services === 0)),
  ).toBe(true);
});

test('P1 the anonymous developer gets no place of a shelter, whatever is asked', async () => {
  const EVERYTHING = `{
    organisations(first: 40) { edges { node { slug shelters { id country name { en } publicArea { code } address { street } availability { freeBeds } } services(first: 10) { edges { node { name { en } location { name { en } coordinates { latitude } } phones { number } } } } } } }
    shelters { edges { node { id } } }
    findBeds(need: { people: [{ sex: FEMALE, ageBand: AGE_25_59 }], risk: LOW }) { shelter { id } }
  }`;
  const { data, errors } = await hub.anybody.ask(EVERYTHING);
  expect(data.shelters).toBeNull();
  expect(data.findBeds).toBeNull();
  expect(errors).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ path: ['shelters'], extensions: { code: 'UNAUTHENTICATED' } }),
      expect.objectContaining({ path: ['findBeds'], extensions: { code: 'UNAUTHENTICATED' } }),
    ]),
  );
  expect(data.organisations.edges.length).toBeGreaterThan(20);
  for (const { node } of data.organisations.edges) expect(node.shelters).toBeNull();
  const text = JSON.stringify(data);
  for (const { id, address } of Object.values(shelters)) {
    expect(text).not.toContain(id);
    expect(text).not.toContain(String(address.street));
  }
});

test('for the anonymous nothing beyond public is fetched from a subgraph at all', async () => {
  await hub.kill('shelters');
  const query = '{ shelters { edges { node { id } } } organisation(slug: "vatra") { slug shelters { id } } }';
  const { data, errors } = await hub.anybody.ask(query);
  expect(data).toEqual({ shelters: null, organisation: { slug: 'vatra', shelters: null } });
  expect(errors).toMatchObject([{ path: ['shelters'], extensions: { code: 'UNAUTHENTICATED' } }]);
  await hub.start('shelters');
});

test('with partners down the beds still answer, and the answer says what is missing', async () => {
  const unit = await hub.as('mobile-unit@vatra');
  await hub.kill('partners');
  const need = { ...inVlora, people: [woman] };
  const found = await unit.ask(FIND, { need });
  expect(found.errors).toBeUndefined();
  const held = await hold(unit, found.data.findBeds[0].shelter.id, need);
  expect(held.data.holdBeds.status).toBe('HELD');

  const joined = await unit.ask(
    'query ($need: BedNeed!) { findBeds(need: $need) { verdict shelter { id organisation { name { en } } } } serviceTypes { code } }',
    { need },
  );
  expect(joined.data.findBeds.length).toBeGreaterThan(0);
  expect(joined.data.findBeds[0].shelter.organisation).toBeNull();
  expect(joined.data.serviceTypes).toBeNull();
  for (const error of joined.errors ?? []) {
    expect(error).toMatchObject({ extensions: { code: 'UNAVAILABLE', subgraph: 'partners' } });
    expect(error.path?.length).toBeGreaterThan(0);
    expect(JSON.stringify(error)).not.toMatch(/127\.0\.0\.1|ECONN|localhost|\n +at /);
  }
  expect(joined.errors?.map(({ path }) => path?.join('.'))).toEqual(
    expect.arrayContaining(['serviceTypes', 'findBeds.0.shelter.organisation']),
  );

  const ready = await fetch(`${hub.url}/ready`);
  expect(await ready.json()).toEqual({ subgraphs: { cases: 'up', partners: 'down', shelters: 'up' } });
  expect(await (await fetch(`${hub.url}/health`)).json()).toEqual({ status: 'alive' });
  await hub.start('partners');
  expect((await unit.ask('{ serviceTypes { code } }')).data.serviceTypes).toHaveLength(24);
});

test('with shelters down the figures of beds are the last known ones, and no bed is offered', async () => {
  const FIGURES = '{ shelters { edges { node { id name { en } availability { freeBeds asOf } } } } }';
  const unit = await hub.as('mobile-unit@vatra');
  const { data } = await unit.ask(FIGURES);
  expect(data.shelters.edges[0].node.availability.freeBeds).toEqual(expect.any(Number));
  await hub.kill('shelters');
  const later = await unit.ask(FIGURES);
  expect(later).toMatchObject({
    data,
    extensions: {
      degraded: [{ subgraph: 'shelters', since: expect.any(String), asOf: expect.any(String) }],
    },
  });
  expect(later.errors).toBeUndefined();
  const need = { ...inVlora, people: [woman] };
  expect((await unit.ask(FIND, { need })).errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
  for (const other of [await hub.as('hotline@vatra'), await hub.as('police@vlore'), hub.anybody]) {
    expect((await other.ask(FIGURES)).data).toEqual({ shelters: null });
  }
  await hub.start('shelters');
});

test('the gateway starts when every subgraph is down', async () => {
  await using lonely = await startTestHub({ away: ['partners', 'shelters', 'cases'] });
  const { data, errors } = await lonely.anybody.ask('{ serviceTypes { code } }');
  expect(data).toEqual({ serviceTypes: null });
  expect(errors).toMatchObject([
    { path: ['serviceTypes'], extensions: { code: 'UNAVAILABLE', subgraph: 'partners' } },
  ]);
  expect((await fetch(`${lonely.url}/ready`)).status).toBe(503);
}, 120_000);

test('a bad token is 401 and never anonymous', async () => {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer forged' },
    body: JSON.stringify({ query: MAP }),
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('who the hub thinks is asking', async () => {
  const query = '{ viewer { anonymous roles organisation { slug } } }';
  expect((await hub.anybody.ask(query)).data.viewer).toEqual({
    anonymous: true,
    roles: [],
    organisation: null,
  });
  expect((await (await hub.as('mobile-unit@vatra')).ask(query)).data.viewer).toEqual({
    anonymous: false,
    roles: ['MOBILE_UNIT'],
    organisation: { slug: 'vatra' },
  });
});
