import { type Doors, startDoors } from './doors.fixture';
import { ANA, NAMES } from './live.fixture';
import { change, eventsSdl, until } from './toy.fixture';

let doors: Doors;
let { events, issuer, token, byEvents, bySocket } = {} as Doors;
jest.spyOn(console, 'error').mockImplementation(() => undefined);
beforeEach(async () => {
  doors = await startDoors();
  ({ events, issuer, token, byEvents, bySocket } = doors);
});
afterEach(() => doors.stop());

const ways = [
  ['server-sent events', (authorization: string) => byEvents(authorization)],
  ['WebSocket', (authorization: string) => bySocket({ authorization })],
] as const;

describe.each(ways)('by %s', (_name, open) => {
  test('a client follows, and hanging up closes the stream at the subgraph', async () => {
    const results = open(token).iterate({ query: NAMES });
    const first = results.next();
    await until(() => events.open.length === 1);
    events.open[0]!.send(change(1));
    expect((await first).value).toEqual({ data: { changed: { number: 1, thing: { name: 'name of a' } } } });
    await results.return?.();
    await until(() => events.open.length === 0);
  });

  test('the end of a sign-in is a last result and a clean completion', async () => {
    const results = open(`Bearer ${await issuer.tokenFor(ANA, 1)}`).iterate({ query: NAMES });
    expect((await results.next()).value).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect((await results.next()).done).toBe(true);
  });

  test('a new supergraph in which it is not possible says to subscribe again', async () => {
    const results = open(token).iterate({ query: NAMES });
    const first = results.next();
    await until(() => events.open.length === 1);
    doors.change(eventsSdl.replaceAll('number', 'count'));
    expect((await first).value).toMatchObject({ errors: [{ extensions: { code: 'SUBSCRIBE_AGAIN' } }] });
    expect((await results.next()).done).toBe(true);
  });

  test('a gateway that stops completes every stream with its code', async () => {
    const results = open(token).iterate({ query: NAMES });
    const first = results.next();
    await until(() => events.open.length === 1);
    await doors.stopGateway();
    expect((await first).value).toMatchObject({ errors: [{ extensions: { code: 'SHUTTING_DOWN' } }] });
    expect((await results.next()).done).toBe(true);
  });
});

test.each([
  ['a mutation or query', '{ nothing }', {}, 'BAD_REQUEST'],
  ['a field that is not for the anonymous', NAMES, {}, 'UNAUTHENTICATED'],
])('%s is refused in the protocol of each door', async (_claim, query, params, code) => {
  const byEvent = byEvents().iterate({ query });
  expect((await byEvent.next()).value).toMatchObject({ errors: [{ extensions: { code } }] });
  expect((await byEvent.next()).done).toBe(true);
  await expect(bySocket(params).iterate({ query }).next()).rejects.toMatchObject([{ extensions: { code } }]);
  expect(events.opened).toHaveLength(0);
});

test('what is too large for questions is too large here', async () => {
  const aliases = Array.from({ length: 31 }, (_, number) => `a${number}: number`).join(' ');
  const query = `subscription { changed { ${aliases} } }`;
  const refused = { extensions: { code: 'LIMITED', aliases: 31, bound: 30 } };
  expect((await byEvents(token).iterate({ query }).next()).value).toMatchObject({ errors: [refused] });
  await expect(bySocket({ authorization: token }).iterate({ query }).next()).rejects.toMatchObject([refused]);
  expect(events.opened).toHaveLength(0);
});
