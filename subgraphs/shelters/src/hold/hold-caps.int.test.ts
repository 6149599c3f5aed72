import { newId } from '@ura/database';
import { colleagueOf } from '@ura/testkit';
import { caps } from '../env';
import { purge } from '../purge/purge.service';
import {
  codeOf,
  HOLD,
  holdBeds,
  house,
  minutesPass,
  mutate,
  need,
  type Stage,
  stage,
  worker,
} from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());
afterEach(() => jest.restoreAllMocks());

describe('P51 live holds are capped', () => {
  test('at twelve beds a worker, however many ask at once, and of however many houses', async () => {
    const houses = await Promise.all(Array.from({ length: 16 }, () => house(on.owner)));
    const asker = worker();
    const answers = await Promise.all(houses.map(({ id }) => holdBeds(on.client, asker, id)));
    expect(answers.filter(({ data }) => data?.holdBeds)).toHaveLength(12);
    const limited = answers.filter(answer => codeOf(answer) === 'LIMITED');
    expect(limited).toHaveLength(4);
    expect(Date.parse(String(limited[0]!.errors?.[0]?.extensions?.retryAt))).toBeGreaterThan(Date.now());
  });

  test('with the aliases of one request counted each', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 20 }] });
    const aliases = Array.from(
      { length: 14 },
      (_, index) => `a${index}: holdBeds(input: { shelterId: "${id}", idempotencyKey: "${newId()}",
        need: { people: [{ sex: FEMALE, ageBand: AGE_25_59 }], risk: LOW } }) { id }`,
    );
    const answer = await on.client.ask(worker(), `mutation { ${aliases.join(' ')} }`);
    expect(answer.errors).toHaveLength(2);
    expect(await on.owner.query('select from claim where shelter_id = $1', [id])).toHaveLength(12);
  });

  test('by beds and not by holds', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 20 }] });
    const asker = worker();
    const eight = need({ people: Array(8).fill({ sex: 'FEMALE', ageBand: 'AGE_25_59' }) });
    expect((await holdBeds(on.client, asker, id, { need: eight })).errors).toBeUndefined();
    expect(codeOf(await holdBeds(on.client, asker, id, { need: eight }))).toBe('LIMITED');
  });

  test('at thirty an organisation', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 24 }, { beds: 16 }] });
    const [one, ...others] = [worker()].flatMap(each => [
      each,
      colleagueOf(each, 'HOTLINE'),
      colleagueOf(each, 'HOTLINE'),
    ]);
    const ten = need({ people: Array(10).fill({ sex: 'FEMALE', ageBand: 'AGE_25_59' }) });
    for (const asker of [one!, ...others])
      expect((await holdBeds(on.client, asker, id, { need: ten })).errors).toBeUndefined();
    expect(codeOf(await holdBeds(on.client, one!, id))).toBe('LIMITED');
    expect((await holdBeds(on.client, worker(), id)).errors).toBeUndefined();
  });

  test('at what is set', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 8 }] });
    const asker = worker();
    jest.replaceProperty(caps, 'worker', 2);
    jest.replaceProperty(caps, 'organisation', 3);
    for (const _bed of [1, 2]) expect((await holdBeds(on.client, asker, id)).errors).toBeUndefined();
    expect(codeOf(await holdBeds(on.client, asker, id))).toBe('LIMITED');
    const colleague = colleagueOf(asker, 'HOTLINE');
    expect((await holdBeds(on.client, { ...colleague, id: newId() }, id)).errors).toBeUndefined();
    expect(codeOf(await holdBeds(on.client, { ...colleague, id: newId() }, id))).toBe('LIMITED');
  });

  test('and free again when they end', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 24 }] });
    const asker = worker();
    const twelve = need({ people: Array(12).fill({ sex: 'FEMALE', ageBand: 'AGE_25_59' }) });
    await holdBeds(on.client, asker, id, { need: twelve });
    expect(codeOf(await holdBeds(on.client, asker, id))).toBe('LIMITED');
    await minutesPass(on.owner, id, 61);
    expect((await holdBeds(on.client, asker, id, { need: twelve })).errors).toBeUndefined();
  });

  test('a loop of hold and release raises an alarm, once, for the data officer alone', async () => {
    const { id } = await house(on.owner);
    const asker = worker();
    const alarms = async (viewer: typeof asker) => {
      const { data } = await on.client.ask(viewer, '{ alarms { edges { node { kind workerId } } } }');
      return data?.alarms?.edges.map(({ node }: { node: object }) => node) ?? [];
    };
    const officer = colleagueOf(asker, 'DATA_OFFICER');
    for (let round = 1; round <= 7; round += 1) {
      const { data } = await holdBeds(on.client, asker, id);
      await mutate(on.client, asker, 'releaseHold', { holdId: data.holdBeds.id });
      if (round === 5) expect(await alarms(officer)).toEqual([]);
    }
    expect(await alarms(officer)).toEqual([{ kind: 'HOLD_LOOP', workerId: asker.id }]);
    expect(await alarms(colleagueOf(asker, 'SHELTER_MANAGER'))).toEqual([]);
  });
});

describe('P41 a day after its end', () => {
  const count = async (table: string, column: string, id: string) =>
    (await on.owner.query(`select from ${table} where ${column} = $1`, [id])).length;

  test('a hold is gone with its claims, and one that is live stays however old', async () => {
    const { id, staff } = await house(on.owner, { rooms: [{ beds: 4 }] });
    const asker = worker();
    const held = async () => (await holdBeds(on.client, asker, id)).data.holdBeds.id as string;
    const [expired, released, confirmed] = [await held(), await held(), await held()];
    await mutate(on.client, asker, 'releaseHold', { holdId: released });
    const arriveBy = new Date(Date.now() + 3_600_000).toISOString();
    await mutate(on.client, staff, 'confirmHold', { holdId: confirmed, arriveBy });
    await minutesPass(on.owner, id, 23 * 60);
    await on.database.asSystem().run(purge);
    expect(await count('bed_hold', 'shelter_id', id)).toBe(3);
    await minutesPass(on.owner, id, 3 * 60);
    await on.database.asSystem().run(purge);
    expect(await on.owner.query('select id from bed_hold where shelter_id = $1', [id])).toEqual([
      { id: confirmed },
    ]);
    for (const gone of [expired, released]) expect(await count('claim', 'hold_id', gone)).toBe(0);
    expect(await count('claim', 'hold_id', confirmed)).toBe(1);
    const answer = await on.client.ask(asker, `query ($id: ID) { bedHold(id: $id) { ${HOLD} } }`, {
      id: released,
    });
    expect(answer).toEqual({ data: { bedHold: null } });
  });

  test('counts remain, and so does a stay that a hold became', async () => {
    const { id, staff } = await house(on.owner, { rooms: [{ beds: 1 }] });
    const { data } = await holdBeds(on.client, worker(), id);
    const holdId = data.holdBeds.id;
    await mutate(on.client, staff, 'confirmHold', {
      holdId,
      arriveBy: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await mutate(on.client, staff, 'arriveFromHold', { holdId, people: [{}], idempotencyKey: newId() });
    await minutesPass(on.owner, id, 25 * 60);
    await on.database.asSystem().run(purge);
    expect(await count('bed_hold', 'id', holdId)).toBe(0);
    expect(await count('stay', 'shelter_id', id)).toBe(1);
    expect(await on.owner.query('select outcome, holds from hold_tally where shelter_id = $1', [id])).toEqual(
      [{ outcome: 'ARRIVED', holds: 1 }],
    );
    expect(codeOf(await holdBeds(on.client, worker(), id))).toBe('CONFLICT');
  });
});
