import { newId } from '@ura/database';
import { colleagueOf } from '@ura/testkit';
import { codeOf, holdBeds, house, mutate, need, type Stage, stage, worker } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

describe('an idempotency key', () => {
  const input = (shelterId: string, idempotencyKey: string, more: object = {}) => ({
    shelterId,
    need: need(),
    idempotencyKey,
    ...more,
  });
  const hold = (viewer: ReturnType<typeof worker>, given: object) =>
    mutate(on.client, viewer, 'holdBeds', given);

  test('gives the same hold again, at the same moment too, and takes no second bed', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 3 }] });
    const asker = worker();
    const given = input(id, newId());
    const answers = await Promise.all([1, 2, 3, 4].map(() => hold(asker, given)));
    expect(new Set(answers.map(({ data }) => data.holdBeds.id)).size).toBe(1);
    expect(await on.owner.query('select from claim where shelter_id = $1', [id])).toHaveLength(1);
  });

  test('with another input is a CONFLICT', async () => {
    const { id } = await house(on.owner);
    const asker = worker();
    const key = newId();
    await hold(asker, input(id, key));
    expect(codeOf(await hold(asker, input(id, key, { minutes: 30 })))).toBe('CONFLICT');
  });

  test('of a refused hold can be used again', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 1 }] });
    const first = worker();
    const { data } = await holdBeds(on.client, first, id);
    const asker = worker();
    const key = newId();
    expect(codeOf(await hold(asker, input(id, key)))).toBe('CONFLICT');
    await mutate(on.client, first, 'releaseHold', { holdId: data.holdBeds.id });
    expect((await hold(asker, input(id, key))).errors).toBeUndefined();
  });

  test('P64 of somebody else is a new request, of a colleague too', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 3 }] });
    const asker = worker();
    const key = newId();
    const askers = [asker, colleagueOf(asker, 'MOBILE_UNIT'), worker()];
    const answers = await Promise.all(askers.map(each => hold(each, input(id, key))));
    expect(new Set(answers.map(({ data }) => data.holdBeds.id)).size).toBe(3);
  });
});

describe('many at once', () => {
  test('twenty holds for seven beds have seven winners, and every loser a CONFLICT', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 4 }, { beds: 3 }] });
    const answers = await Promise.all(Array.from({ length: 20 }, () => holdBeds(on.client, worker(), id)));
    expect(answers.filter(({ data }) => data?.holdBeds)).toHaveLength(7);
    expect(answers.filter(answer => codeOf(answer) === 'CONFLICT')).toHaveLength(13);
    const claims = await on.owner.query('select distinct bed_id from claim where shelter_id = $1', [id]);
    expect(claims).toHaveLength(7);
  });

  test('whoever waited while the shelter closed is refused', async () => {
    const { id } = await house(on.owner);
    const { asked } = await on.owner.transaction(async manager => {
      await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [id]);
      const hold = holdBeds(on.client, worker(), id);
      for (let isWaiting = false; !isWaiting; ) {
        const waiting = await manager.query(
          `select from pg_locks where locktype = 'advisory' and not granted
              and database = (select oid from pg_database where datname = current_database())`,
        );
        isWaiting = waiting.length > 0;
      }
      const closed = `update shelter set closed_from = now(), closed_until = now() + interval '1 day' where id = $1`;
      await manager.query(closed, [id]);
      return { asked: hold };
    });
    expect((await asked).errors?.[0]).toMatchObject({
      message: expect.stringContaining('CLOSED'),
      extensions: { code: 'CONFLICT' },
    });
  });

  test('twelve families for three units have three winners', async () => {
    const { id } = await house(on.owner, { rooms: [3, 3, 4].map(beds => ({ beds, familyUnit: true })) });
    const child = { sex: 'FEMALE', ageBand: 'AGE_6_11' };
    const family = need({ people: [{ sex: 'FEMALE', ageBand: 'AGE_25_59' }, child, child] });
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => holdBeds(on.client, worker(), id, { need: family })),
    );
    expect(answers.filter(({ data }) => data?.holdBeds?.beds.length === 3)).toHaveLength(3);
    expect(answers.filter(answer => codeOf(answer) === 'CONFLICT')).toHaveLength(9);
  });
});
