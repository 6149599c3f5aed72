import { newId } from '@ura/database';
import { colleagueOf, member } from '@ura/testkit';
import { type House, holdFor, openSite, type Site, woman } from '../stay/house.fixture';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const caseManager = () => member({ roles: ['CASE_MANAGER'] });

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

describe('P59 probing', () => {
  test('is refused after thirty searches in an hour, at once or one by one, and told to the data officer', async () => {
    const viewer = caseManager();
    const house = await site.house();
    const aliases = Array.from(
      { length: 29 },
      (_, index) => `a${index}: findBeds(need: $need) { verdict }`,
    ).join(' ');
    const need = { people: [woman], risk: 'LOW', caseRef: newId() };
    const many = await site.client.ask(viewer, `query ($need: BedNeed!) { ${aliases} }`, { need });
    expect(many.errors).toBeUndefined();
    await holdFor(site, viewer, house.shelter.id, { caseRef: newId() });
    const { errors } = await offerOf(viewer, house, { caseRef: newId() });
    expect(errors?.[0].extensions).toMatchObject({ code: 'LIMITED', retryAt: expect.any(String) });
    await expect(holdFor(site, viewer, house.shelter.id, { caseRef: newId() })).rejects.toThrow('LIMITED');
    const { data } = await site.client.ask(
      colleagueOf(viewer, 'DATA_OFFICER'),
      '{ alarms { edges { node { kind workerId } } } }',
    );
    expect(data.alarms.edges).toEqual([{ node: { kind: 'PROBING', workerId: viewer.id } }]);
  });

  test('does not count what names no case, nor another worker', async () => {
    const viewer = caseManager();
    const house = await site.house();
    const aliases = Array.from(
      { length: 30 },
      (_, index) => `a${index}: findBeds(need: $need) { verdict }`,
    ).join(' ');
    const need = { people: [woman], risk: 'LOW' };
    await site.client.ask(viewer, `query ($need: BedNeed!) { ${aliases} }`, {
      need: { ...need, caseRef: newId() },
    });
    expect((await offerOf(viewer, house, {})).verdict).toBe('YES');
    expect((await offerOf(colleagueOf(viewer, 'CASE_MANAGER'), house, { caseRef: newId() })).verdict).toBe(
      'YES',
    );
  });

  test('counts what is put on the waiting list with a reference', async () => {
    const viewer = caseManager();
    const house = await site.house();
    const aliases = Array.from(
      { length: 30 },
      (_, index) => `a${index}: requestBed(input: {
        need: { people: [{ sex: FEMALE, ageBand: AGE_25_59 }], risk: LOW, caseRef: "${newId()}" },
        idempotencyKey: "${newId()}" }) { id }`,
    ).join(' ');
    expect((await site.client.ask(viewer, `mutation { ${aliases} }`)).errors).toBeUndefined();
    const { errors } = await offerOf(viewer, house, { caseRef: newId() });
    expect(errors?.[0].extensions.code).toBe('LIMITED');
  });

  test('counts the searches that ended in a refusal', async () => {
    const full = await site.house({}, [{}], 1);
    const viewer = caseManager();
    await holdFor(site, viewer, full.shelter.id);
    await expect(holdFor(site, viewer, full.shelter.id, { caseRef: newId() })).rejects.toThrow('CONFLICT');
    const [{ asks }] = await site.test.owner.query(
      'select count(*)::int as asks from need_ask where viewer_id = $1',
      [viewer.id],
    );
    expect(asks).toBe(1);
  });
});
