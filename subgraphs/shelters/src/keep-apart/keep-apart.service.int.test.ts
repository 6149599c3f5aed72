import { newId } from '@ura/database';
import { buildFederatedSchema } from '@ura/subgraph';
import { colleagueOf, member } from '@ura/testkit';
import type { GraphQLObjectType } from 'graphql';
import { type House, holdFor, openSite, refusal, type Site, woman } from '../stay/house.fixture';
import { shelters } from '../subgraph';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const caseManager = () => member({ roles: ['CASE_MANAGER'] });

const keepApart = (viewer: House['staff'], caseRef: string, otherCaseRef: string, idempotencyKey = newId()) =>
  site.client.ask(
    viewer,
    'mutation ($input: KeepApartInput!) { keepApart(input: $input) { id since endedAt } }',
    { input: { caseRef, otherCaseRef, idempotencyKey } },
  );

const startStay = ({ staff, beds }: House, caseRef: string, bed = 0) =>
  site.client.ask(staff, 'mutation ($input: StartStayInput!) { startStay(input: $input) { id status } }', {
    input: { bedId: beds[bed]!.id, risk: 'LOW', caseRef, idempotencyKey: newId() },
  });

const offerOf = async (viewer: House['staff'], { shelter }: House, need: object) => {
  const { data, errors } = await site.client.ask(
    viewer,
    `query ($need: BedNeed!) { findBeds(need: $need)
      { verdict reasons freshness shelter { id availability { freeBeds } } } }`,
    { need: { people: [woman], risk: 'LOW', ...need } },
  );
  if (errors) return { errors };
  return data.findBeds.find((offer: { shelter: { id: string } }) => offer.shelter.id === shelter.id);
};

/** A house in which somebody lives, and a full one like it. */
const twoHouses = async (here = newId(), there = newId()) => {
  const [house, full] = [await site.house(), await site.house()];
  await startStay(house, here);
  for (const bed of [0, 1]) await startStay(full, newId(), bed);
  return { house, full, here, there };
};

describe('P27 keeping apart', () => {
  test('answers alike whether or not either of them is in a shelter', async () => {
    const { here, there } = await twoHouses();
    const viewer = caseManager();
    const known = await keepApart(viewer, there, here);
    const unknown = await keepApart(viewer, newId(), newId());
    expect(Object.keys(known.data.keepApart)).toEqual(Object.keys(unknown.data.keepApart));
    expect([known.data.keepApart.endedAt, unknown.data.keepApart.endedAt]).toEqual([null, null]);
    expect([known.errors, unknown.errors]).toEqual([undefined, undefined]);
  });

  test('never tells the other reference', async () => {
    const { schema } = await buildFederatedSchema(shelters);
    const type = schema.getType('KeepApart') as GraphQLObjectType;
    expect(Object.keys(type.getFields()).sort()).toEqual(['endedAt', 'id', 'since']);
  });

  test('holds both ways round', async () => {
    const [lower, higher] = [newId(), newId()].sort() as [string, string];
    for (const [here, there] of [
      [lower, higher],
      [`${higher.slice(0, -4)}0000`, `${lower.slice(0, -4)}0000`],
    ] as const) {
      const { house } = await twoHouses(here, there);
      const viewer = caseManager();
      await keepApart(viewer, there, here);
      expect((await offerOf(viewer, house, { caseRef: there })).verdict).toBe('NO');
    }
  });

  test('is recorded by a case manager, of two cases', async () => {
    const worker = member({ roles: ['MOBILE_UNIT'] });
    expect(refusal(await keepApart(worker, newId(), newId()))?.code).toBe('FORBIDDEN');
    const ref = newId();
    expect(refusal(await keepApart(caseManager(), ref, ref.toUpperCase()))).toMatchObject({
      code: 'INVALID',
      field: 'input.otherCaseRef',
    });
  });

  test('is one thing however often it is recorded, and ends by the organisation that recorded it', async () => {
    const viewer = caseManager();
    const [one, other] = [newId(), newId()];
    const first = (await keepApart(viewer, one, other)).data.keepApart.id;
    expect((await keepApart(viewer, other, one)).data.keepApart.id).toBe(first);
    const end = `mutation { endKeepApart(input: { keepApartId: "${first}" }) { endedAt } }`;
    expect(refusal(await site.client.ask(caseManager(), end))?.code).toBe('NOT_FOUND');
    expect(
      (await site.client.ask(colleagueOf(viewer, 'CASE_MANAGER'), end)).data.endKeepApart.endedAt,
    ).toBeTruthy();
    expect(refusal(await site.client.ask(viewer, end))).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('ENDED'),
    });
  });

  test('ended, keeps nobody apart', async () => {
    const { house, here, there } = await twoHouses();
    const viewer = caseManager();
    const { data } = await keepApart(viewer, there, here);
    const keepApartId = data.keepApart.id;
    await site.client.ask(
      viewer,
      `mutation { endKeepApart(input: { keepApartId: "${keepApartId}" }) { id } }`,
    );
    expect((await offerOf(viewer, house, { caseRef: there })).verdict).toBe('YES');
  });
});

