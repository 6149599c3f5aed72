import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askingAs, hangs, hangsUp, planned, says, startToy } from './standing/toy.fixture';
import { noTracing } from './telemetry/traces';

let toy: Awaited<ReturnType<typeof startToy>>;
beforeEach(async () => {
  toy = await startToy();
});
afterEach(() => toy.stop());

// Nothing of it is remembered: what the subgraph says is what is heard.
const query = planned({ privacy: 'OWNER' });
const mutation = planned({ kind: 'mutation', privacy: 'OWNER' });
const codesOf = ({ errors }: { errors?: readonly { extensions?: Readonly<Record<string, unknown>> }[] }) =>
  errors?.map(({ extensions }) => extensions?.code);

/** A port on which nobody listens. */
const deadPort = async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  return port;
};

test('a question whose connection broke is put once more', async () => {
  toy.does(response => {
    toy.does(says({ data: { it: 'second' } }));
    response.destroy();
  });
  const asking = askingAs();
  expect(await toy.source().send(query, '{}', 0, asking)).toEqual({ data: { it: 'second' } });
  expect(toy.questions()).toBe(2);
  expect(asking.fetches).toMatchObject([{ subgraph: 'toy', outcome: 'answered' }]);
  expect(asking.degraded).toEqual([]);
});

test('it is put only once more, and not at all after a timeout', async () => {
  toy.does(hangsUp);
  expect(codesOf(await toy.source().send(query, '{}', 0, askingAs()))).toEqual(['UNAVAILABLE']);
  expect(toy.questions()).toBe(2);
  toy.does(hangs);
  expect(codesOf(await toy.source({ milliseconds: 300 }).send(query, '{}', 0, askingAs()))).toEqual([
    'UNAVAILABLE',
  ]);
  expect(toy.questions()).toBe(3);
});

test.each([
  ['whose connection breaks', hangsUp],
  ['that is never answered', hangs],
  ['that is answered with garbage', says('<html>10.0.0.7</html>')],
  ['that is answered with what nobody asked', says({ data: { other: 1 } })],
  ['that is answered with nothing', says({ data: {} })],
  ['that is answered with a failure', says({ errors: [{ message: 'x' }] }, 502)],
])('a mutation %s is never tried again, and is UNCERTAIN', async (_claim, behaviour) => {
  toy.does(behaviour);
  const source = toy.source(behaviour === hangs ? { milliseconds: 300 } : {});
  const answer = await source.send(mutation, '{}', 0, askingAs());
  expect(answer.errors).toMatchObject([
    {
      path: ['it'],
      message: expect.stringContaining('same idempotency key'),
      extensions: { code: 'UNCERTAIN' },
    },
  ]);
  expect(toy.questions()).toBe(1);
});

test('a mutation that failed inside the subgraph is UNCERTAIN, unless something of its result came', async () => {
  const internal = (path: string[]) => ({
    message: 'x',
    path,
    extensions: { code: 'INTERNAL', reference: 'r' },
  });
  toy.does(says({ data: { it: null }, errors: [internal(['it'])] }));
  expect((await toy.source().send(mutation, '{}', 0, askingAs())).errors).toMatchObject([
    { path: ['it'], extensions: { code: 'UNCERTAIN', reference: 'r' } },
  ]);
  toy.does(says({ data: { it: { name: null } }, errors: [internal(['it', 'name'])] }));
  expect(codesOf(await toy.source().send(mutation, '{}', 0, askingAs()))).toEqual(['INTERNAL']);
  expect(codesOf(await toy.source().send(query, '{}', 0, askingAs()))).toEqual(['INTERNAL']);
});

test('a subgraph that cannot check one organisation’s sign-ins is not away for all the others', async () => {
  const source = toy.source({ failures: 1 });
  const unchecked = { errors: [{ message: 'Please try again.', extensions: { code: 'UNAVAILABLE' } }] };
  toy.does(says(unchecked, 503));
  expect(await source.send(mutation, '{}', 0, askingAs())).toEqual(unchecked);
  toy.does(says({ data: { it: 1 } }));
  expect(await source.send(query, '{}', 0, askingAs())).toEqual({ data: { it: 1 } });
});

test('a mutation that cannot have happened is UNAVAILABLE', async () => {
  const source = toy.source({}, await deadPort());
  expect(codesOf(await source.send(mutation, '{}', 0, askingAs()))).toEqual(['UNAVAILABLE']);
  const gone = AbortSignal.abort();
  expect(codesOf(await toy.source().send(mutation, '{}', 0, askingAs(undefined, gone)))).toEqual([
    'UNAVAILABLE',
  ]);
  expect(toy.questions()).toBe(0);
});

