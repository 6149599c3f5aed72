import { newId } from '@ura/database';
import { FORBIDDEN } from './counter.fixture';
import { ALL, type Counting, counted, counting, next, ONE } from './counting.fixture';

let on: Counting;
beforeAll(async () => {
  on = await counting(process.env.URA_TEST_POSTGRES_URL!, 'counting_answers');
});
afterAll(() => on.end());

describe('a stream', () => {
  test('tells each change of a sequence that is read in step, once and in order', async () => {
    const id = newId();
    await on.data.set(0, [id]);
    const stream = await on.subscribe(ONE, { id });
    for (let value = 1; value < 300; value++) {
      expect(await next(stream)).toEqual(counted(value === 1 ? 0 : value + FORBIDDEN - 1));
      await on.data.set(value + FORBIDDEN, [id]);
    }
    await stream.return!();
  });

  test('loses no last state in 10 000 changes, and tells none twice', async () => {
    const id = newId();
    await on.data.set(-1, [id]);
    await on.data.set(100, [id]);
    const stream = await on.subscribe(ONE, { id });
    const told: number[] = [];
    const reading = (async () => {
      for await (const answer of stream) {
        told.push(answer.data!.counted!.value);
        if (told.at(-1) === 10_100) return;
      }
    })();
    await on.data.owner.source.query(
      `do $$ begin
         for step in 101 .. 10100 loop
           update counter set value = step where id = '${id}';
           perform pg_notify('changes', 'counter ${id}');
           commit;
         end loop;
       end $$`,
    );
    await reading;
    expect(told).toEqual([...new Set(told)].sort((one, other) => one - other));
    expect(told.length).toBeGreaterThan(2);
  });

  test('of all things tells only changes, and nothing of what was rolled back', async () => {
    const [one, two] = [newId(), newId()];
    await on.data.set(1, [one, two]);
    const stream = await on.subscribe(ALL);
    await on.data.owner.source
      .transaction(async manager => {
        await manager.query('update counter set value = 99');
        await manager.query(`select pg_notify('changes', 'counters ' || id) from counter`);
        throw new Error('not meant');
      })
      .catch(() => undefined);
    await on.data.set(1, [one]);
    await on.data.set(2, [two]);
    expect(await next(stream)).toEqual({ data: { allCounted: { id: two, value: 2 } } });
    await stream.return!();
  });

  test('is told the same by every copy of the subgraph', async () => {
    const copy = await on.copy();
    const id = newId();
    await on.data.set(1, [id]);
    const streams = [await on.subscribe(ONE, { id }), await on.subscribe(ONE, { id }, { at: copy.url })];
    for (let value = 1; value < 10; value++) {
      for (const stream of streams) expect(await next(stream)).toEqual(counted(value));
      await on.data.set(value + 1, [id]);
    }
    await Promise.all(streams.map(stream => stream.return!()));
    await copy.stop();
  });

  test('goes on when the database hung up, and tells what it missed', async () => {
    const [one, two] = [newId(), newId()];
    await on.data.set(1, [one, two]);
    const streams = [await on.subscribe(ONE, { id: one }), await on.subscribe(ALL)] as const;
    expect(await next(streams[0])).toEqual(counted(1));
    await on.data.set(2, [one], { isQuiet: true });
    await on.data.hangUp();
    expect(await next(streams[0])).toEqual(counted(2));
    expect(await next(streams[1])).toEqual({ data: { allCounted: { id: one, value: 2 } } });
    await on.data.set(3, [one]);
    expect(await next(streams[0])).toEqual(counted(3));
    await Promise.all(streams.map(stream => stream.return!()));
  });

  test('says that reading failed, without a word of why, and reads again until it goes', async () => {
    const id = newId();
    await on.data.set(-1, [id]);
    const stream = await on.subscribe(ONE, { id });
    const failure = await next(stream);
    expect(failure).toMatchObject({
      data: { counted: null },
      errors: [{ extensions: { code: 'INTERNAL' } }],
    });
    expect(JSON.stringify(failure)).not.toContain('secret of the inside');
    expect(on.log.join('\n')).toContain(String(failure.errors![0]!.extensions!.reference));
    await on.data.set(5, [id], { isQuiet: true });
    expect(await next(stream)).toEqual(counted(5));
    await stream.return!();
  });
});
