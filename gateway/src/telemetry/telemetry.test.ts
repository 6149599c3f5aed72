import { createHash } from 'node:crypto';
import { freePort, startGateway } from '../standing/gateway.fixture';
import { hangsUp, says } from '../standing/toy.fixture';
import { serveMetrics } from './metrics';

type Gateway = Awaited<ReturnType<typeof startGateway>>;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const SECRETS = {
  query: 'query SECRET($like: String) { SECRET: it(like: $like) also: it(like: "SECRET") }',
  operationName: 'SECRET',
  variables: { like: 'SECRET' },
};

const SECRET_ANSWER = { data: { SECRET: 'SECRET', also: 'SECRET' } };

describe('the log', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ trusted: 'query WhatIsOpen { it }' });
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    gateway.lines.length = 0;
  });
  const lines = () => gateway.lines.map(line => JSON.parse(line));

  test('has one line a request: kind, hash, duration, subgraphs, outcome', async () => {
    const query = 'query ($like: String) { it(like: $like) }';
    await gateway.ask({ query });
    expect(lines()).toEqual([
      {
        level: 30,
        time: expect.any(String),
        msg: 'request',
        kind: 'query',
        hash: sha256(query).slice(0, 16),
        milliseconds: expect.any(Number),
        outcome: 'whole',
        subgraphs: { toy: { fetches: 1, milliseconds: expect.any(Number) } },
      },
    ]);
  });

  test('P9 has nothing that the caller wrote: no variable, literal, alias or name', async () => {
    gateway.toy.does(says(SECRET_ANSWER));
    await gateway.ask(SECRETS, { traceparent: 'SECRET' });
    gateway.toy.does(says({ data: { it: 'open' } }));
    await gateway.ask({ query: '{ SECRET' });
    await gateway.ask({ query: '{ SECRET }' });
    expect(lines().map(({ outcome, codes }) => [outcome, codes])).toEqual([
      ['whole', undefined],
      ['nothing', ['GRAPHQL_PARSE_FAILED']],
      ['nothing', ['GRAPHQL_VALIDATION_FAILED']],
    ]);
    expect(gateway.lines.join('')).not.toContain('SECRET');
  });

  test('has the name of an operation only where the hub knows the operation', async () => {
    for (const query of ['query WhatIsOpen { it }', 'query AnaAsks { it }']) await gateway.ask({ query });
    expect(lines().map(({ name }) => name)).toEqual(['WhatIsOpen', undefined]);
  });

  test('the hash of an operation tells nothing of a literal in it', async () => {
    for (const number of ['0691234567', '0697654321'])
      await gateway.ask({ query: `{ it(like: "${number}") }` });
    const [one, other] = lines();
    expect(one.hash).toBe(other.hash);
    expect(one.hash).not.toBe(sha256('{ it(like: "0691234567") }').slice(0, 16));
  });

  test('nor of a word of an enum, of which there are only a few to guess', async () => {
    for (const risk of ['HIGH', 'LOW']) await gateway.ask({ query: `{ it(risk: ${risk}) }` });
    const [one, other] = lines();
    expect(one.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(one.hash).toBe(other.hash);
  });

  test('who is turned away at the door has a line, too', async () => {
    await gateway.ask({ query: '{ it }' }, { authorization: 'Bearer SECRET' });
    expect(lines()).toMatchObject([{ outcome: 'nothing', codes: ['UNAUTHENTICATED'] }]);
    expect(gateway.lines.join('')).not.toContain('SECRET');
  });

  test('what is turned away unread has a line, without its address and its body', async () => {
    const json = { 'content-type': 'application/json' };
    const send = async (path: string, init: RequestInit) =>
      (await fetch(`${gateway.origin}${path}?name=SECRET`, init)).status;
    const unread: [string, RequestInit, number][] = [
      ['/graphql', { method: 'PUT' }, 405],
      ['/graphql', { method: 'POST', headers: json, body: '"SECRET' }, 400],
      ['/graphql', { method: 'POST', headers: json, body: `"${'SECRET'.repeat(50_000)}"` }, 413],
      ['/graphql', { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: 'SECRET' }, 415],
      ['/graphql/stream', { method: 'GET' }, 405],
      ['/graphql/stream', { method: 'POST', headers: json, body: '"SECRET"' }, 400],
    ];
    for (const [path, init, status] of unread) expect(await send(path, init)).toBe(status);
    expect(lines()).toMatchObject(
      unread.map(([path, { method }, status]) => ({ msg: 'unread', method, path, status })),
    );
    expect(gateway.lines.join('')).not.toContain('SECRET');
  });

  test('while somebody develops it is quiet, unless something is wrong', async () => {
    const quiet = await startGateway({ level: 'warn' });
    await quiet.ask({ query: '{ it }' });
    expect(quiet.lines).toEqual([]);
    quiet.toy.does(hangsUp);
    await quiet.ask({ query: '{ it }' });
    expect(quiet.lines).toHaveLength(1);
    await quiet.stop();
  });
});

test('Prometheus reads the counts on a port of their own, and none has a label that a caller wrote', async () => {
  const [gateway, port] = [await startGateway(), await freePort()];
  const metrics = await serveMetrics('127.0.0.1', port);
  gateway.toy.does(says(SECRET_ANSWER));
  await gateway.ask(SECRETS);
  gateway.toy.does(says('garbage'));
  await gateway.ask({ query: 'query SECRET { it }', operationName: 'SECRET' });
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toMatch(/ura_requests_total\{kind="query",outcome="whole"\} [1-9]/);
  expect(text).toMatch(/ura_requests_total\{kind="query",outcome="nothing"\} [1-9]/);
  expect(text).toMatch(/ura_fetch_seconds_count\{subgraph="toy",outcome="away"\} [1-9]/);
  expect(text).toMatch(/ura_breaker_open\{subgraph="toy"\} 0/);
  expect(text).toMatch(/ura_cache_bytes\{cache="last-known"\} \d/);
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  expect(text).not.toContain('SECRET');
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  expect((await fetch(`${gateway.origin}/metrics`)).status).toBe(404);
  await metrics.stop();
  await gateway.stop();
});
