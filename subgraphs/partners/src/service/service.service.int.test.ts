import type { Viewer } from '@ura/access';
import { newId } from '@ura/database';
import { anonymous, member } from '@ura/testkit';
import { type Directory, of, openDirectory, refusal } from '../testing';
import { Service } from './service.entity';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const FIELDS = `id type { code category } organisation { id } name { sq en } description { en } status settings
  eligibility { sexes minimumAge maximumAge risks situations } areas { code } languages phones { number }
  schedule { days opens closes } openNow durationsInMonths accreditations { body { en } title { en } }
  location { place { code } } distanceKm verifiedAt stale`;
const send = (viewer: Viewer, mutation: string, input: object) => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  return directory.ask(
    viewer,
    `mutation ($input: ${type}!) { it: ${mutation}(input: $input) { ${FIELDS} } }`,
    { input },
  );
};
const legalAid = (organisation: { id: string }) => ({
  idempotencyKey: newId(),
  organisationId: organisation.id,
  typeCode: 'VS06',
  name: { sq: 'Ndihmë ligjore', en: 'Legal aid' },
  settings: ['CLINIC'],
  eligibility: { minimumAge: 18, situations: ['DOMESTIC_VIOLENCE'] },
  areaCodes: ['AL-12', 'AL-04'],
  languages: ['sq', 'en'],
  schedule: [{ days: ['MONDAY', 'TUESDAY'], opens: '09:00', closes: '17:30' }],
  durationsInMonths: [3, 6],
  accreditations: [{ body: { en: 'Bar' } }],
  location: { visibility: 'PUBLIC', placeCode: 'hub:al-municipality:fier' },
});

test('an editor adds a service, once for a key, and everybody can read it', async () => {
  const organisation = await directory.organisation();
  const editor = of(organisation, 'DIRECTORY_EDITOR');
  const input = legalAid(organisation);
  const { data, errors } = await send(editor, 'addService', input);
  expect(errors).toBeUndefined();
  expect(data.it).toMatchObject({
    type: { code: 'VS06', category: 'LEGAL' },
    organisation: { id: organisation.id },
    status: 'ACTIVE',
    eligibility: {
      sexes: null,
      minimumAge: 18,
      maximumAge: null,
      risks: null,
      situations: ['DOMESTIC_VIOLENCE'],
    },
    areas: [{ code: 'AL-04' }, { code: 'AL-12' }],
    schedule: input.schedule,
    durationsInMonths: [3, 6],
    accreditations: [{ body: { en: 'Bar' }, title: null }],
    location: { place: { code: 'hub:al-municipality:fier' } },
    verifiedAt: null,
    stale: true,
  });
  expect((await send(editor, 'addService', input)).data.it.id).toBe(data.it.id);
  expect(await directory.owner.manager.countBy(Service, { organisationId: organisation.id })).toBe(1);
  const read = await directory.ask(anonymous, `query ($id: ID!) { it: service(id: $id) { ${FIELDS} } }`, {
    id: data.it.id,
  });
  expect(read.data.it).toEqual(data.it);
});

test('only the fields that are given change, and the history says which', async () => {
  const organisation = await directory.organisation();
  const editor = of(organisation, 'DIRECTORY_EDITOR');
  const { data } = await send(editor, 'addService', legalAid(organisation));
  const changed = await send(editor, 'changeService', {
    serviceId: data.it.id,
    status: 'TEMPORARILY_CLOSED',
    areaCodes: ['AL'],
    eligibility: null,
    durationsInMonths: null,
    location: null,
  });
  expect(changed.data.it).toEqual({
    ...data.it,
    status: 'TEMPORARILY_CLOSED',
    areas: [{ code: 'AL' }],
    eligibility: { sexes: null, minimumAge: null, maximumAge: null, risks: null, situations: null },
    durationsInMonths: null,
    location: null,
    openNow: false,
  });
  const [last] = await directory.owner.query(
    'select * from change where entity_id = $1 order by position desc limit 1',
    [data.it.id],
  );
  expect(last.fields.sort()).toEqual(['areaCodes', 'durationsInMonths', 'eligibility', 'location', 'status']);
  expect(last.was).toMatchObject({
    status: 'ACTIVE',
    areaCodes: ['AL-04', 'AL-12'],
    location: { visibility: 'PUBLIC', placeCode: 'hub:al-municipality:fier' },
  });
});

test('saying again what is there is no change, and hours are taken away by null', async () => {
  const organisation = await directory.organisation();
  const editor = of(organisation, 'DIRECTORY_EDITOR');
  const { idempotencyKey, organisationId, ...words } = legalAid(organisation);
  const { data } = await send(editor, 'addService', { idempotencyKey, organisationId, ...words });
  const serviceId = data.it.id;
  const kept = async () =>
    (
      await directory.owner.query(
        'select (select count(*) from change where entity_id = $1)::int as changes, (select count(*) from location where organisation_id = $2)::int as locations',
        [serviceId, organisation.id],
      )
    )[0];
  expect((await send(editor, 'changeService', { serviceId, ...words })).data.it).toEqual(data.it);
  expect(await kept()).toEqual({ changes: 1, locations: 1 });
  const without = await send(editor, 'changeService', { serviceId, schedule: null });
  expect(without.data.it).toEqual({ ...data.it, schedule: [] });
});

