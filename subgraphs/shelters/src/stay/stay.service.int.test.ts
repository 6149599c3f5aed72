import { newId } from '@ura/database';
import { member } from '@ura/testkit';
import { baby, type House, holdFor, openSite, refusal, type Site, woman } from './house.fixture';
import { Stay } from './stay.entity';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const worker = () => member({ roles: ['MOBILE_UNIT'] });
const soon = (minutes = 60) => new Date(Date.now() + minutes * 60_000).toISOString();
const shown = '{ id status from until beds { id status } exitApprovals { by reference } flagged flaggedWhy }';

const tell = (viewer: House['staff'], mutation: string, input: object) =>
  site.client.ask(
    viewer,
    `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) ${shown} }`,
    { input },
  );

const arrive = ({ staff }: House, holdId: string, people: object[], idempotencyKey = newId()) =>
  tell(staff, 'arriveFromHold', { holdId, people, idempotencyKey });

const stayOf = async (house: House, risk = 'MEDIUM'): Promise<string> => {
  const free = house.beds[0]!.id;
  const { data } = await tell(house.staff, 'startStay', { bedId: free, risk, idempotencyKey: newId() });
  return data.startStay.id;
};

const claims = (holdId: string) =>
  site.test.owner.query(
    `select kind, bed_id, lower(during) as "from", upper(during) as "until", upper_inf(during) as open
       from claim where hold_id = $1 or stay_id in (select id from stay where hold_id = $1)`,
    [holdId],
  );

describe('an arrival', () => {
  test('turns the hold’s beds into stays without a moment between', async () => {
    const house = await site.house();
    const holdId = await holdFor(site, worker(), house.shelter.id, { people: [woman, woman] });
    const { data } = await arrive(house, holdId, [{}, { bedId: house.beds[0]!.id }]);
    expect(data.arriveFromHold.map(({ status }: Stay) => status)).toEqual(['ACTIVE', 'ACTIVE']);
    const rows = await claims(holdId);
    for (const { id } of house.beds) {
      const [held, stay] = ['HOLD', 'STAY'].map(kind =>
        rows.find((row: { kind: string; bed_id: string }) => row.kind === kind && row.bed_id === id),
      );
      expect(held.until).toEqual(stay.from);
      expect(stay.open).toBe(true);
    }
    const { data: after } = await site.client.ask(
      house.staff,
      '{ bedHold(id: "ID") { status } }'.replace('ID', holdId),
    );
    expect(after.bedHold.status).toBe('ARRIVED');
  });

  test('frees the beds that nobody took', async () => {
    const house = await site.house();
    const holdId = await holdFor(site, worker(), house.shelter.id, { people: [woman, woman] });
    await arrive(house, holdId, [{ bedId: house.beds[1]!.id }]);
    const { data } = await site.client.ask(
      house.staff,
      `{ shelter(id: "${house.shelter.id}") { availability { freeBeds heldBeds occupiedBeds } } }`,
    );
    expect(data.shelter.availability).toEqual({ freeBeds: 1, heldBeds: 0, occupiedBeds: 1 });
  });

  test('gives a child in a cot a stay without a bed of its own', async () => {
    const house = await site.house({}, [{ familyUnit: true, cots: 1 }]);
    const holdId = await holdFor(site, worker(), house.shelter.id, { people: [woman, baby] });
    const { data } = await arrive(house, holdId, [{}, {}]);
    expect(data.arriveFromHold.map(({ beds }: { beds: object[] }) => beds.length).sort()).toEqual([0, 1]);
  });

  test('again with the same key is the same arrival', async () => {
    const house = await site.house();
    const holdId = await holdFor(site, worker(), house.shelter.id);
    const key = newId();
    const ids = async () =>
      (await arrive(house, holdId, [{}], key)).data.arriveFromHold.map(({ id }: Stay) => id);
    expect(await ids()).toEqual(await ids());
  });

  test('that two colleagues record at once is one arrival: the other learns that they ARRIVED', async () => {
    const house = await site.house();
    const holdId = await holdFor(site, worker(), house.shelter.id);
    const answers = await Promise.all([1, 2, 3, 4].map(() => arrive(house, holdId, [{}])));
    const refusals = answers.flatMap(answer => refusal(answer) ?? []);
    expect(refusals.map(({ code, message }) => [code, message.includes('ARRIVED')])).toEqual(
      Array(3).fill(['CONFLICT', true]),
    );
    expect(await site.test.owner.manager.countBy(Stay, { holdId })).toBe(1);
  });

  test('is of at most as many as the hold is for, and into beds that are held', async () => {
    const house = await site.house();
    const holdId = await holdFor(site, worker(), house.shelter.id);
    expect(refusal(await arrive(house, holdId, [{}, {}]))).toMatchObject({
      code: 'INVALID',
      field: 'input.people',
    });
    expect(refusal(await arrive(house, holdId, []))).toMatchObject({
      code: 'INVALID',
      field: 'input.people',
    });
    expect(refusal(await arrive(house, holdId, [{ bedId: newId() }]))).toMatchObject({
      code: 'INVALID',
      field: 'input.people.0.bedId',
    });
    expect(await site.test.owner.manager.countBy(Stay, { holdId })).toBe(0);
  });

  test('from a hold that is over is a conflict that names its status', async () => {
    const house = await site.house();
    const asker = worker();
    const expired = await holdFor(site, asker, house.shelter.id);
    await site.ago(expired, '2 hours');
    expect(refusal(await arrive(house, expired, [{}]))).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('EXPIRED'),
    });
    const released = await holdFor(site, asker, house.shelter.id);
    await site.client.ask(asker, `mutation { releaseHold(input: { holdId: "${released}" }) { id } }`);
    expect(refusal(await arrive(house, released, [{}]))?.message).toContain('RELEASED');
  });

  test('is recorded by the shelter’s own staff alone', async () => {
    const [house, other] = [await site.house(), await site.house()];
    const asker = worker();
    const holdId = await holdFor(site, asker, house.shelter.id);
    expect(refusal(await arrive(other, holdId, [{}]))?.code).toBe('NOT_FOUND');
    const answer = await tell(asker, 'arriveFromHold', { holdId, people: [{}], idempotencyKey: newId() });
    expect(refusal(answer)?.code).toBe('FORBIDDEN');
  });
});

