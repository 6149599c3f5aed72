import { ASSERTION_HEADER, anonymous, type Member } from '@ura/access';
import { type Database, freePort, newId } from '@ura/database';
import { buildSchema } from 'graphql';
import { holdToClasses } from './guard';
import { privacyLedger } from './ledger';
import { buildFederatedSchema } from './schema';
import { serve } from './server';
import { toy } from './toy.fixture';
import { type Trust, trustOf } from './trust.fixture';

const ana: Member = { id: newId(), organisationId: newId(), roles: ['TRAINER'] };
const log: string[] = [];
let url: string;
let trust: Trust;
let stop: () => Promise<void>;

beforeAll(async () => {
  trust = await trustOf('toy', ana.organisationId);
  const port = await freePort();
  ({ stop } = await serve({
    subgraph: toy,
    database: { as: () => undefined } as unknown as Database,
    host: '127.0.0.1',
    port,
    callerOf: trust.callerOf,
    log: (reference, error) => log.push(`${reference} ${String(error)}`),
  }));
  url = `http://127.0.0.1:${port}/graphql`;
});
afterAll(async () => {
  await stop();
  await trust.stop();
});

const send = async (headers: Record<string, string>, query: string, variables?: object) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as { data?: never; errors?: never[] }) };
};
const unproven = async () => ({ [ASSERTION_HEADER]: await trust.sign({ viewer: ana }, 'toy') });
const proven = () => trust.proven(ana);
const ALL = '{ thing { id forMembers forOwners forTrainers } }';

test('P24 a subgraph answers only the gateway: everything else is 401', async () => {
  for (const [claim, headers] of trust.refusals) {
    const { status, errors } = await send(await headers(ana), ALL);
    expect([claim, status, errors]).toMatchObject([
      claim,
      401,
      [{ extensions: { code: 'UNAUTHENTICATED' } }],
    ]);
  }
});

describe('a field is held to its class', () => {
  test('anonymous sees what is public, and null for the rest', async () => {
    const { data } = await send({ [ASSERTION_HEADER]: await trust.sign({ viewer: anonymous }, 'toy') }, ALL);
    expect(data).toEqual({ thing: { id: '1', forMembers: null, forOwners: null, forTrainers: null } });
  });

  test("P47 a stolen gateway key opens no OWNER field: the user's own token is needed as well", async () => {
    const { data } = await send(await unproven(), ALL);
    expect(data).toEqual({ thing: { id: '1', forMembers: 'm', forOwners: null, forTrainers: 't' } });
    const secret = await send(await unproven(), '{ secret { id } }');
    expect(secret).toMatchObject({
      data: { secret: null },
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await send(await proven(), '{ secret { forOwners } }')).toMatchObject({
      data: { secret: { forOwners: 'o' } },
    });
  });

  test('P23 a reference is held as a root field is', async () => {
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { id forMembers forOwners } } }';
    const representations = [
      { __typename: 'Thing', id: '7' },
      { __typename: 'Thing', id: 'hidden' },
    ];
    const headers = { [ASSERTION_HEADER]: await trust.sign({ viewer: anonymous }, 'toy') };
    const { data } = await send(headers, query, { r: representations });
    expect(data).toEqual({ _entities: [{ id: '7', forMembers: null, forOwners: null }, null] });
  });
});

describe('a refusal', () => {
  const make = (input: object) =>
    proven().then(headers =>
      send(headers, 'mutation ($i: MakeThingInput!) { makeThing(input: $i) { id } }', { i: input }),
    );

  test.each([
    ['input.many', { many: 9, parts: [] }],
    ['input.parts', { many: 1, parts: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }],
    ['input.parts.0.name', { many: 1, parts: [{ name: 'a\0b' }] }],
    ['input.parts.1.name', { many: 1, parts: [{ name: 'a' }, { name: 'far too long' }] }],
  ])('names the field %s and does not repeat the value', async (field, input) => {
    const answer = await make(input);
    expect(answer).toMatchObject({
      data: { makeThing: null },
      errors: [{ extensions: { code: 'INVALID', field } }],
    });
    expect(JSON.stringify(answer)).not.toContain('far too long');
  });

  test('keeps its code and its sentence', async () => {
    const { errors } = await make({ many: 0, parts: [] });
    expect(errors).toMatchObject([
      { message: 'There is one already.', path: ['makeThing'], extensions: { code: 'CONFLICT' } },
    ]);
  });

  test('that was not meant says nothing but a reference, which the log has', async () => {
    const answer = await make({ many: -1, parts: [] });
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'INTERNAL', reference: expect.any(String) } },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/secret of the inside|stack|toy\.fixture/);
    const [{ extensions }] = answer.errors as unknown as [{ extensions: { reference: string } }];
    expect(log.join('\n')).toContain(extensions.reference);
  });

  test('of an operation is FORBIDDEN for members and UNAUTHENTICATED for others', async () => {
    const query = 'mutation { makeThing(input: { many: 1, parts: [] }) { id } }';
    const besa = { ...ana, roles: ['LAWYER' as const] };
    const asBesa = { [ASSERTION_HEADER]: await trust.sign({ viewer: besa }, 'toy') };
    const asNobody = { [ASSERTION_HEADER]: await trust.sign({ viewer: anonymous }, 'toy') };
    expect(await send(asBesa, query)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(await send(asNobody, query)).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});

test('P21 no subgraph starts with a field that has no class', () => {
  expect(() => holdToClasses(buildSchema('type Query { name: String }'))).toThrow(
    'Query.name has no privacy class',
  );
});

test('P21 the printed schema carries the class on every field, and the ledger shows it with the rule', async () => {
  const { schema, sdl } = await buildFederatedSchema(toy);
  expect(sdl).toMatch(/forOwners: String @privacy\(class: OWNER\)/);
  expect(sdl).toMatch(/id: ID! @privacy\(class: PUBLIC\)/);
  expect(sdl).not.toMatch(/type Thing[^{]*@privacy/);
  expect(privacyLedger('toy', schema)).toContain(
    '| Thing.forTrainers | PARTNER | hasRole(TRAINER) | For trainers. |',
  );
});

test('a subgraph that resolves references to a type that is not in its schema does not start', async () => {
  const references = { ...toy.references, Nowhere: () => null };
  await expect(buildFederatedSchema({ ...toy, references })).rejects.toThrow(
    'Nothing of toy reaches Nowhere',
  );
});
