import { newId } from '@ura/database';
import { colleagueOf, member } from '@ura/testkit';
import { codeOf, holdBeds, house, minutesPass, mutate, need, type Stage, stage, worker } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const OFFER = 'shelter { id availability { freeBeds } } verdict reasons asOf freshness phone { number kind }';
const find = async (viewer: ReturnType<typeof worker>, more: object = {}) => {
  const answer = await on.client.ask(
    viewer,
    `query ($need: BedNeed!) { findBeds(need: $need) { ${OFFER} } }`,
    {
      need: need(more),
    },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.findBeds as {
    shelter: { id: string };
    verdict: string;
    reasons: string[];
    phone: object;
  }[];
};
/** The statements that the service runs from now on. */
const statementsOf = ({ database: { source } }: Stage): string[] => {
  const asked: string[] = [];
  const create = source.createQueryRunner.bind(source);
  jest.spyOn(source, 'createQueryRunner').mockImplementation((...mode) => {
    const runner = create(...mode);
    const connect = runner.connect.bind(runner);
    runner.connect = async () => {
      const client = await connect();
      if (jest.isMockFunction(client.query)) return client;
      const query = client.query.bind(client);
      jest.spyOn(client, 'query').mockImplementation((text, ...rest) => {
        asked.push(String(text));
        return query(text, ...rest);
      });
      return client;
    };
    return runner;
  });
  return asked;
};
afterEach(() => jest.restoreAllMocks());

const offerOf = async (id: string, more: object = {}, viewer = worker()) =>
  (await find(viewer, more)).find(({ shelter }) => shelter.id === id)!;

describe('finding beds', () => {
  test('says yes, with figures that are as of now and the phone that is on call now', async () => {
    const { id } = await house(on.owner);
    expect(await offerOf(id)).toMatchObject({
      verdict: 'YES',
      reasons: [],
      freshness: 'FRESH',
      phone: { number: '+355 00 000 0999', kind: 'ON_CALL' },
      shelter: { availability: { freeBeds: 2 } },
    });
  });

  test('says no while every bed is held, and yes when the hold has run out', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 1 }] });
    await holdBeds(on.client, worker(), id);
    expect(await offerOf(id)).toMatchObject({ verdict: 'NO', reasons: ['NOT_AVAILABLE'] });
    await minutesPass(on.owner, id, 60);
    expect(await offerOf(id)).toMatchObject({ verdict: 'YES' });
  });

  test('says call first for old figures, with the phone, and yes again after a confirmation', async () => {
    const { id, staff } = await house(on.owner);
    await minutesPass(on.owner, id, 3 * 60);
    expect(await offerOf(id)).toMatchObject({ verdict: 'YES', freshness: 'AGING' });
    await minutesPass(on.owner, id, 6 * 60);
    const stale = await offerOf(id);
    expect(stale).toMatchObject({ verdict: 'CALL_FIRST', reasons: ['STALE'], freshness: 'STALE' });
    expect(stale.phone).not.toBeNull();
    await mutate(on.client, staff, 'confirmAvailability', { shelterId: id });
    expect(await offerOf(id)).toMatchObject({ verdict: 'YES', freshness: 'FRESH' });
  });

  test('says call first for a bed that is blocked on one of the nights', async () => {
    const { id, staff, beds } = await house(on.owner, { rooms: [{ beds: 1 }] });
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    await mutate(on.client, staff, 'blockBed', {
      bedId: beds[0],
      reason: 'REPAIR',
      from: day(3),
      until: day(4),
    });
    expect(await offerOf(id, { nights: 2 })).toMatchObject({ verdict: 'YES' });
    expect(await offerOf(id, { nights: 4 })).toMatchObject({ verdict: 'CALL_FIRST', reasons: ['NIGHTS'] });
    expect(await offerOf(id)).toMatchObject({ verdict: 'CALL_FIRST', reasons: ['NIGHTS'] });
  });

  test('puts the asked region first, and the nearest after it', async () => {
    const inRegion = async (regionCode: string) => (await house(on.owner, { regionCode })).id;
    const [lezhe, vlore, fier] = [await inRegion('AL-08'), await inRegion('AL-12'), await inRegion('AL-04')];
    const offers = await find(worker(), { regionCode: 'AL-12' });
    const ours = offers.map(({ shelter }) => shelter.id).filter(id => [lezhe, vlore, fier].includes(id));
    expect(ours).toEqual([vlore, fier, lezhe]);
  });

  test('lists no shelter of another country, and none without beds', async () => {
    const albanian = await house(on.owner);
    const kosovan = await house(on.owner, { country: 'XK', regionCode: 'hub:xk-district:prishtine' });
    const daily = await house(on.owner, { programmes: ['DAILY'] });
    const ids = (await find(worker(), { country: 'AL' })).map(({ shelter }) => shelter.id);
    expect(ids).toContain(albanian.id);
    expect(ids).not.toContain(kosovan.id);
    expect(ids).not.toContain(daily.id);
  });

  test('never offers a place to avoid', async () => {
    const { id } = await house(on.owner, { regionCode: 'AL-12' });
    expect(await offerOf(id, { avoidPlaceCodes: ['AL-12'] })).toMatchObject({
      verdict: 'NO',
      reasons: ['PLACE'],
    });
    const held = await holdBeds(on.client, worker(), id, { need: need({ avoidPlaceCodes: ['AL-12'] }) });
    expect(held.errors?.[0]?.message).toBe('This shelter does not take them: PLACE.');
  });

  test('a closed shelter takes nobody new, until it is opened again', async () => {
    const { id, manager } = await house(on.owner);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await mutate(on.client, manager, 'closeShelter', { shelterId: id, until });
    expect(await offerOf(id)).toMatchObject({ verdict: 'NO', reasons: ['CLOSED'] });
    expect(codeOf(await holdBeds(on.client, worker(), id))).toBe('CONFLICT');
    await mutate(on.client, manager, 'reopenShelter', { shelterId: id });
    expect(await offerOf(id)).toMatchObject({ verdict: 'YES' });
  });

  test('is for those who place people', async () => {
    const ask = (viewer: ReturnType<typeof worker>) =>
      on.client.ask(viewer, 'query ($need: BedNeed!) { findBeds(need: $need) { verdict } }', {
        need: need(),
      });
    expect(codeOf(await ask(member({ roles: ['TRAINER'] })))).toBe('FORBIDDEN');
    expect(codeOf(await ask(member({ roles: ['ANALYST', 'LAWYER'] })))).toBe('FORBIDDEN');
    expect(codeOf(await ask(member({ roles: ['COORDINATOR'] })))).toBeUndefined();
  });
});