describe('a stay', () => {
  test('keeps the bed while somebody is away, and when its planned end has passed', async () => {
    const house = await site.house({}, [{}], 1);
    const stayId = await stayOf(house);
    await tell(house.staff, 'extendStay', { stayId, until: soon() });
    const { data } = await tell(house.staff, 'leaveForNow', { stayId, keptUntil: soon() });
    expect(data.leaveForNow).toMatchObject({ status: 'AWAY', beds: [{ status: 'OCCUPIED' }] });
    await site.test.owner.query(`update stay set until = now() - interval '1 day' where id = $1`, [stayId]);
    const again = { bedId: house.beds[0]!.id, risk: 'LOW', idempotencyKey: newId() };
    expect(refusal(await tell(house.staff, 'startStay', again))?.code).toBe('CONFLICT');
    expect((await tell(house.staff, 'comeBack', { stayId })).data.comeBack.status).toBe('ACTIVE');
  });

  test('that is reserved begins when they come, earlier too', async () => {
    const house = await site.house();
    const input = { bedId: house.beds[0]!.id, risk: 'LOW', from: soon(600), idempotencyKey: newId() };
    const { data } = await tell(house.staff, 'startStay', input);
    expect(data.startStay).toMatchObject({ status: 'RESERVED', beds: [{ status: 'AVAILABLE' }] });
    const begun = await tell(house.staff, 'beginStay', { stayId: data.startStay.id });
    expect(begun.data.beginStay).toMatchObject({ status: 'ACTIVE', beds: [{ status: 'OCCUPIED' }] });
  });

  test('does not begin in the past, nor end before it begins', async () => {
    const house = await site.house();
    const input = { bedId: house.beds[0]!.id, risk: 'LOW', idempotencyKey: newId() };
    const past = new Date(Date.now() - 86_400_000).toISOString();
    expect(refusal(await tell(house.staff, 'startStay', { ...input, from: past }))?.field).toBe('input.from');
    expect(refusal(await tell(house.staff, 'startStay', { ...input, until: past }))?.field).toBe(
      'input.until',
    );
  });

  test('that ended frees the bed at once', async () => {
    const house = await site.house({}, [{}], 1);
    const stayId = await stayOf(house);
    await tell(house.staff, 'endStay', { stayId, reason: 'PLANNED', destination: 'FAMILY' });
    expect(await stayOf(house)).not.toBe(stayId);
  });

  test.each([
    ['comeBack', {}, 'ACTIVE'],
    ['beginStay', {}, 'ACTIVE'],
  ])('cannot take the step %s when it is active, and says so', async (step, input, status) => {
    const house = await site.house();
    const answer = await tell(house.staff, step, { stayId: await stayOf(house), ...input });
    expect(refusal(answer)).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(status) });
  });

  test('that is over has no further step, and each refusal says that it is EXITED', async () => {
    const house = await site.house();
    const stayId = await stayOf(house);
    await tell(house.staff, 'endStay', { stayId, reason: 'PLANNED' });
    const steps: [string, object][] = [
      ['leaveForNow', { keptUntil: soon() }],
      ['comeBack', {}],
      ['extendStay', { until: soon() }],
      ['requestExit', { idempotencyKey: newId() }],
      ['endStay', { reason: 'PLANNED' }],
      ['approveExit', { by: 'POLICE', reference: '1/2026', approvedAt: soon(-60), idempotencyKey: newId() }],
    ];
    for (const [step, input] of steps) {
      const { code, message } = refusal(await tell(house.staff, step, { stayId, ...input }))!;
      expect([step, code, message.includes('EXITED')]).toEqual([step, 'CONFLICT', true]);
    }
  });

  test('is for the shelter’s own staff: hidden and missing are one answer, by reference too', async () => {
    const [house, other] = [await site.house(), await site.house()];
    const stayId = await stayOf(house);
    const query = 'query ($id: ID!) { stay(id: $id) { id } }';
    expect((await site.client.ask(house.staff, query, { id: stayId })).data.stay.id).toBe(stayId);
    for (const id of [stayId, newId()]) {
      expect(await site.client.ask(other.staff, query, { id })).toEqual({ data: { stay: null } });
      const { data } = await site.client.entities(other.staff, 'Stay', [{ id }], '{ id caseRef }');
      expect(data._entities).toEqual([null]);
    }
    const list = `{ stays(shelterId: "${house.shelter.id}") { totalCount edges { node { id } } } }`;
    expect((await site.client.ask(other.staff, list)).data.stays).toBeNull();
    expect((await site.client.ask(house.staff, list)).data.stays.totalCount).toBe(1);
  });

  test('is one of a list that is read page by page', async () => {
    const house = await site.house({}, [{}, {}], 2);
    for (const { id: bedId } of house.beds) {
      await tell(house.staff, 'startStay', { bedId, risk: 'LOW', idempotencyKey: newId() });
    }
    const query = `query ($after: String) { stays(shelterId: "${house.shelter.id}", statuses: [ACTIVE], first: 3, after: $after)
      { edges { node { id } } pageInfo { endCursor hasNextPage } } }`;
    const first = (await site.client.ask(house.staff, query)).data.stays;
    const rest = (await site.client.ask(house.staff, query, { after: first.pageInfo.endCursor })).data.stays;
    const ids = [...first.edges, ...rest.edges].map(({ node }) => node.id);
    expect([new Set(ids).size, rest.pageInfo.hasNextPage]).toEqual([4, false]);
    const wrong = Buffer.from('["2026-02-31T00:00:00.000Z","x"]').toString('base64url');
    expect(refusal(await site.client.ask(house.staff, query, { after: wrong }))?.field).toBe('after');
  });
});
