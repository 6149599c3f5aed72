import type { Viewer } from '@ura/access';
import { newId } from '@ura/database';
import { anonymous, member } from '@ura/testkit';
import { type Directory, of, openDirectory, refusal } from '../testing';
import { Organisation } from './organisation.entity';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const FIELDS =
  'id slug name { sq en } acronym kind country mission { en } founded { year month day } website';
const add = (viewer: Viewer, input: object) =>
  directory.ask(
    viewer,
    `mutation ($input: AddOrganisationInput!) { addOrganisation(input: $input) { ${FIELDS} } }`,
    { input: { idempotencyKey: newId(), country: 'AL', name: { sq: 'Emri', en: 'Name' }, ...input } },
  );
const change = (viewer: Viewer, input: object) =>
  directory.ask(
    viewer,
    `mutation ($input: ChangeOrganisationInput!) { changeOrganisation(input: $input) { ${FIELDS} } }`,
    { input },
  );
const slug = () => `s-${newId()}`;
const stored = (id: string) => directory.owner.manager.findOneByOrFail(Organisation, { id });

describe('adding', () => {
  test('a coordinator adds an institution, once for a key', async () => {
    const coordinator = member({ roles: ['COORDINATOR'] });
    const input = { kind: 'COURT', slug: slug(), idempotencyKey: newId() };
    const [first, second] = [await add(coordinator, input), await add(coordinator, input)];
    expect(first.data.addOrganisation).toMatchObject({ slug: input.slug, kind: 'COURT' });
    expect(second.data).toEqual(first.data);
    expect(refusal(await add(coordinator, { ...input, slug: slug() }))).toBe('CONFLICT');
  });

  test('an editor adds the entry of their own organisation, and no other', async () => {
    const editor = member({ roles: ['DIRECTORY_EDITOR'] });
    const { data } = await add(editor, { kind: 'NGO', slug: slug() });
    expect(data.addOrganisation.id).toBe(editor.organisationId);
    expect(refusal(await add(editor, { kind: 'NGO', slug: slug() }))).toBe('FORBIDDEN');
  });

  test.each([
    ['a coordinator, an NGO', member({ roles: ['COORDINATOR'] }), 'NGO', 'FORBIDDEN'],
    ['a trainer', member({ roles: ['TRAINER'] }), 'NGO', 'FORBIDDEN'],
    ['nobody', anonymous, 'POLICE', 'UNAUTHENTICATED'],
  ])('%s: %s', async (_, viewer, kind, expected) => {
    expect(refusal(await add(viewer, { kind, slug: slug() }))).toBe(expected);
  });

  test.each([
    ['a slug that is taken', { slug: 'vatra' }, 'INVALID input.slug'],
    ['a slug with a space', { slug: 'a b' }, 'INVALID input.slug'],
    ['a name in no language', { name: {} }, 'INVALID input.name'],
    ['a name of a megabyte', { name: { en: 'a'.repeat(1_000_000) } }, 'INVALID input.name'],
    ['a name with a nought byte', { name: { en: 'a\u0000' } }, 'INVALID input.name.en'],
    [
      'P52 a number in the mission',
      { mission: { en: 'Write, or 00355 69 123 4567' } },
      'INVALID input.mission',
    ],
    ['P52 a number as the acronym', { acronym: '069/123-4567' }, 'INVALID input.acronym'],
    ['a website that is none', { website: 'javascript:alert(1)' }, 'INVALID input.website'],
    ['the thirtieth of February', { founded: { year: 2000, month: 2, day: 30 } }, 'INVALID input.founded'],
    ['a day without a month', { founded: { year: 2000, day: 3 } }, 'INVALID input.founded'],
  ])('%s is refused, and nothing is written', async (_, input, expected) => {
    const before = await directory.owner.manager.count(Organisation);
    const coordinator = member({ roles: ['COORDINATOR'] });
    expect(refusal(await add(coordinator, { kind: 'COURT', slug: slug(), ...input }))).toBe(expected);
    expect(await directory.owner.manager.count(Organisation)).toBe(before);
  });
});