test('P58 needs of one to twelve people tell full or not, and no number of beds', async () => {
  const { id } = await house(on.owner, { rooms: [{ beds: 3 }] });
  const verdicts: string[] = [];
  for (let people = 1; people <= 12; people += 1) {
    const answer = await on.client.ask(
      worker(),
      'query ($need: BedNeed!) { findBeds(need: $need) { shelter { id } verdict reasons asOf freshness phone { number } } }',
      { need: need({ people: Array(people).fill({ sex: 'FEMALE', ageBand: 'AGE_25_59' }) }) },
    );
    const { verdict, reasons } = answer.data.findBeds.find(
      (offer: { shelter: { id: string } }) => offer.shelter.id === id,
    );
    verdicts.push(`${verdict} ${reasons}`);
  }
  expect([...new Set(verdicts)]).toEqual(['YES ', 'NO NOT_AVAILABLE']);
});

describe('people who must not meet', () => {
  const apart = async () => {
    const there = newId();
    const here = newId();
    const manager = member({ roles: ['CASE_MANAGER'] });
    const target = await house(on.owner, { rooms: [{ beds: 3 }] });
    await holdBeds(on.client, manager, target.id, { need: need({ caseRef: there }) });
    const kept = await on.client.ask(
      manager,
      'mutation ($input: KeepApartInput!) { keepApart(input: $input) { id } }',
      { input: { caseRef: here, otherCaseRef: there, idempotencyKey: newId() } },
    );
    expect(kept.errors).toBeUndefined();
    return { here, manager, target };
  };
  const nameless = (offer: object) =>
    JSON.parse(JSON.stringify(offer), (key, value) => (['id', 'asOf'].includes(key) ? '' : value));

  test('P27 a shelter that is ruled out answers exactly as a full one does', async () => {
    const { here, manager, target } = await apart();
    const full = await house(on.owner, { rooms: [{ beds: 1 }] });
    await holdBeds(on.client, worker(), full.id);
    const offers = await find(manager, { caseRef: here });
    const [ruledOut, taken] = [target, full].map(
      ({ id }) => offers.find(({ shelter }) => shelter.id === id)!,
    );
    expect(ruledOut).toMatchObject({
      verdict: 'NO',
      reasons: ['NOT_AVAILABLE'],
      shelter: { availability: null },
    });
    expect(nameless(ruledOut!)).toEqual(nameless(taken!));
    const refusals = await Promise.all(
      [target, full].map(({ id }) => holdBeds(on.client, manager, id, { need: need({ caseRef: here }) })),
    );
    expect(nameless(refusals[0]!)).toEqual(nameless(refusals[1]!));
    expect(codeOf(refusals[0]!)).toBe('CONFLICT');
  });

  test('P59 an answer with a reference has no figures for any shelter, ruled out or not', async () => {
    const { here, manager } = await apart();
    const offers = await find(manager, { caseRef: here });
    expect(offers.map(({ shelter }) => (shelter as { availability?: unknown }).availability)).toEqual(
      offers.map(() => null),
    );
  });

  test('P59 with a reference or without, possible or not, the same statements are run', async () => {
    const { here, manager, target } = await apart();
    const full = await house(on.owner, { rooms: [{ beds: 1 }] });
    await holdBeds(on.client, worker(), full.id);
    const asked = statementsOf(on);
    const during = async (work: () => Promise<unknown>) => {
      asked.length = 0;
      await work();
      return [...asked];
    };
    const hold = (shelterId: string, caseRef: string | null) =>
      during(() => holdBeds(on.client, manager, shelterId, { need: need({ caseRef }) }));
    const ruledOut = await hold(target.id, here);
    expect(ruledOut.length).toBeGreaterThan(5);
    for (const caseRef of [here, newId(), null]) expect(await hold(full.id, caseRef)).toEqual(ruledOut);
    const found = await during(() => find(manager, { caseRef: here }));
    expect(found.length).toBeGreaterThan(5);
    expect(await during(() => find(manager, { caseRef: newId() }))).toEqual(found);
  });

  test('are not kept apart once that is ended, and only a case manager names a case', async () => {
    const { here, target } = await apart();
    const asked = await holdBeds(on.client, worker(), target.id, { need: need({ caseRef: here }) });
    expect(codeOf(asked)).toBe('INVALID');
    expect(asked.errors?.[0]?.extensions?.field).toBe('input.need.caseRef');
    await on.owner.query('update keep_apart set ended_at = now() where $1 in (case_ref, other_case_ref)', [
      here,
    ]);
    const manager = colleagueOf(worker(), 'CASE_MANAGER');
    expect(
      (await holdBeds(on.client, manager, target.id, { need: need({ caseRef: here }) })).errors,
    ).toBeUndefined();
  });
});
