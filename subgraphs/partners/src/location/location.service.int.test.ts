import { newId } from '@ura/database';
import { buildFederatedSchema } from '@ura/subgraph';
import { anonymous } from '@ura/testkit';
import { partners } from '../subgraph';
import { type Directory, of, openDirectory, refusal } from '../testing';
import type { LocationVisibility } from './location.entity';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const SEARCH = `query ($search: ServiceSearch) { services(search: $search, first: 100) { edges { cursor node {
  id distanceKm location { name { text } coordinates { latitude longitude } place { code name { en } } }
  areas { code } } } } }`;

const find = async (search: object) => {
  const { data, errors } = await directory.ask(anonymous, SEARCH, { search });
  expect(errors).toBeUndefined();
  return data.services.edges as {
    cursor: string;
    node: { id: string; distanceKm: number; location: unknown };
  }[];
};

/** A service in Himara, of a region that it covers; the row in the database is finer than may be said. */
const serviceIn = async (visibility: LocationVisibility, organisationId: string) => {
  const place = 'hub:al-municipality:himare';
  const location = await directory.location(
    { visibility, organisationId, name: { en: 'Secret house' } },
    place,
  );
  return directory.service({ organisationId, locationId: location.id }, ['AL-12']);
};

const somewhere = [
  { latitude: 40.1, longitude: 19.75 },
  { latitude: 42.0, longitude: 20.9 },
  { latitude: 39.8, longitude: 20.0 },
];

test.each(['REGION_ONLY', 'HIDDEN'] as const)(
  'P1 no answer has a place finer than the region: %s',
  async kept => {
    const { id: organisationId } = await directory.organisation();
    const service = await serviceIn(kept, organisationId);
    for (const viewer of [anonymous, of({ id: organisationId }, 'SHELTER_STAFF', 'DIRECTORY_EDITOR')]) {
      const { data } = await directory.ask(viewer, SEARCH, { search: { organisationId } });
      expect(data.services.edges[0].node).toMatchObject({ id: service.id, location: null });
      const entity = await directory.entities(
        viewer,
        'Service',
        [{ id: service.id }],
        '{ location { place { code } } areas { code } }',
      );
      expect(entity.data._entities).toEqual([{ location: null, areas: [{ code: 'AL-12' }] }]);
    }
    expect(JSON.stringify(await find({ organisationId }))).not.toMatch(/Himar|Secret|himare/);
    expect(await find({ organisationId, text: 'Himara' })).toEqual([]);
  },
);

test('P1 a public location is shown', async () => {
  const { id: organisationId } = await directory.organisation();
  await serviceIn('PUBLIC', organisationId);
  const [found] = await find({ organisationId, text: 'Himara' });
  expect(found!.node.location).toMatchObject({ place: { code: 'hub:al-municipality:himare' } });
});

test('P2 the schema has no field for a street, a postal code or a building', async () => {
  const words = ['street', 'address', 'postalCode', 'postcode', 'building', 'floor'];
  const { schema } = await buildFederatedSchema(partners);
  const fields = Object.values(schema.getTypeMap()).flatMap(type =>
    'getFields' in type ? Object.keys(type.getFields()) : [],
  );
  expect(fields.filter(field => words.includes(field))).toEqual([]);
});

test('P4 distance and order are the same for all that is confidential in a region', async () => {
  const { id: organisationId } = await directory.organisation();
  const far = await directory.location(
    { visibility: 'HIDDEN', organisationId },
    'hub:al-municipality:sarande',
  );
  const wide = await directory.location({ visibility: 'REGION_ONLY', organisationId }, 'AL-12');
  const ids = [
    await serviceIn('REGION_ONLY', organisationId),
    await serviceIn('HIDDEN', organisationId),
    await directory.service({ organisationId, locationId: far.id }, ['AL-12']),
    await directory.service({ organisationId, locationId: wide.id }, ['AL-12']),
  ].map(({ id }) => id);
  for (const near of somewhere) {
    const found = await find({ organisationId, near });
    expect(new Set(found.map(({ node }) => node.distanceKm)).size).toBe(1);
    expect(found.map(({ node }) => node.id)).toEqual([...ids].sort());
  }
});

test('P4 that distance is to the middle of the region', async () => {
  const { id: organisationId } = await directory.organisation();
  await serviceIn('HIDDEN', organisationId);
  const { data } = await directory.ask(
    anonymous,
    '{ place(code: "AL-12") { centroid { latitude longitude } } }',
  );
  const [found] = await find({ organisationId, near: data.place.centroid });
  expect(found!.node.distanceKm).toBe(0);
});

test('P1 the database itself refuses the coordinates of a confidential location', async () => {
  const point = { latitude: 40.1, longitude: 19.7 };
  await expect(directory.location({ visibility: 'HIDDEN', ...point }, 'AL-12')).rejects.toThrow(
    'location_confidential',
  );
});

test.each([
  ['a municipality', { placeCode: 'hub:al-municipality:vlore' }, 'INVALID input.location.placeCode'],
  [
    'coordinates',
    { placeCode: 'AL-12', coordinates: { latitude: 40.4, longitude: 19.4 } },
    'INVALID input.location.coordinates',
  ],
])('P1 an editor cannot even store %s of a hidden location', async (_, location, expected) => {
  const organisation = await directory.organisation();
  const input = {
    idempotencyKey: newId(),
    organisationId: organisation.id,
    typeCode: 'VS01',
    name: { en: 'Shelter' },
    settings: ['SHELTER'],
    areaCodes: ['AL'],
    languages: ['sq'],
    location: { visibility: 'HIDDEN', ...location },
  };
  const mutation = 'mutation ($input: AddServiceInput!) { addService(input: $input) { id } }';
  expect(refusal(await directory.ask(of(organisation, 'DIRECTORY_EDITOR'), mutation, { input }))).toBe(
    expected,
  );
});
