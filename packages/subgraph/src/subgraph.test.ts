import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ASSERTION_HEADER,
  type Assertion,
  anonymous,
  assertionSigner,
  assertionVerifier,
  hashOfToken,
  type Member,
  tokenVerifier,
} from '@ura/access';
import { type Database, freePort, newId } from '@ura/database';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { callerOf } from './caller';
import { privacyLedger } from './ledger';
import { buildFederatedSchema } from './schema';
import { serve } from './server';
import { toy } from './toy.fixture';

const ana: Member = { id: newId(), organisationId: newId(), roles: ['TRAINER'] };
const log: string[] = [];
let url: string;
let sign: (assertion: Assertion, subgraph: string) => Promise<string>;
let tokenOf: (who: Member) => Promise<string>;
let issuerServer: Server;
let stop: () => Promise<void>;

const keyPair = async (alg: string) => {
  const pair = await generateKeyPair(alg, { extractable: true });
  const named = { kid: alg, alg };
  const privateJwk: JWK = { ...(await exportJWK(pair.privateKey)), ...named };
  return { ...pair, privateJwk, publicKeys: { keys: [{ ...(await exportJWK(pair.publicKey)), ...named }] } };
};

beforeAll(async () => {
  const [gateway, issuerKeys] = [await keyPair('EdDSA'), await keyPair('ES256')];
  issuerServer = createServer((_request, response) => response.end(JSON.stringify(issuerKeys.publicKeys)));
  await new Promise<void>(resolve => issuerServer.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}`;
  sign = await assertionSigner(gateway.privateJwk);
  tokenOf = ({ id, organisationId, roles }) =>
    new SignJWT({ organisation: organisationId, roles })
      .setProtectedHeader({ alg: 'ES256', kid: 'ES256' })
      .setIssuer(issuer)
      .setAudience('ura')
      .setSubject(id)
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(issuerKeys.privateKey);
  const port = await freePort();
  const verifyToken = tokenVerifier([{ issuer, jwksUri: issuer, organisationIds: [ana.organisationId] }]);
  ({ stop } = await serve({
    subgraph: toy,
    database: { as: () => undefined } as unknown as Database,
    host: '127.0.0.1',
    port,
    callerOf: callerOf(assertionVerifier(gateway.publicKeys, 'toy'), verifyToken),
    log: (reference, error) => log.push(`${reference} ${String(error)}`),
  }));
  url = `http://127.0.0.1:${port}/graphql`;
});
afterAll(async () => {
  await stop();
  await new Promise(resolve => issuerServer.close(resolve));
});

const send = async (headers: Record<string, string>, query: string, variables?: object) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as { data?: never; errors?: never[] }) };
};
const unproven = async () => ({ [ASSERTION_HEADER]: await sign({ viewer: ana }, 'toy') });
const proven = async () => {
  const token = await tokenOf(ana);
  const assertion = await sign({ viewer: ana, tokenHash: hashOfToken(token) }, 'toy');
  return { [ASSERTION_HEADER]: assertion, authorization: `Bearer ${token}` };
};
const ALL = '{ thing { id forMembers forOwners forTrainers } }';

describe('P24 a subgraph answers only the gateway', () => {
  const refusals: [string, () => Promise<Record<string, string>>][] = [
    ['no assertion', async () => ({})],
    ["a user's token alone", async () => ({ authorization: `Bearer ${await tokenOf(ana)}` })],
    [
      "another subgraph's assertion",
      async () => ({ [ASSERTION_HEADER]: await sign({ viewer: ana }, 'other') }),
    ],
    ['garbage', async () => ({ [ASSERTION_HEADER]: 'garbage' })],
    [
      'P47 a token that the assertion was not made for',
      async () => ({
        ...(await proven()),
        authorization: `Bearer ${await tokenOf({ ...ana, id: newId() })}`,
      }),
    ],
    [
      'P47 a token of somebody else than the asserted viewer',
      async () => {
        const token = await tokenOf({ ...ana, id: newId() });
        const assertion = await sign({ viewer: ana, tokenHash: hashOfToken(token) }, 'toy');
        return { [ASSERTION_HEADER]: assertion, authorization: `Bearer ${token}` };
      },
    ],
    [
      'a forged token',
      async () => ({
        [ASSERTION_HEADER]: await sign({ viewer: ana, tokenHash: hashOfToken('forged') }, 'toy'),
        authorization: 'Bearer forged',
      }),
    ],
  ];
  test.each(refusals)('%s is 401', async (_claim, headers) => {
    const { status, errors } = await send(await headers(), ALL);
    expect(status).toBe(401);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('a field is held to its class', () => {
  test('anonymous sees what is public, and null for the rest', async () => {
    const { data } = await send({ [ASSERTION_HEADER]: await sign({ viewer: anonymous }, 'toy') }, ALL);
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
    const headers = { [ASSERTION_HEADER]: await sign({ viewer: anonymous }, 'toy') };
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
    const asBesa = { [ASSERTION_HEADER]: await sign({ viewer: besa }, 'toy') };
    const asNobody = { [ASSERTION_HEADER]: await sign({ viewer: anonymous }, 'toy') };
    expect(await send(asBesa, query)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(await send(asNobody, query)).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
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
