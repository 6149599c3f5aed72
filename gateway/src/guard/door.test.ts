import { createHash } from 'node:crypto';
import { startToy, type Toy } from './toy.fixture';

const ORIGIN = 'https://app.example';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let production: Toy;
let development: Toy;
let token: string;
beforeAll(async () => {
  production = await startToy({ guard: { allowedOrigins: [ORIGIN] } });
  development = await startToy({ isProduction: false });
  token = await production.tokenOf();
});
afterAll(() => Promise.all([production.stop(), development.stop()]));
beforeEach(() => void production.toy.asked.splice(0));

describe('P10 through an address', () => {
  test.each([
    ['an OWNER field', '{ case(name: "x") }'],
    ['an OWNER field in a fragment', '{ home { ...F } } fragment F on House { next { secret } }'],
    ['an IDENTITY field under another name', '{ home { name: person } }'],
    ['a field that is IDENTITY for one of several types', '{ named { name } }'],
    ['another operation of the document', 'query A { open } query B { case }'],
  ])('%s is refused, with a word about POST', async (_claim, query) => {
    const answer = await production.get(
      { query, ...(query.startsWith('query A') && { operationName: 'A' }) },
      token,
    );
    expect(answer).toMatchObject({
      status: 405,
      errors: [{ message: expect.stringContaining('POST'), extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(answer.headers.get('allow')).toBe('POST');
    expect(production.toy.asked).toEqual([]);
  });

  test('a public question is answered, and kept by nobody', async () => {
    const answer = await production.get({ query: '{ open }' }, token);
    expect(answer).toMatchObject({ status: 200, data: { open: 'yes' } });
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(await production.get({ query: '{ open }' })).toMatchObject({ data: { open: 'yes' } });
  });

  test('a mutation is refused', async () => {
    const answer = await production.get({ query: 'mutation { rename { name } }' }, token);
    expect(answer).toMatchObject({ status: 405, errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect(production.toy.asked).toEqual([]);
  });

  test('an automatic persisted query obeys the same rule', async () => {
    const query = '{ home { secret } }';
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: sha256(query) } });
    await production.ask({ query, extensions: JSON.parse(extensions) }, token);
    expect(await production.get({ extensions }, token)).toMatchObject({ status: 405 });
    expect(await production.get({ query, extensions }, token)).toMatchObject({ status: 405 });
  });

  test('the bounds are those of every question', async () => {
    const variables = JSON.stringify({ keys: Array(501).fill('') });
    const query = 'query ($keys: [String!]) { open(keys: $keys) }';
    expect(await production.get({ query, variables }, token)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'LIMITED', listItems: 501 } }],
    });
  });
});

describe('across sites', () => {
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'a form of another page, sent as %s, is not taken for a question',
    async type => {
      const init = { method: 'POST', headers: { 'content-type': type }, body: '{"query":"{ open }"}' };
      expect(await production.send(production.url, init)).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'BAD_REQUEST' } }],
      });
      expect(production.toy.asked).toEqual([]);
    },
  );

  test('an image of another page is not taken for a question', async () => {
    const answer = await production.send(`${production.url}?query={open}`, {});
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect(production.toy.asked).toEqual([]);
  });

  test('only pages of configured origins may read', async () => {
    const allowed = (toy: Toy, origin: string) =>
      toy
        .send(toy.url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })
        .then(({ headers }) => headers.get('access-control-allow-origin'));
    expect(await allowed(production, ORIGIN)).toBe(ORIGIN);
    expect(await allowed(production, 'https://evil.example')).toBeNull();
    expect(await allowed(development, ORIGIN)).toBeNull();
    const answer = await production.ask({ query: '{ open }' }, undefined, { origin: 'https://evil.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('every answer closes what browsers leave open', async () => {
  const { headers } = await production.ask({ query: '{ open }' });
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'strict-transport-security': expect.stringContaining('max-age='),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  });
  expect(headers.get('x-powered-by')).toBeNull();
});

describe('in production', () => {
  test('the schema is not told', async () => {
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "House") { name } }']) {
      expect(await production.ask({ query }, token)).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
      });
    }
  });

  test('nothing is suggested', async () => {
    for (const query of ['{ opne }', '{ open(kye: 1) }', '{ home { ... on Huose { name } } }']) {
      const { errors } = await production.ask({ query }, token);
      expect(JSON.stringify(errors)).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
    }
  });

  test('there is no page for people', async () => {
    const answer = await production.send(production.url, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(400);
  });
});

describe('in development', () => {
  test('the schema is told, and near misses are named', async () => {
    expect(await development.ask({ query: '{ __schema { queryType { name } } }' })).toMatchObject({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
    expect(JSON.stringify((await development.ask({ query: '{ opne }' })).errors)).toMatch(/did you mean/i);
  });

  test('a page says how to ask, and loads nothing from anywhere', async () => {
    const answer = (await development.send(development.url, { headers: { accept: 'text/html' } })) as never;
    const { status, text } = answer as { status: number; text: string };
    expect(status).toBe(200);
    expect(text).toContain(`curl -s ${development.url}`);
    expect(text).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
  });
});

test('a name that no operation has is the caller’s mistake', async () => {
  expect(await production.ask({ query: 'query A { open }', operationName: 'B' })).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
  });
});

test('a subscription is told where it is answered', async () => {
  expect(await production.ask({ query: 'subscription { homeChanged { name } }' }, token)).toMatchObject({
    status: 400,
    errors: [{ message: expect.stringContaining('/graphql/stream'), extensions: { code: 'BAD_REQUEST' } }],
  });
});

test('another method is refused', async () => {
  const answer = await production.send(production.url, { method: 'PUT' });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET, POST');
});
