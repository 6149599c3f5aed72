import { type Member, type Role, roles } from '@ura/access';
import { buildFederatedSchema } from '@ura/subgraph';
import { anonymous, colleagueOf, member } from '@ura/testkit';
import { isInputObjectType, isObjectType } from 'graphql';
import { placementRoles } from './availability/availability.rules';
import { shelters } from './subgraph';
import {
  codeOf,
  fieldOf,
  type House,
  holdBeds,
  house,
  mutate,
  need,
  type Stage,
  stage,
  worker,
} from './testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const ADDRESS = 'address { street postalCode building latitude longitude }';
const secrets = ['Rruga Sekrete', '9999', 'Kulla 7', '40.123456', '19.654321'];

/** Every way to a shelter that there is, as one request each. */
const ways = (at: House, holdId: string): string[] => [
  `{ shelter(id: "${at.id}") { id ${ADDRESS} } }`,
  `{ shelters(first: 100, filter: { organisationId: "${at.organisationId}" }) { edges { node { id ${ADDRESS} } } } }`,
  `{ findBeds(need: { people: [{ sex: FEMALE, ageBand: AGE_25_59 }], risk: LOW }) { shelter { id ${ADDRESS} } } }`,
  `{ bedHold(id: "${holdId}") { id shelter { id ${ADDRESS} } } }`,
  `{ bedHolds(box: OUTBOX) { edges { node { shelter { id ${ADDRESS} } } } } }`,
  `{ bedBoard(shelterId: "${at.id}") { shelter { id ${ADDRESS} } } }`,
  `{ stays(shelterId: "${at.id}") { edges { node { shelter { id ${ADDRESS} } } } } }`,
  `{ bedRequests(box: OUTBOX) { edges { node { id offeredShelter: id } } } }`,
  `mutation { confirmAvailability(input: { shelterId: "${at.id}" }) { id ${ADDRESS} } }`,
  `mutation { changeShelter(input: { shelterId: "${at.id}" }) { id ${ADDRESS} } }`,
  `{ _entities(representations: [{ __typename: "Shelter", id: "${at.id}" }]) { ... on Shelter { id ${ADDRESS} } } }`,
  `{ _entities(representations: [{ __typename: "Organisation", id: "${at.organisationId}" }]) { ... on Organisation { shelters { id ${ADDRESS} } } } }`,
  `{ _entities(representations: [{ __typename: "BedHold", id: "${holdId}" }]) { ... on BedHold { shelter { id ${ADDRESS} } } } }`,
];

describe('the address', () => {
  test('P1 P5 comes by no way to any role but the shelter’s own staff', async () => {
    const at = await house(on.owner);
    const asker = member({ roles: [...roles] });
    const held = await holdBeds(on.client, asker, at.id);
    const others = roles.filter(role => role !== 'SHELTER_STAFF' && role !== 'SHELTER_MANAGER');
    const viewers = [
      asker,
      anonymous,
      colleagueOf(at.staff, ...others),
      ...roles.map(role => member({ roles: [role] })),
    ];
    for (const viewer of viewers) {
      for (const way of ways(at, held.data.holdBeds.id)) {
        const text = JSON.stringify(await on.client.ask(viewer, way));
        expect(secrets.filter(secret => text.includes(secret))).toEqual([]);
      }
    }
    expect(on.client.log).toEqual([]);
  });

  test('P1 is the own staff’s, with their own token', async () => {
    const at = await house(on.owner);
    const ask = (viewer: Member, proven: boolean) => on.client.ask(viewer, ways(at, at.id)[0]!, {}, proven);
    expect((await ask(at.staff, true)).data.shelter.address).toMatchObject({
      postalCode: '9999',
      building: 'Kulla 7',
    });
    expect((await ask(at.staff, false)).data.shelter.address).toBeNull();
  });

  test('P2 no field that anybody or any partner may read is one of a place', async () => {
    const { schema } = await buildFederatedSchema(shelters);
    const classOf = (field: { astNode?: { directives?: readonly unknown[] } | null }) =>
      JSON.stringify(field.astNode?.directives).match(/"(PUBLIC|PARTNER|OWNER|IDENTITY)"/)?.[1];
    const placed = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter(type => !type.name.startsWith('_'))
      .flatMap(type =>
        Object.values(type.getFields()).map(field => ({
          at: `${type.name}.${field.name}`,
          kept: classOf(field),
        })),
      )
      .filter(({ at }) =>
        /\.(address|street|postal|building|lat|lon|coordinates|centroid|distance|municipality|town)/i.test(
          at,
        ),
      );
    expect(placed.length).toBeGreaterThan(4);
    expect(placed.filter(({ kept }) => kept !== 'OWNER')).toEqual([]);
  });

  test('P4 does not move a shelter in the order of the answer', async () => {
    const regionCode = 'AL-07';
    const all = [
      await house(on.owner, { regionCode }),
      await house(on.owner, { regionCode }),
      await house(on.owner, { regionCode }),
    ];
    await on.owner.query('update shelter set confirmed_at = $1 where id = any($2)', [
      new Date(),
      all.map(({ id }) => id),
    ]);
    const order = async () => {
      const { data } = await on.client.ask(
        worker(),
        'query ($need: BedNeed!) { findBeds(need: $need) { shelter { id } } }',
        { need: need({ regionCode: 'AL-12' }) },
      );
      const ids: string[] = data.findBeds.map(({ shelter }: { shelter: { id: string } }) => shelter.id);
      return ids.filter(id => all.some(each => each.id === id));
    };
    const before = await order();
    expect(before).toHaveLength(3);
    const move = (id: string, latitude: number) =>
      on.owner.query('update shelter_address set latitude = $2 where shelter_id = $1', [id, latitude]);
    await move(before[2]!, 40.46);
    await move(before[0]!, 42.6);
    expect(await order()).toEqual(before);
  });

  test('the area is the country, or the region for those who place people', async () => {
    const at = await house(on.owner, { regionCode: 'AL-12' });
    const area = async (viewer: Member) =>
      (await on.client.ask(viewer, `{ shelter(id: "${at.id}") { publicArea { id } } }`)).data.shelter
        .publicArea.id;
    const [{ id: region }] = await on.owner.query(`select id from place where code = 'AL-12'`);
    const [{ id: country }] = await on.owner.query(`select id from place where code = 'AL'`);
    expect(await area(worker())).toBe(region);
    expect(await area(member({ roles: ['TRAINER'] }))).toBe(country);
  });
});