describe('changing', () => {
  test('only the fields that are given change, and who did it is kept', async () => {
    const organisation = await directory.organisation({ acronym: 'OLD', website: 'https://example.org' });
    const editor = of(organisation, 'DIRECTORY_EDITOR');
    const { data } = await change(editor, {
      organisationId: organisation.id,
      mission: { en: 'To help' },
      acronym: null,
    });
    expect(data.changeOrganisation).toMatchObject({
      slug: organisation.slug,
      mission: { en: 'To help' },
      acronym: null,
      website: 'https://example.org',
    });
    const rows = await directory.owner.query('select * from change where organisation_id = $1', [
      organisation.id,
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      entity: 'Organisation',
      entity_id: organisation.id,
      fields: ['acronym', 'mission'],
      changed_by: editor.id,
      changed_by_organisation_id: organisation.id,
      was: { acronym: 'OLD', mission: null },
      became: { acronym: null, mission: { en: 'To help' } },
    });
  });

  test('saying again what is there is no change', async () => {
    const organisation = await directory.organisation({ acronym: 'SAME' });
    const editor = of(organisation, 'DIRECTORY_EDITOR');
    await change(editor, { organisationId: organisation.id, acronym: 'SAME', name: organisation.name });
    expect(
      await directory.owner.query('select from change where organisation_id = $1', [organisation.id]),
    ).toEqual([]);
  });

  test('a new name is found at once, in its services too', async () => {
    const organisation = await directory.organisation();
    await directory.service({ organisationId: organisation.id });
    const word = `emri${newId().slice(0, 4)}`;
    await change(of(organisation, 'DIRECTORY_EDITOR'), {
      organisationId: organisation.id,
      name: { sq: word },
    });
    const { data } = await directory.ask(
      anonymous,
      `query ($text: String!) { services(search: { text: $text }) { totalCount }
        organisations(filter: { text: $text }) { edges { node { id } } } }`,
      { text: word },
    );
    expect(data.services.totalCount).toBe(1);
    expect(data.organisations.edges).toEqual([{ node: { id: organisation.id } }]);
  });

  test('a coordinator changes an institution and never an NGO; an editor their own alone', async () => {
    const [ngo, police] = [await directory.organisation(), await directory.organisation({ kind: 'POLICE' })];
    const coordinator = member({ roles: ['COORDINATOR'] });
    const editor = member({ roles: ['DIRECTORY_EDITOR'] });
    const acronym = 'NEW';
    expect(refusal(await change(coordinator, { organisationId: police.id, acronym }))).toBeUndefined();
    expect(refusal(await change(coordinator, { organisationId: ngo.id, acronym }))).toBe('FORBIDDEN');
    expect(refusal(await change(editor, { organisationId: ngo.id, acronym }))).toBe('FORBIDDEN');
    expect(refusal(await change(of(ngo, 'SHELTER_MANAGER'), { organisationId: ngo.id, acronym }))).toBe(
      'FORBIDDEN',
    );
    expect((await stored(ngo.id)).acronym).toBeNull();
  });

  test.each([
    ['a name taken away', { name: null }, 'INVALID input.name'],
    ['an id that is none', { organisationId: 'vatra' }, 'INVALID input.organisationId'],
    ['an unknown organisation', { organisationId: newId() }, 'NOT_FOUND'],
  ])('%s', async (_, input, expected) => {
    const organisation = await directory.organisation();
    const editor = of(organisation, 'DIRECTORY_EDITOR');
    expect(refusal(await change(editor, { organisationId: organisation.id, ...input }))).toBe(expected);
  });

  test('what was kept of a change cannot be changed', async () => {
    const organisation = await directory.organisation();
    await change(of(organisation, 'DIRECTORY_EDITOR'), { organisationId: organisation.id, acronym: 'X' });
    const tamper = directory.owner.query('update change set changed_by = $2 where organisation_id = $1', [
      organisation.id,
      newId(),
    ]);
    await expect(tamper).rejects.toThrow('kept');
  });
});

