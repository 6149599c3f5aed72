import { newId } from '@ura/database';
import { anonymous, colleagueOf, member } from '@ura/testkit';
import { codeOf, fieldOf, holdBeds, house, minutesPass, mutate, type Stage, stage, worker } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const manager = () => member({ roles: ['SHELTER_STAFF', 'SHELTER_MANAGER'] });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const newShelter = (more: object = {}) => ({
  slug: `new-${newId()}`,
  country: 'AL',
  regionCode: 'AL-12',
  name: { sq: 'Prova' },
  kind: 'EMERGENCY',
  programmes: ['RESIDENTIAL'],
  regime: 'OPEN',
  accepts: {
    risks: ['LOW'],
    sexes: ['FEMALE'],
    ageBands: ['AGE_25_59'],
    situations: ['TRAFFICKING'],
    oldestBoy: 12,
  },
  languages: ['sq'],
  address: { street: 'Rruga 1', postalCode: '9401', latitude: 40.4, longitude: 19.4 },
  rooms: [
    { label: '1', beds: ['a', 'b'] },
    { label: '2', familyUnit: true, cots: 1, beds: ['c', 'd', 'e'] },
  ],
  idempotencyKey: newId(),
  ...more,
});
const SHELTER = `id slug: name { sq } kind accepts { oldestBoy } organisation { id } languages maximumNights
  availability { freeBeds } address { street }`;