test('once a mutation is sent the request may have done something, and not before', async () => {
  const source = toy.source({ failures: 1 });
  const mayBeDone = async (fetch: typeof query) => {
    const asking = askingAs();
    await source.send(fetch, '{}', 0, asking);
    return asking.mayBeDone ?? false;
  };
  expect(await mayBeDone(query)).toBe(false);
  toy.does(says('garbage'), 503);
  expect(await mayBeDone(mutation)).toBe(true);
  // The breaker is open: it is not sent.
  expect(await mayBeDone(mutation)).toBe(false);
});

test('after failures in a row nothing is sent, until a probe of its own finds the subgraph back', async () => {
  toy.does(says('garbage'), 503);
  const source = toy.source({ failures: 2, probeMilliseconds: 5 });
  for (const _ of [1, 2]) await source.send(query, '{}', 0, askingAs());
  const asking = askingAs();
  expect(codesOf(await source.send(mutation, '{}', 0, asking))).toEqual(['UNAVAILABLE']);
  expect(toy.questions()).toBe(2);
  expect(asking.degraded).toEqual([{ subgraph: 'toy', since: expect.any(Date), asOf: null }]);

  toy.does(says({ data: { it: 'back' } }));
  const answer = async () => source.send(query, '{}', 0, askingAs());
  let heard = await answer();
  while (heard.errors) {
    await new Promise(setImmediate);
    heard = await answer();
  }
  expect(heard).toEqual({ data: { it: 'back' } });
  // Nobody's question was the probe: the first that was sent again was answered.
  expect(toy.questions()).toBe(3);
  expect(toy.lines.join('')).toMatch(/"breaker":"open"[\s\S]*"breaker":"closed"[\s\S]*"back":true/);
});

test('a success between failures, and what is the caller’s doing, keep it closed', async () => {
  const source = toy.source({ failures: 2, bytes: 50 });
  const tried = async (behaviour: Parameters<typeof toy.does>[0]) => {
    toy.does(behaviour);
    return codesOf(await source.send(query, '{}', 0, askingAs()));
  };
  await tried(says('garbage'));
  expect(await tried(says({ data: { it: 1 } }))).toBeUndefined();
  await tried(says('garbage'));
  for (const _ of [1, 2]) {
    expect(await tried(says({ data: { it: 'x'.repeat(60) } }))).toEqual(['UNAVAILABLE']);
    const caller = new AbortController();
    toy.does(() => caller.abort());
    const asking = askingAs(undefined, caller.signal);
    expect(codesOf(await source.send(query, '{}', 0, asking))).toEqual(['UNAVAILABLE']);
  }
  expect(await tried(says({ data: { it: 2 } }))).toBeUndefined();
});

test.each([
  ['a list', []],
  ['a text', 'text'],
  ['no data and no error', {}],
  ['data that is a list', { data: [] }],
  ['errors that are none', { data: {}, errors: ['x'] }],
  ['an error without a sentence', { data: {}, errors: [{ path: ['it'] }] }],
  ['too few entities', { data: { _entities: [{}] } }],
  ['entities that are no list', { data: { _entities: {} } }],
])('%s is no answer: each entity is missing at its place', async (_claim, answer) => {
  toy.does(says(JSON.stringify(answer)));
  const heard = await toy.source().send(planned({ roots: ['_entities'] }), '{}', 2, askingAs());
  expect(heard).toMatchObject({ errors: [{ path: ['_entities', 0] }, { path: ['_entities', 1] }] });
});

test('an answer in many pieces is put together, also within a letter', async () => {
  const body = Buffer.from(JSON.stringify({ data: { it: 'Strehëza në Vlorë' } }));
  const cut = body.indexOf('ë') + 1;
  toy.does(response => {
    response.writeHead(200);
    response.write(body.subarray(0, cut));
    setImmediate(() => response.end(body.subarray(cut)));
  });
  expect(await toy.source().send(query, '{}', 0, askingAs())).toEqual({
    data: { it: 'Strehëza në Vlorë' },
  });
});

test('what is written to the log names the subgraph and the cause, no host and no body', async () => {
  toy.does(says('<html>SECRET 10.0.0.7</html>'));
  await toy.source().send(query, '{"variables":{"name":"SECRET"}}', 0, askingAs());
  expect(toy.lines.map(line => JSON.parse(line))).toMatchObject([{ subgraph: 'toy', away: 'GARBLED' }]);
  expect(toy.lines.join('')).not.toMatch(/SECRET|10\.0|127\.0/);
});

test('a trace that came in goes on to the subgraph, and nothing that is none', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const source = toy.source();
  const later = traceparent.replace('00-', '01-');
  for (const given of [traceparent, `${later}-SECRET`, `${traceparent}-SECRET`, 'SECRET', undefined]) {
    const asking = askingAs();
    asking.trace = noTracing.begin(given);
    await source.send(query, '{}', 0, asking);
  }
  expect(toy.asked.map(({ headers }) => headers.traceparent)).toEqual([
    traceparent,
    traceparent,
    undefined,
    undefined,
    undefined,
  ]);
});