describe('reading', () => {
  test('by id, by slug, and exactly one of the two', async () => {
    const { data } = await directory.ask(anonymous, '{ organisation(slug: "vatra") { id } }');
    const again = await directory.ask(anonymous, `{ organisation(id: "${data.organisation.id}") { slug } }`);
    expect(again.data.organisation.slug).toBe('vatra');
    expect(refusal(await directory.ask(anonymous, '{ organisation { id } }'))).toBe('INVALID id');
    expect(refusal(await directory.ask(anonymous, '{ organisation(id: "x") { id } }'))).toBe('INVALID id');
    const missing = await directory.ask(anonymous, `{ organisation(id: "${newId()}") { id } }`);
    expect(missing).toEqual({ data: { organisation: null } });
  });

  test('by kind, country and network, a page at a time', async () => {
    const network = await directory.organisation({ kind: 'NETWORK' });
    const members = [];
    for (const country of ['AL', 'XK', 'XK'] as const) {
      const row = await directory.organisation({ country });
      const membership = { id: newId(), organisationId: row.id, networkId: network.id, level: 'NATIONAL' };
      await directory.owner.manager.insert('Membership', membership);
      members.push(row);
    }
    const list = async (filter: object, after?: string) => {
      const query = `query ($filter: OrganisationFilter, $after: String) { organisations(filter: $filter, first: 2, after: $after) {
        totalCount edges { node { slug } } pageInfo { hasNextPage endCursor } } }`;
      return (await directory.ask(anonymous, query, { filter, after })).data.organisations;
    };
    const slugs = members.map(row => row.slug).sort();
    const first = await list({ networkId: network.id });
    const second = await list({ networkId: network.id }, first.pageInfo.endCursor);
    expect([...first.edges, ...second.edges].map(({ node }: { node: Organisation }) => node.slug)).toEqual(
      slugs,
    );
    expect([first.totalCount, second.pageInfo.hasNextPage]).toEqual([3, false]);
    expect((await list({ networkId: network.id, country: 'XK' })).totalCount).toBe(2);
    expect((await list({ networkId: network.id, kinds: ['POLICE'] })).totalCount).toBe(0);
  });

  test('as another subgraph refers to it, whatever it refers to', async () => {
    const { data: known } = await directory.ask(
      anonymous,
      '{ organisation(slug: "pvpt") { id } place(code: "XK") { id } }',
    );
    const organisations = await directory.entities(
      anonymous,
      'Organisation',
      [{ id: known.organisation.id }, { id: newId() }, { id: "x'; --" }],
      '{ slug }',
    );
    expect(organisations.data._entities).toEqual([{ slug: 'pvpt' }, null, null]);
    const places = await directory.entities(
      anonymous,
      'Place',
      [{ id: known.place.id }],
      '{ code parent { code } }',
    );
    expect(places.data._entities).toEqual([{ code: 'XK', parent: null }]);
    const types = await directory.entities(
      anonymous,
      'ServiceType',
      [{ code: 'VS01' }, { code: '' }],
      '{ category }',
    );
    expect(types.data._entities).toEqual([{ category: 'SAFE_ACCOMMODATION' }, null]);
  });

  test('a field that needs a role is null in another organisation’s eyes, through `_entities` too', async () => {
    const organisation = await directory.organisation();
    const selection = '{ history { totalCount } phoneChanges { totalCount } }';
    const read = async (viewer: Viewer) =>
      (await directory.entities(viewer, 'Organisation', [{ id: organisation.id }], selection)).data
        ._entities[0];
    expect(await read(member({ roles: ['DIRECTORY_EDITOR'] }))).toEqual({
      history: null,
      phoneChanges: null,
    });
    expect(await read(of(organisation, 'DIRECTORY_EDITOR'))).toEqual({
      history: { totalCount: 0 },
      phoneChanges: { totalCount: 0 },
    });
  });
});