describe('a shelter', () => {
  test('is added whole by a manager, once, with its rooms, beds and address', async () => {
    const runs = manager();
    const input = newShelter();
    const { data, errors } = await mutate(on.client, runs, 'addShelter', input, `{ ${SHELTER} }`);
    expect(errors).toBeUndefined();
    expect(data.addShelter).toMatchObject({
      accepts: { oldestBoy: 12 },
      organisation: { id: runs.organisationId },
      availability: { freeBeds: 5 },
      address: { street: 'Rruga 1' },
    });
    const again = await mutate(on.client, runs, 'addShelter', input);
    expect(again.data.addShelter.id).toBe(data.addShelter.id);
    expect(
      codeOf(await mutate(on.client, manager(), 'addShelter', { ...input, idempotencyKey: newId() })),
    ).toBe('CONFLICT');
  });

  test.each<[string, object, string]>([
    ['in a region of the other country', { regionCode: 'hub:xk-district:prishtine' }, 'input.regionCode'],
    ['in a town, which would be too near', { regionCode: 'hub:al-municipality:vlore' }, 'input.regionCode'],
    ['with a slug of capitals', { slug: 'Vatra 1' }, 'input.slug'],
    ['as an apartment without a lease', { kind: 'RENTED_APARTMENT' }, 'input.leaseUntil'],
    ['with a room without beds', { rooms: [{ label: '1', beds: [] }] }, 'input.rooms.0.beds'],
    [
      'off the earth',
      { address: { street: 'x', postalCode: '1', latitude: 91, longitude: 0 } },
      'input.address.latitude',
    ],
  ])('is not added %s', async (_what, wrong, field) => {
    const answer = await mutate(on.client, manager(), 'addShelter', newShelter(wrong));
    expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  });

  test('is changed by its own manager alone', async () => {
    const at = await house(on.owner);
    const change = (viewer: typeof at.manager) =>
      mutate(
        on.client,
        viewer,
        'changeShelter',
        { shelterId: at.id, maximumNights: 30, languages: ['sr'] },
        `{ ${SHELTER} }`,
      );
    expect(codeOf(await change(at.staff))).toBe('FORBIDDEN');
    expect(codeOf(await change(manager()))).toBe('FORBIDDEN');
    const { data } = await change(at.manager);
    expect(data.changeShelter).toMatchObject({
      maximumNights: 30,
      languages: ['sr'],
      accepts: { oldestBoy: 14 },
    });
    expect(codeOf(await mutate(on.client, at.manager, 'changeShelter', { shelterId: newId() }))).toBe(
      'NOT_FOUND',
    );
  });

  test('gets more beds, once for a key, and no label twice', async () => {
    const at = await house(on.owner, { rooms: [{ beds: 1 }] });
    const [{ id: roomId }] = await on.owner.query('select id from room where shelter_id = $1', [at.id]);
    const input = {
      shelterId: at.id,
      rooms: [{ label: '2', beds: ['a', 'b'] }],
      more: [{ roomId, beds: ['1z'] }],
      idempotencyKey: newId(),
    };
    const add = (given: object) =>
      mutate(on.client, at.manager, 'addBeds', given, '{ availability { freeBeds } }');
    expect((await add(input)).data.addBeds.availability.freeBeds).toBe(4);
    expect((await add(input)).data.addBeds.availability.freeBeds).toBe(4);
    expect(codeOf(await add({ ...input, more: [], idempotencyKey: newId() }))).toBe('CONFLICT');
    const elsewhere = {
      ...input,
      rooms: [],
      more: [{ roomId: newId(), beds: ['x'] }],
      idempotencyKey: newId(),
    };
    expect(fieldOf(await add(elsewhere))).toBe('input.more.0.roomId');
  });

  test('closes until a time to come, and who is expected stays expected', async () => {
    const at = await house(on.owner);
    const asker = worker();
    const { data } = await holdBeds(on.client, asker, at.id);
    const close = (until: string) =>
      mutate(on.client, at.manager, 'closeShelter', { shelterId: at.id, until });
    expect(fieldOf(await close(inDays(-1)))).toBe('input.until');
    expect((await close(inDays(1))).errors).toBeUndefined();
    const confirmed = await mutate(
      on.client,
      at.staff,
      'confirmHold',
      { holdId: data.holdBeds.id, arriveBy: new Date(Date.now() + 3_600_000).toISOString() },
      '{ status }',
    );
    expect(confirmed.data.confirmHold.status).toBe('CONFIRMED');
  });

  test('any change by its own staff confirms its figures, and nobody else’s does', async () => {
    const at = await house(on.owner);
    const freshness = async () =>
      (await on.client.ask(worker(), `{ shelter(id: "${at.id}") { availability { freshness } } }`)).data
        .shelter.availability.freshness;
    await minutesPass(on.owner, at.id, 600);
    await holdBeds(on.client, worker(), at.id);
    expect(await freshness()).toBe('STALE');
    expect(
      codeOf(
        await mutate(on.client, colleagueOf(manager(), 'SHELTER_STAFF'), 'confirmAvailability', {
          shelterId: at.id,
        }),
      ),
    ).toBe('FORBIDDEN');
    expect(await freshness()).toBe('STALE');
    await mutate(on.client, at.staff, 'blockBed', {
      bedId: at.beds[1],
      reason: 'CLEANING',
      until: inDays(1),
    });
    expect(await freshness()).toBe('FRESH');
  });

  test('is listed by country, kind and organisation, page by page', async () => {
    const organisationId = newId();
    const [one, two] = [
      await house(on.owner, { organisationId }),
      await house(on.owner, { organisationId, kind: 'TRANSITIONAL' }),
    ];
    const list = async (filter: object, first = 20, after: string | null = null) =>
      (
        await on.client.ask(
          worker(),
          `query ($filter: ShelterFilter, $first: Int!, $after: String) {
             shelters(filter: $filter, first: $first, after: $after) {
               edges { node { id } } pageInfo { hasNextPage endCursor } totalCount } }`,
          { filter, first, after },
        )
      ).data.shelters;
    const all = await list({ organisationId });
    expect(all.totalCount).toBe(2);
    expect((await list({ organisationId, kinds: ['TRANSITIONAL'] })).edges).toEqual([
      { node: { id: two.id } },
    ]);
    expect((await list({ organisationId, country: 'XK' })).totalCount).toBe(0);
    const first = await list({ organisationId }, 1);
    const second = await list({ organisationId }, 1, first.pageInfo.endCursor);
    expect([...first.edges, ...second.edges]).toEqual(all.edges);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect(all.edges.map(({ node }: { node: { id: string } }) => node.id).sort()).toEqual(
      [one.id, two.id].sort(),
    );
  });

  test('belongs to its organisation, for members', async () => {
    const { id, organisationId } = await house(on.owner);
    const ask = (viewer: typeof anonymous) =>
      on.client.entities(viewer, 'Organisation', [{ id: organisationId }], '{ id shelters { id } }');
    expect((await ask(worker())).data._entities).toEqual([{ id: organisationId, shelters: [{ id }] }]);
    expect((await ask(anonymous)).data._entities).toEqual([{ id: organisationId, shelters: null }]);
  });
});
