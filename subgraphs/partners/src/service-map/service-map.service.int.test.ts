import { anonymous } from '@ura/testkit';
import fc from 'fast-check';
import { Place } from '../place/place.entity';
import { Service, ServiceStatus } from '../service/service.entity';
import { ServiceArea } from '../service/service-area.entity';
import { ServiceCategory, ServiceType } from '../service-type/service-type.entity';
import { type Directory, openDirectory } from '../testing';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

interface Row {
  readonly place: { readonly code: string };
  readonly category: string;
  readonly services: number;
  readonly organisations: number;
  readonly gap: boolean;
}

const map = async (args: string): Promise<Row[]> => {
  const query = `{ serviceMap${args} { place { code } category services organisations gap } }`;
  const { data, errors } = await directory.ask(anonymous, query);
  expect(errors).toBeUndefined();
  return data.serviceMap;
};

/** The same, the slow and plain way. */
async function recomputed(level: string): Promise<Row[]> {
  const { manager } = directory.owner;
  const places = await manager.find(Place, { order: { code: 'ASC' } });
  const types = new Map((await manager.find(ServiceType)).map(({ code, category }) => [code, category]));
  const active = (await manager.find(Service)).filter(({ status }) => status === 'ACTIVE');
  const areas = await manager.find(ServiceArea);
  const parentOf = new Map(places.map(({ id, parentId }) => [id, parentId]));
  const around = (id: string | null | undefined): string[] => (id ? [id, ...around(parentOf.get(id))] : []);
  const rows: Row[] = [];
  for (const place of places.filter(candidate => candidate.level === level)) {
    const wider = around(place.id);
    const ids = new Set(
      areas.filter(({ placeId }) => wider.includes(placeId)).map(({ serviceId }) => serviceId),
    );
    const covering = active.filter(({ id }) => ids.has(id));
    for (const category of Object.keys(ServiceCategory)) {
      const offered = covering.filter(({ typeCode }) => types.get(typeCode) === category);
      const organisations = new Set(offered.map(({ organisationId }) => organisationId)).size;
      const services = offered.length;
      rows.push({ place: { code: place.code }, category, services, organisations, gap: services === 0 });
    }
  }
  return rows;
}

test('the map is what one gets by counting services one by one', async () => {
  const codes = (await directory.owner.manager.find(Place)).map(({ code }) => code);
  const types = (await directory.owner.manager.find(ServiceType)).map(({ code }) => code);
  const organisations = await Promise.all([1, 2, 3].map(() => directory.organisation()));
  const samples = fc.sample(
    fc.record({
      typeCode: fc.constantFrom(...types),
      status: fc.constantFrom(...Object.values(ServiceStatus)),
      organisation: fc.constantFrom(...organisations),
      areas: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 4 }),
    }),
    40,
  );
  for (const { typeCode, status, organisation, areas } of samples) {
    await directory.service({ typeCode, status, organisationId: organisation.id }, areas);
  }
  for (const level of ['COUNTRY', 'REGION', 'MUNICIPALITY']) {
    expect(await map(`(level: ${level})`)).toEqual(await recomputed(level));
  }
});

test('regions, unless another level is asked for', async () => {
  const rows = await map('(country: XK, categories: [SAFE_ACCOMMODATION, LEGAL])');
  expect(rows).toHaveLength(7 * 2);
  expect(rows.map(({ category }) => category).slice(0, 2)).toEqual(['SAFE_ACCOMMODATION', 'LEGAL']);
  expect(rows.filter(({ category }) => category === 'SAFE_ACCOMMODATION').every(({ gap }) => !gap)).toBe(
    true,
  );
});

test('a service that ends leaves a gap', async () => {
  const of = async () =>
    (await map('(country: AL, level: MUNICIPALITY, categories: [HOUSING])')).find(
      ({ place }) => place.code === 'hub:al-municipality:pustec',
    )!;
  const before = await of();
  const service = await directory.service({ typeCode: 'VS17' }, ['AL-06']);
  expect((await of()).services).toBe(before.services + 1);
  await directory.owner.manager.update(Service, { id: service.id }, { status: 'INACTIVE' });
  expect(await of()).toEqual(before);
});
