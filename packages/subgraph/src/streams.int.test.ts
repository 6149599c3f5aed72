import { type IncomingMessage, request } from 'node:http';
import { ASSERTION_HEADER, anonymous } from '@ura/access';
import { newId } from '@ura/database';
import { FORBIDDEN, readings } from './counter.fixture';
import { ALL, ana, type Counting, counted, counting, next, ONE, rest } from './counting.fixture';

let on: Counting;
beforeAll(async () => {
  on = await counting(process.env.URA_TEST_POSTGRES_URL!, 'counting_streams');
});
afterAll(() => on.end());

describe('P24 a stream answers only the gateway', () => {
  test('whatever is wrong with an assertion or a token is 401, as for a query', async () => {
    for (const [claim, headers] of on.trust.refusals) {
      const response = await on.post('/stream', await headers(ana), ALL);
      expect([claim, response.status]).toEqual([claim, 401]);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });

  test('P47 so is an assertion without the viewer’s own token, and nobody at all', async () => {
    for (const viewer of [ana, anonymous]) {
      const headers = { [ASSERTION_HEADER]: await on.trust.sign({ viewer }, 'counters') };
      expect((await on.post('/stream', headers, ALL)).status).toBe(401);
    }
  });

  test('and only subscriptions: a query is refused there, and a subscription elsewhere', async () => {
    const id = newId();
    const headers = await on.trust.proven(ana);
    const query = await on.post('/stream', headers, 'query ($id: ID!) { counter(id: $id) { value } }', {
      id,
    });
    expect(await query.text()).toContain('"code":"INVALID"');
    expect((await on.post('', headers, ALL)).status).toBe(400);
    expect(readings).not.toContain(id);
  });
});

describe('a stream', () => {
  test('ends, and says why, when the viewer’s rights end', async () => {
    const id = newId();
    await on.data.set(1, [id]);
    const stream = await on.subscribe(ONE, { id });
    expect(await next(stream)).toEqual(counted(1));
    await on.data.set(FORBIDDEN, [id]);
    expect(await rest(stream)).toMatchObject([
      { data: { counted: null }, errors: [{ path: ['counted'], extensions: { code: 'FORBIDDEN' } }] },
    ]);
  });

  test('of all things says why it ends, also where the thing was refused from the beginning', async () => {
    const id = newId();
    await on.data.set(FORBIDDEN, [id]);
    const stream = await on.subscribe(ALL);
    await on.data.set(FORBIDDEN, [id]);
    expect(await rest(stream)).toMatchObject([{ errors: [{ extensions: { code: 'FORBIDDEN' } }] }]);
  });

  test('P54 ends by itself when the viewer’s token does', async () => {
    const id = newId();
    await on.data.set(1, [id]);
    const expiresAt = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 1_000);
    expect(await rest(await on.subscribe(ONE, { id }, { expiresAt }))).toEqual([counted(1)]);
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt.getTime() - 5);
  });

  test('that its reader left reads nothing more', async () => {
    const [left, kept] = [newId(), newId()];
    await on.data.set(1, [left, kept]);
    const streams = [await on.subscribe(ONE, { id: left }), await on.subscribe(ONE, { id: kept })] as const;
    await Promise.all(streams.map(next));
    await streams[0].return!();
    let before: number;
    let value = 2;
    do {
      before = readings.filter(id => id === left).length;
      await on.data.set(value, [left, kept]);
      expect(await next(streams[1])).toEqual(counted(value));
      value += 1;
    } while (readings.filter(id => id === left).length > before);
    await streams[1].return!();
  });

  test('to a reader who is slow keeps no queue: the newest state comes next', async () => {
    const id = newId();
    const ballast = 20;
    await on.data.set(0, [id], { ballast });
    const { response, socket } = await open(`subscription { counted(id: "${id}") { value ballast } }`);
    const before = readings.length;
    for (let value = 100; value < 200; value++) await on.data.set(value, [id], { ballast });
    expect(readings.length - before).toBeLessThan(20);
    const values = await valuesUntil(response, 199);
    expect(values.length).toBeLessThan(20);
    expect(values.at(-1)).toBe(199);
    socket.destroy();
  });

  test('is cut off when it has ended and its reader does not read', async () => {
    const id = newId();
    await on.data.set(0, [id], { ballast: 50 });
    const expiresAt = new Date(Date.now() + 2_000);
    const { socket } = await open(`subscription { counted(id: "${id}") { value ballast } }`, expiresAt);
    const isCut = new Promise(resolve => socket.once('error', resolve));
    const knocking = setInterval(() => socket.write('\r\n'), 20);
    expect(await isCut).toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) });
    clearInterval(knocking);
    socket.destroy();
  });

  test('says that the service goes away when it stops, and is completed', async () => {
    const copy = await on.copy();
    const id = newId();
    await on.data.set(1, [id]);
    const streams = [
      await on.subscribe(ONE, { id }, { at: copy.url }),
      await on.subscribe(ALL, {}, { at: copy.url }),
    ] as const;
    expect(await next(streams[0])).toEqual(counted(1));
    const ends = streams.map(rest);
    await copy.stop();
    const away = [{ errors: [{ message: expect.any(String), extensions: { code: 'UNAVAILABLE' } }] }];
    expect(await Promise.all(ends)).toEqual([away, away]);
    await expect(fetch(copy.url)).rejects.toThrow();
  });
});

/** A subscription of which nobody reads more than the head of the answer yet. */
const open = async (query: string, expiresAt?: Date) => {
  const headers = { 'content-type': 'application/json', ...(await on.trust.proven(ana, expiresAt)) };
  const asking = request(`${on.url}/stream`, { method: 'POST', headers });
  asking.end(JSON.stringify({ query }));
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    asking.once('response', resolve).once('error', reject);
  });
  return { response, socket: response.socket };
};

const valuesUntil = async (response: IncomingMessage, last: number): Promise<number[]> => {
  const values: number[] = [];
  for await (const chunk of response) {
    for (const [, value] of String(chunk).matchAll(/"value":(\d+),/g)) values.push(Number(value));
    if (values.includes(last)) break;
  }
  return values;
};