describe('P59 a shelter that is ruled out', () => {
  test('answers exactly as a full one', async () => {
    const { house, full, here, there } = await twoHouses();
    const viewer = caseManager();
    await keepApart(viewer, there, here);
    const [ruledOut, taken] = [
      await offerOf(viewer, house, { caseRef: there }),
      await offerOf(viewer, full, { caseRef: there }),
    ];
    expect({ ...ruledOut, shelter: null }).toEqual({ ...taken, shelter: null });
    expect(ruledOut.shelter.availability).toEqual(taken.shelter.availability);
    expect((await offerOf(viewer, house, { caseRef: newId() })).verdict).toBe('YES');
  });

  test('refuses a hold in the words of a full one', async () => {
    const { house, full, here, there } = await twoHouses();
    const viewer = caseManager();
    await keepApart(viewer, there, here);
    const words = async (shelterId: string) =>
      holdFor(site, viewer, shelterId, { caseRef: there }).catch(error =>
        JSON.parse(error.message).map(({ message, extensions }: { message: string; extensions: object }) => ({
          message,
          extensions,
        })),
      );
    expect(await words(house.shelter.id)).toEqual(await words(full.shelter.id));
  });

  test('is ruled out by somebody who is only expected, too', async () => {
    const house = await site.house();
    const viewer = caseManager();
    const [here, there] = [newId(), newId()];
    await holdFor(site, viewer, house.shelter.id, { caseRef: here });
    await keepApart(viewer, here, there);
    expect((await offerOf(viewer, house, { caseRef: there })).reasons).toEqual(['NOT_AVAILABLE']);
  });

  test('is ruled out by somebody who comes for the day, until they do not any more', async () => {
    const house = await site.house();
    const viewer = caseManager();
    const [here, there] = [newId(), newId()];
    const { data } = await site.client.ask(
      house.staff,
      `mutation { enrolInDailyProgramme(input: { shelterId: "${house.shelter.id}", startsOn: "2026-01-07",
         caseRef: "${here}", idempotencyKey: "${newId()}" }) { id } }`,
    );
    await keepApart(viewer, here, there);
    expect((await offerOf(viewer, house, { caseRef: there })).reasons).toEqual(['NOT_AVAILABLE']);
    await site.client.ask(
      house.staff,
      `mutation { endEnrolment(input: { enrolmentId: "${data.enrolInDailyProgramme.id}", endsOn: "2026-01-08" }) { id } }`,
    );
    expect((await offerOf(viewer, house, { caseRef: there })).verdict).toBe('YES');
  });

  test('refuses nobody at the door: the manager gets a neutral task, with no word of another case', async () => {
    const { house, here, there } = await twoHouses();
    await keepApart(caseManager(), there, here);
    const arrived = await startStay(house, there, 1);
    expect(arrived.data.startStay.status).toBe('ACTIVE');
    const query = `{ alarms(shelterId: "${house.shelter.id}") { edges { node
      { kind tier worker: workerId text { en } hold { id } } } } }`;
    const { data } = await site.client.ask(house.manager, query);
    expect(data.alarms.edges.map(({ node }: { node: object }) => node)).toEqual([
      {
        kind: 'PLACEMENT_REVIEW',
        tier: 'MANAGER',
        worker: null,
        text: { en: 'Please review this placement.' },
        hold: null,
      },
    ]);
    const [row] = await site.test.owner.query('select * from alarm where shelter_id = $1', [
      house.shelter.id,
    ]);
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`${here}|${there}`));
    expect((await site.client.ask(house.staff, query)).data.alarms.edges).toEqual([]);
  });

  test('gives a task of the same words for other reasons, so that the task alone says nothing', async () => {
    const house = await site.house();
    const holdId = await holdFor(site, member({ roles: ['HOTLINE'] }), house.shelter.id, {
      people: [woman, woman],
    });
    await site.client.ask(
      house.staff,
      `mutation { arriveFromHold(input: { holdId: "${holdId}", people: [{}], idempotencyKey: "${newId()}" }) { id } }`,
    );
    const { data } = await site.client.ask(
      house.manager,
      `{ alarms(shelterId: "${house.shelter.id}") { edges { node { kind } } } }`,
    );
    expect(data.alarms.edges).toEqual([{ node: { kind: 'PLACEMENT_REVIEW' } }]);
  });
});
