import { ANA, BESA, codeOf, type Live, nextOf, numberOf, startLive } from './live.fixture';
import { change, eventsSdl, until } from './toy.fixture';

let live: Live;
let { events, names, logged, follow } = {} as Live;
beforeEach(async () => {
  live = await startLive();
  ({ events, names, logged, follow } = live);
});
afterEach(() => live.stop());

test("each event is joined to the other subgraphs' fields", async () => {
  const ana = await follow(ANA);
  events.open[0]!.send(change(1, 'a'), change(2, 'b'));
  expect(await nextOf(ana)).toEqual({ data: { changed: { number: 1, thing: { name: 'name of a' } } } });
  expect(await nextOf(ana)).toEqual({ data: { changed: { number: 2, thing: { name: 'name of b' } } } });
  expect(events.opened[0]!.headers.authorization).toMatch(/^Bearer /);
});

test('whoever comes later to a stream of one thing is told how it stands; to one of many, only changes', async () => {
  const ana = await follow(ANA);
  events.open[0]!.send(change(1), change(2));
  for (const number of [1, 2]) expect(numberOf(await nextOf(ana))).toBe(number);
  expect(numberOf(await nextOf(await follow(BESA)))).toBe(2);
  events.open[0]!.send(change(3, 'b'));
  expect(numberOf(await nextOf(ana))).toBe(3);
  const late = await follow(BESA);
  events.open[0]!.send(change(4, 'b'));
  expect(numberOf(await nextOf(late))).toBe(4);
});

test('a join that is slow is not overtaken by the next event', async () => {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>(resolve => {
    letGo = resolve;
  });
  names.before = body => (body.includes('slow') ? held : Promise.resolve());
  const ana = await follow(ANA);
  events.open[0]!.send(change(1, 'slow'), change(2, 'b'));
  await until(() => names.asked.length === 2);
  letGo();
  expect([numberOf(await nextOf(ana)), numberOf(await nextOf(ana))]).toEqual([1, 2]);
});

test('when the last client hangs up the stream at the subgraph is closed', async () => {
  const [ana, besa] = [await follow(ANA), await follow(BESA)];
  await ana.return();
  await until(() => events.opened.length === 2);
  await besa.return();
  await until(() => events.open.length === 0);
});

describe('a subgraph that falls', () => {
  const INTERRUPTED = {
    data: { changed: null },
    errors: [{ path: ['changed'], extensions: { code: 'UNAVAILABLE', subgraph: 'events' } }],
    extensions: { live: 'INTERRUPTED' },
  };

  test('the stream stays, says so once, and goes on when it is back', async () => {
    const ana = await follow(ANA);
    await events.stop();
    expect(await nextOf(ana)).toMatchObject(INTERRUPTED);
    await until(() => logged.length >= 3);
    await events.start();
    expect(await nextOf(ana)).toEqual({ data: { changed: null }, extensions: { live: 'RESUMED' } });
    events.open[0]!.send(change(7));
    expect(numberOf(await nextOf(ana))).toBe(7);
  });

  test('it may be away when somebody begins to follow', async () => {
    await events.stop();
    const ana = await follow(ANA);
    expect(await nextOf(ana)).toMatchObject(INTERRUPTED);
    const besa = await follow(BESA);
    expect(await nextOf(besa)).toMatchObject(INTERRUPTED);
    await events.start();
    for (const member of [ana, besa]) expect((await nextOf(member))?.extensions).toEqual({ live: 'RESUMED' });
  });

  test.each([
    ['breaks the connection', () => events.open[0]!.break()],
    ['sends what is no answer', () => events.open[0]!.send('garbage' as never)],
    [
      'says that it stops',
      () => events.open[0]!.send({ errors: [{ message: 'x', extensions: { code: 'UNAVAILABLE' } }] }),
    ],
  ])('one that %s is tried again', async (_claim, fall) => {
    const ana = await follow(ANA);
    fall();
    expect(await nextOf(ana)).toMatchObject(INTERRUPTED);
    expect((await nextOf(ana))?.extensions).toEqual({ live: 'RESUMED' });
  });

  test('one that ends the stream in its own way ends it for the client', async () => {
    const ana = await follow(ANA);
    events.open[0]!.send(change(1));
    events.open[0]!.complete();
    expect(numberOf(await nextOf(ana))).toBe(1);
    expect((await ana.next()).done).toBe(true);
  });

  test('one that refuses what was asked says why, and that is the end', async () => {
    const ana = await follow(ANA);
    const refusal = { message: 'Not so.', extensions: { code: 'INVALID', field: 'kind' } };
    events.open[0]!.send({ errors: [refusal] });
    events.open[0]!.complete();
    expect((await nextOf(ana))?.errors).toMatchObject([refusal]);
    expect((await ana.next()).done).toBe(true);
  });

  test('a join that fails is an error at its place, and the stream goes on', async () => {
    const ana = await follow(ANA);
    await names.stop();
    events.open[0]!.send(change(1));
    expect(await nextOf(ana)).toMatchObject({
      data: { changed: { number: 1, thing: { name: null } } },
      errors: [{ path: ['changed', 'thing'], extensions: { code: 'UNAVAILABLE', subgraph: 'names' } }],
    });
  });
});

describe('a new supergraph', () => {
  test('a stream that is asked in the same way goes on where it was', async () => {
    const ana = await follow(ANA);
    live.live.swap(
      live.engineOf(
        eventsSdl.replace('type Change {', 'type Change { "New." more: Int @privacy(class: PUBLIC)'),
      ),
    );
    events.open[0]!.send(change(1));
    expect(await nextOf(ana)).toEqual({ data: { changed: { number: 1, thing: { name: 'name of a' } } } });
    expect(events.opened).toHaveLength(1);
  });

  test('a stream that is not possible any more says to subscribe again', async () => {
    const ana = await follow(ANA);
    live.live.swap(live.engineOf(eventsSdl.replaceAll('number', 'count')));
    expect(await nextOf(ana)).toMatchObject({ errors: [{ extensions: { code: 'SUBSCRIBE_AGAIN' } }] });
    expect((await ana.next()).done).toBe(true);
    await until(() => events.open.length === 0);
  });

  test('P63 a stream that may not be shared any more says to subscribe again', async () => {
    const ana = await follow(ANA);
    live.live.swap(
      live.engineOf(
        eventsSdl.replace('number: Int @privacy(class: PUBLIC)', 'number: Int @privacy(class: OWNER)'),
      ),
    );
    events.open[0]?.send(change(1));
    expect(await nextOf(ana)).toMatchObject({ errors: [{ extensions: { code: 'SUBSCRIBE_AGAIN' } }] });
  });
});

test('a gateway that stops says so, and opens nothing more', async () => {
  const ana = await follow(ANA);
  live.live.stop();
  expect(await nextOf(ana)).toMatchObject({ errors: [{ extensions: { code: 'SHUTTING_DOWN' } }] });
  expect((await ana.next()).done).toBe(true);
  expect(await codeOf(follow(ANA))).toBe('SHUTTING_DOWN');
});