test('P57 figures are for those who place people, and null for everybody else', async () => {
  const at = await house(on.owner);
  for (const role of roles) {
    const answer = await on.client.ask(
      member({ roles: [role] }),
      `{ shelter(id: "${at.id}") { availability { freeBeds } } }`,
    );
    const expected = (placementRoles as readonly Role[]).includes(role) ? { freeBeds: 2 } : null;
    expect([role, answer.data.shelter.availability]).toEqual([role, expected]);
  }
  expect(
    (await on.client.ask(anonymous, `{ shelter(id: "${at.id}") { id } }`)).data?.shelter ?? null,
  ).toBeNull();
});

describe('what is kept of a need', () => {
  test('P6 ids are random, codes say nothing, and keys are ids alone', async () => {
    const { sdl } = await buildFederatedSchema(shelters);
    expect([...new Set(sdl.match(/@key\(fields: "[^"]*"/g))]).toEqual(['@key(fields: "id"']);
    const at = await house(on.owner, { rooms: [{ beds: 8 }] });
    const holds = await Promise.all(Array.from({ length: 8 }, () => holdBeds(on.client, worker(), at.id)));
    const made: { id: string; code: string }[] = holds.map(({ data }) => data.holdBeds);
    for (const { id, code } of made) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ2-9]{6}$/);
    }
    expect(new Set(made.map(({ code }) => code.slice(0, 3))).size).toBeGreaterThan(4);
  });

  test('P8 a need and a hold have no free text: every text in them is a code', async () => {
    const { schema } = await buildFederatedSchema(shelters);
    const texts = [
      'BedNeed',
      'PersonInNeed',
      'HoldBedsInput',
      'ConfirmHoldInput',
      'DeclineHoldInput',
      'ArriveFromHoldInput',
      'ArrivalInput',
      'RequestBedInput',
    ]
      .map(name => schema.getType(name))
      .filter(isInputObjectType)
      .flatMap(type =>
        Object.values(type.getFields()).map(field => `${type.name}.${field.name}: ${field.type}`),
      )
      .filter(field => /String/.test(field));
    expect(texts).toEqual([
      'BedNeed.avoidPlaceCodes: [String!]',
      'BedNeed.languages: [String!]',
      'BedNeed.regionCode: String',
    ]);
  });

  test.each(['+355 69 123 4567', 'J51015001A', 'Ana Hoxha', '1999-05-17'])(
    'P8 “%s” fits nowhere',
    async text => {
      const at = await house(on.owner);
      for (const [wrong, field] of [
        [{ regionCode: text }, 'regionCode'],
        [{ avoidPlaceCodes: [text] }, 'avoidPlaceCodes'],
        [{ languages: [text] }, 'languages'],
        [{ caseRef: text }, 'caseRef'],
      ] as const) {
        const answer = await holdBeds(on.client, worker(), at.id, { need: need(wrong) });
        expect(codeOf(answer)).toBe('INVALID');
        expect(fieldOf(answer)).toContain(`input.need.${field}`);
        expect(JSON.stringify(answer)).not.toContain(text);
      }
    },
  );

  test('P8 a child’s age is judged and not kept', async () => {
    const at = await house(on.owner, { rooms: [{ beds: 2, familyUnit: true }] });
    const people = [
      { sex: 'FEMALE', ageBand: 'AGE_25_59' },
      { sex: 'MALE', ageBand: 'AGE_12_17', age: 14 },
    ];
    const { data } = await holdBeds(on.client, worker(), at.id, { need: need({ people }) });
    const [kept] = await on.owner.query('select * from bed_hold where id = $1', [data.holdBeds.id]);
    expect(kept.people).toHaveLength(2);
    expect(JSON.stringify(kept.people)).not.toContain('"age"');
  });
});

test('P62 a list of holds counts those of one’s own side alone', async () => {
  const at = await house(on.owner, { rooms: [{ beds: 3 }] });
  const asker = worker();
  await holdBeds(on.client, asker, at.id);
  await holdBeds(on.client, worker(), at.id);
  const count = async (viewer: Member, box: string) =>
    (await on.client.ask(viewer, `{ bedHolds(box: ${box}) { totalCount } }`)).data.bedHolds.totalCount;
  expect(await count(asker, 'OUTBOX')).toBe(1);
  expect(await count(at.staff, 'INBOX')).toBe(2);
  expect(await count(at.staff, 'OUTBOX')).toBe(0);
});

test('a refusal never tells a hidden hold from one that is not there', async () => {
  const at = await house(on.owner);
  const { data } = await holdBeds(on.client, worker(), at.id);
  const stranger = worker();
  const hidden = await mutate(on.client, stranger, 'releaseHold', { holdId: data.holdBeds.id });
  const missing = await mutate(on.client, stranger, 'releaseHold', { holdId: at.id });
  expect(hidden).toEqual(missing);
});
