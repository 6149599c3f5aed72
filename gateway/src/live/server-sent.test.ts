import { connect } from 'node:net';
import { type Doors, startDoors } from './doors.fixture';
import { NAMES } from './live.fixture';
import { change, until } from './toy.fixture';

let doors: Doors;
let { events, token, url, port, post, byEvents } = {} as Doors;
jest.spyOn(console, 'error').mockImplementation(() => undefined);
beforeEach(async () => {
  doors = await startDoors();
  ({ events, token, url, port, post, byEvents } = doors);
});
afterEach(() => doors.stop());

test.each([
  ['a form, as any page can send it', { query: NAMES }, { 'content-type': 'text/plain' }, 400, 'BAD_REQUEST'],
  ['who wants no stream', { query: NAMES }, { accept: 'application/json' }, 400, 'BAD_REQUEST'],
  ['a batch', [{ query: NAMES }], {}, 400, 'BAD_REQUEST'],
  ['what is no JSON', '{', {}, 400, 'BAD_REQUEST'],
  ['what is too large', { query: NAMES, variables: { x: 'x'.repeat(300_000) } }, {}, 413, 'LIMITED'],
  ['a forged token', { query: NAMES }, { authorization: 'Bearer forged' }, 401, 'UNAUTHENTICATED'],
])('%s is refused', async (_claim, body, headers, status, code) => {
  const response = await post(body, headers as Record<string, string>);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  expect(events.opened).toHaveLength(0);
});

test('P10 nothing is asked through an address', async () => {
  expect((await fetch(`${url}?query=${NAMES}`, { headers: { accept: 'text/event-stream' } })).status).toBe(
    405,
  );
});

test('a client that reads nothing holds up nobody, and finds the newest state', async () => {
  const body = JSON.stringify({ query: NAMES });
  const slow = connect(port, '127.0.0.1');
  slow.pause();
  slow.write(
    `POST /graphql/stream HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n` +
      `Authorization: ${token}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  await until(() => events.open.length === 1);
  const fast = byEvents(token).iterate({ query: NAMES });
  const first = fast.next();
  await until(() => events.opened.length === 1);
  const [count, large] = [3_000, 'x'.repeat(8_000)];
  let heard = 0;
  const sent = (async () => {
    for (let number = 1; number <= count; number += 1) {
      events.open[0]!.send(change(number, `${large}${number % 3}`));
      await until(() => heard >= number - 20);
    }
  })();
  for (let next = await first; ; next = await fast.next()) {
    heard += 1;
    expect(next.value).toMatchObject({ data: { changed: { number: heard } } });
    if (heard === count) break;
  }
  await sent;
  let text = '';
  slow.on('data', part => (text += part));
  slow.resume();
  await until(() => text.includes(`"number":${count},`));
  expect(text).toContain('"live":"SKIPPED"');
  expect(text.split('"number"').length).toBeLessThan(count);
  slow.destroy();
});
