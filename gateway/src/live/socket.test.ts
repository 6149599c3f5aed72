import { WebSocket } from 'ws';
import { type Doors, PAGE, startDoors } from './doors.fixture';
import { BESA, NAMES } from './live.fixture';
import { change, until } from './toy.fixture';

let doors: Doors;
let { events, issuer, token, url, port, bySocket } = {} as Doors;
jest.spyOn(console, 'error').mockImplementation(() => undefined);
beforeEach(async () => {
  doors = await startDoors();
  ({ events, issuer, token, url, port, bySocket } = doors);
});
afterEach(() => doors.stop());

const closing = (socket: WebSocket) =>
  new Promise<number>(resolve => socket.once('close', resolve).once('error', () => undefined));
const raw = (headers: Record<string, string> = {}) =>
  new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { headers });

test('the token may come with the upgrade', async () => {
  const results = bySocket({}, { authorization: token }).iterate({ query: NAMES });
  const first = results.next();
  await until(() => events.open.length === 1);
  events.open[0]!.send(change(1));
  expect((await first).value).toMatchObject({ data: { changed: { number: 1 } } });
});

test('a bad token is 4401, never anonymous', async () => {
  const client = bySocket({ authorization: 'Bearer forged' });
  await expect(client.iterate({ query: NAMES }).next()).rejects.toMatchObject({ code: 4401 });
});

test('when the sign-in ends the socket closes with 4401', async () => {
  const client = bySocket({ authorization: `Bearer ${await issuer.tokenFor(BESA, 1)}` });
  const results = client.iterate({ query: NAMES });
  await expect(results.next()).resolves.toMatchObject({
    value: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  });
  const socket = raw();
  socket.once('open', async () => {
    const payload = { authorization: `Bearer ${await issuer.tokenFor(BESA, 1)}` };
    socket.send(JSON.stringify({ type: 'connection_init', payload }));
  });
  expect(await closing(socket)).toBe(4401);
});

test.each([
  ['a page from elsewhere', { origin: 'https://evil.example.org' }, 'Unexpected server response: 403'],
  ['a page that is known', { origin: PAGE }, undefined],
  ['a program, which has no origin', {}, undefined],
])('the door for %s', async (_claim, headers, refusal) => {
  const socket = raw(headers as Record<string, string>);
  const said = await new Promise(resolve => {
    socket.once('open', () => resolve(undefined)).once('error', error => resolve(error.message));
  });
  expect(said).toBe(refusal);
  socket.terminate();
});

test('there is no other address for sockets', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  const said = await new Promise(resolve => socket.once('error', error => resolve(error.message)));
  expect(said).toBe('Unexpected server response: 404');
});

test('who does not greet is shown out; so is who sends too much', async () => {
  const silent = closing(raw());
  const loud = raw();
  loud.once('open', () => loud.send('x'.repeat(100_000)));
  expect(await closing(loud)).toBe(1009);
  expect(await silent).toBe(4408);
});

test('one connection follows at most twenty things', async () => {
  const client = bySocket({ authorization: token });
  const asked = Array.from({ length: 21 }, () => client.iterate({ query: NAMES }).next());
  await expect(Promise.race(asked)).rejects.toMatchObject([{ extensions: { code: 'LIMITED' } }]);
});