test('changes at the same moment are all kept, each with what was there before it', async () => {
  const organisation = await directory.organisation();
  const editor = of(organisation, 'DIRECTORY_EDITOR');
  const service = await directory.service({ organisationId: organisation.id });
  const words = Array.from({ length: 6 }, () => `fjala${newId().replaceAll('-', '')}`);
  const answers = await Promise.all([
    ...words.map(en => send(editor, 'changeService', { serviceId: service.id, name: { en } })),
    ...['AL-01', 'AL-02', 'AL'].map(code =>
      send(editor, 'changeService', { serviceId: service.id, areaCodes: [code] }),
    ),
    directory.ask(
      editor,
      'mutation ($input: ChangeOrganisationInput!) { changeOrganisation(input: $input) { id } }',
      { input: { organisationId: organisation.id, name: { en: 'Renamedmeanwhile' } } },
    ),
  ]);
  expect(answers.map(refusal).filter(Boolean)).toEqual([]);
  const names: { was: string; became: string }[] = await directory.owner.query(
    `select was #>> '{name,en}' as was, became #>> '{name,en}' as became from change
      where entity_id = $1 and 'name' = any (fields) order by position`,
    [service.id],
  );
  expect(names.map(({ was }) => was)).toEqual(['Counselling', ...names.slice(0, -1).map(it => it.became)]);
  for (const text of [names.at(-1)!.became, 'renamedmeanwhile']) {
    const search = { text, organisationId: organisation.id };
    const query = 'query ($search: ServiceSearch) { services(search: $search) { totalCount } }';
    expect((await directory.ask(anonymous, query, { search })).data.services.totalCount).toBe(1);
  }
});

test('a service is stale until somebody of the organisation verifies it', async () => {
  const service = await directory.service();
  const editor = of({ id: service.organisationId }, 'DIRECTORY_EDITOR');
  const { data } = await send(editor, 'verifyService', { serviceId: service.id });
  expect(data.it).toMatchObject({ stale: false, verifiedAt: expect.any(String) });
  await directory.owner.query(`update service set verified_at = now() - interval '181 days' where id = $1`, [
    service.id,
  ]);
  const read = await directory.ask(anonymous, `{ service(id: "${service.id}") { stale } }`);
  expect(read.data.service.stale).toBe(true);
});

test('a service without numbers of its own shows its organisation’s', async () => {
  const service = await directory.service();
  const { organisationId } = service;
  await directory.phone({ organisationId, number: '+355 4 1' });
  const numbers = async () =>
    (await directory.ask(anonymous, `{ service(id: "${service.id}") { phones { number } } }`)).data.service
      .phones;
  expect(await numbers()).toEqual([{ number: '+355 4 1' }]);
  await directory.phone({ organisationId, serviceId: service.id, number: '+355 4 2' });
  expect(await numbers()).toEqual([{ number: '+355 4 2' }]);
});

test.each(['changeService', 'verifyService'])('%s is for the organisation’s own editors', async mutation => {
  const service = await directory.service();
  const input = { serviceId: service.id };
  const others = [
    member({ roles: ['DIRECTORY_EDITOR'] }),
    member({ roles: ['COORDINATOR'] }),
    of({ id: service.organisationId }, 'SHELTER_MANAGER'),
  ];
  for (const other of others) expect(refusal(await send(other, mutation, input))).toBe('FORBIDDEN');
  expect(refusal(await send(anonymous, mutation, input))).toBe('UNAUTHENTICATED');
  const editor = of({ id: service.organisationId }, 'DIRECTORY_EDITOR');
  expect(refusal(await send(editor, mutation, { serviceId: newId() }))).toBe('NOT_FOUND');
  expect(refusal(await send(editor, mutation, input))).toBeUndefined();
});

test.each([
  ['an unknown type', { typeCode: 'VS99' }, 'INVALID input.typeCode'],
  ['an unknown place', { areaCodes: ['AL', 'AL-99'] }, 'INVALID input.areaCodes'],
  ['no place', { areaCodes: [] }, 'INVALID input.areaCodes'],
  [
    'the hour twenty-five',
    { schedule: [{ days: ['MONDAY'], opens: '25:00', closes: '26:00' }] },
    'INVALID input.schedule.0.opens',
  ],
  [
    'hours without length',
    { schedule: [{ days: ['MONDAY'], opens: '08:00', closes: '08:00' }] },
    'INVALID input.schedule',
  ],
  [
    'ages the wrong way round',
    { eligibility: { minimumAge: 18, maximumAge: 17 } },
    'INVALID input.eligibility.maximumAge',
  ],
  ['a language that is none', { languages: ['Albanian'] }, 'INVALID input.languages'],
  ['no name', { name: { en: ' ' } }, 'INVALID input.name'],
  ['P52 a number in the words', { description: { sq: 'Tel. 069 123 4567' } }, 'INVALID input.description'],
  ['P52 a number in the name', { name: { en: 'Call +355691234567' } }, 'INVALID input.name'],
  [
    'an unknown place of the location',
    { location: { visibility: 'PUBLIC', placeCode: 'x' } },
    'INVALID input.location.placeCode',
  ],
])('%s is refused on adding and on changing, and nothing is written', async (_, wrong, expected) => {
  const service = await directory.service();
  const organisation = { id: service.organisationId };
  const editor = of(organisation, 'DIRECTORY_EDITOR');
  const snapshot = () =>
    directory.owner.query(
      `select s.*, (select array_agg(a.place_id) from service_area a where a.service_id = s.id) as areas,
              (select count(*) from location) as locations, (select count(*) from idempotency_key) as keys
         from service s where s.organisation_id = $1`,
      [organisation.id],
    );
  const before = await snapshot();
  expect(refusal(await send(editor, 'addService', { ...legalAid(organisation), ...wrong }))).toBe(expected);
  expect(refusal(await send(editor, 'changeService', { serviceId: service.id, ...wrong }))).toBe(expected);
  expect(await snapshot()).toEqual(before);
});
