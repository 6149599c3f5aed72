import { tokenVerifier } from '@ura/access';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { finished, mobileUnit, prepared, pvpt, running, supervisor, tokenOf, vatra } from './testing';

let place: Awaited<ReturnType<typeof prepared>>;
let issuer: Awaited<ReturnType<typeof running>>;

beforeAll(async () => {
  place = await prepared();
  issuer = await running(place.variables);
});
afterAll(async () => {
  await issuer.stop();
  await place[Symbol.asyncDispose]();
});

const discovered = async () =>
  (await (await fetch(`${place.issuer}/.well-known/openid-configuration`)).json()) as Record<string, string>;
const trusted = async (organisationId: string, maxTokenSeconds?: number) => {
  const { jwks_uri: jwksUri = '' } = await discovered();
  return tokenVerifier([
    { issuer: place.issuer, jwksUri, organisationIds: [organisationId], maxTokenSeconds },
  ]);
};

describe('a token', () => {
  it('verifies against the keys that discovery names, for the audience "ura"', async () => {
    const { issuer: named, jwks_uri } = await discovered();
    expect(named).toBe(place.issuer);
    const { token } = await tokenOf(place.issuer, 'supervisor@pvpt');
    const { payload, protectedHeader } = await jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri!)), {
      issuer: place.issuer,
      audience: 'ura',
    });
    expect(protectedHeader.alg).toBe('ES256');
    expect(payload).toMatchObject({
      sub: supervisor.id,
      organisation: pvpt,
      roles: ['SUPERVISOR', 'CASE_MANAGER'],
    });
    expect(payload.exp! - payload.iat!).toBe(3_600);
  });

  it('makes its holder a member of their own organisation', async () => {
    const { token } = await tokenOf(place.issuer, 'mobile-unit@vatra');
    const verify = await trusted(vatra, 3_600);
    expect(await verify(token)).toEqual({
      expiresAt: expect.any(Date),
      id: mobileUnit.id,
      organisationId: vatra,
      roles: ['MOBILE_UNIT'],
    });
  });

  it('is refused where the issuer does not speak for its organisation (P48)', async () => {
    const { token } = await tokenOf(place.issuer, 'mobile-unit@vatra');
    const verify = await trusted(pvpt, 3_600);
    await expect(verify(token)).rejects.toThrow('the issuer does not speak for that organisation');
  });

  it('of an hour is refused where five minutes are enforced (P54)', async () => {
    const { token } = await tokenOf(place.issuer, 'mobile-unit@vatra');
    const verify = await trusted(vatra);
    await expect(verify(token)).rejects.toThrow('the token lives too long');
  });

  it.each([
    ['an account that does not exist', 'nobody@vatra', 'demonstration'],
    ['a wrong secret', 'mobile-unit@vatra', 'guess'],
    ['the dashboard, which has no person in it', 'ura-dashboard', 'demonstration'],
  ])('is not given for %s', async (_, account, secret) => {
    const { status, token } = await tokenOf(place.issuer, account, secret);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(token).toBeUndefined();
  });

  it('is not given to a page of another origin, nor is the list of accounts', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'mobile-unit@vatra',
      client_secret: 'demonstration',
    });
    const response = await fetch(`${place.issuer}/token`, { method: 'POST', headers, body });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(await response.json()).not.toHaveProperty('access_token');
    const list = await fetch(`${place.issuer}/accounts`, { headers });
    expect(list.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the token command', () => {
  const command = (...args: string[]) => finished('token', { URA_ISSUER: place.issuer }, ...args);

  it('prints a token and nothing else', async () => {
    const { code, stdout, stderr } = await command('mobile-unit@vatra');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(decodeJwt(stdout.trim()).sub).toBe(mobileUnit.id);
  });

  it('lists the accounts when none is named', async () => {
    const { code, stdout } = await command();
    expect(code).toBe(0);
    expect(stdout).toContain('mobile-unit@vatra  MOBILE_UNIT\nsupervisor@pvpt    SUPERVISOR, CASE_MANAGER\n');
  });

  it('refuses an unknown account with the list, and prints nothing where a token would be', async () => {
    const { code, stdout, stderr } = await command('nobody@vatra');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^There is no account of that name\. These are the accounts:\nmobile-unit@vatra/);
  });

  it('says in one sentence that the hub is not running', async () => {
    await using elsewhere = await prepared();
    expect(await finished('token', { URA_ISSUER: elsewhere.issuer }, 'mobile-unit@vatra')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The hub is not running: start it with npm start, then ask again.\n',
    });
  });
});

it('nothing of this was printed by the issuer', () => {
  expect(issuer.output).toEqual({ stdout: '', stderr: '' });
});
