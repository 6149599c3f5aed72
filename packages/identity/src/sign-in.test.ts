import { createHash, randomBytes } from 'node:crypto';
import { tokenVerifier } from '@ura/access';
import { decodeJwt } from 'jose';
import { mobileUnit, prepared, pvpt, running, supervisor, vatra } from './testing';

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

const BACK = 'http://localhost:5173/callback';

/** As much of a browser as a sign-in takes: cookies by path, and one redirect at a time. */
const browser = () => {
  const jar = new Map<string, { path: string; value: string }>();
  return async (url: string, form?: Record<string, string>) => {
    const { pathname } = new URL(url);
    const cookies = [...jar].filter(([, { path }]) => pathname.startsWith(path));
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: cookies.map(([name, { value }]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, { value, path: /path=([^;]+)/i.exec(cookie)?.[1] ?? '/' });
    }
    const location = response.headers.get('location');
    return { response, next: location ? new URL(location, url).href : '' };
  };
};

const attempt = (change: Record<string, string> = {}) => {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: 'ura-dashboard',
    response_type: 'code',
    redirect_uri: BACK,
    scope: 'openid',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  });
  return { verifier, url: `${place.issuer}/auth?${query}` };
};

const redeemed = async (url: string, verifier: string) => {
  const response = await fetch(`${place.issuer}/token`, {
    method: 'POST',
    headers: { origin: new URL(BACK).origin },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'ura-dashboard',
      code: new URL(url).searchParams.get('code') ?? '',
      redirect_uri: BACK,
      code_verifier: verifier,
    }),
  });
  return { response, tokens: (await response.json()) as { access_token: string; id_token: string } };
};

/** Goes the whole way, and gives the address on which the dashboard is called back. */
const signedIn = async (go: ReturnType<typeof browser>, url: string, account: string) => {
  const { next: page } = await go(url);
  const { next: resume } = await go(page, { account });
  const { response, next } = await go(resume);
  return next || switched(go, await response.text());
};

/** Whoever was signed in before is signed out first, by a form that submits itself. */
const switched = async (go: ReturnType<typeof browser>, form: string) => {
  const [, action = ''] = /action="([^"]+)"/.exec(form) ?? [];
  const fields = [...form.matchAll(/name="([^"]+)" value="([^"]+)"/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  const { next: resume } = await go(action, Object.fromEntries(fields));
  return (await go(resume)).next;
};

describe('a dashboard', () => {
  it('gets a token of five minutes for the account that was picked', async () => {
    const { url, verifier } = attempt();
    const back = await signedIn(browser(), url, 'mobile-unit@vatra');
    expect(back).toMatch(/^http:\/\/localhost:5173\/callback\?code=/);
    const { response, tokens } = await redeemed(back, verifier);
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    const verify = tokenVerifier([
      { issuer: place.issuer, jwksUri: `${place.issuer}/jwks`, organisationIds: [vatra] },
    ]);
    expect(await verify(tokens.access_token)).toEqual({
      expiresAt: expect.any(Date),
      id: mobileUnit.id,
      organisationId: vatra,
      roles: ['MOBILE_UNIT'],
    });
    const { iat = 0, exp } = decodeJwt(tokens.access_token);
    expect(exp).toBe(iat + 300);
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      sub: mobileUnit.id,
      preferred_username: 'mobile-unit@vatra',
    });
  });

  it('renews it without asking again, and becomes somebody else when it asks to', async () => {
    const go = browser();
    await signedIn(go, attempt().url, 'mobile-unit@vatra');
    const renewal = attempt({ prompt: 'none' });
    const again = await redeemed((await go(renewal.url)).next, renewal.verifier);
    expect(decodeJwt(again.tokens.access_token).sub).toBe(mobileUnit.id);

    const change = attempt({ prompt: 'login' });
    const back = await signedIn(go, change.url, 'supervisor@pvpt');
    const other = await redeemed(back, change.verifier);
    expect(decodeJwt(other.tokens.access_token)).toMatchObject({ sub: supervisor.id, organisation: pvpt });
  });

  it('gets nothing for a code without the verifier that it belongs to', async () => {
    const back = await signedIn(browser(), attempt().url, 'mobile-unit@vatra');
    const { response, tokens } = await redeemed(back, attempt().verifier);
    expect(response.status).toBe(400);
    expect(tokens.access_token).toBeUndefined();
  });

  it('is not sent back to another machine', async () => {
    const { response, next } = await browser()(
      attempt({ redirect_uri: 'http://elsewhere.example/callback' }).url,
    );
    expect({ status: response.status, next }).toEqual({ status: 400, next: '' });
  });
});

describe('the page of accounts', () => {
  it('shows every account, and loads nothing from anywhere', async () => {
    const go = browser();
    const { response } = await go((await go(attempt().url)).next);
    const page = await response.text();
    expect(page).toContain('mobile-unit@vatra');
    expect(page).toContain('supervisor@pvpt');
    expect(page).not.toMatch(/https?:|@import|src=/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('signs nobody in under a name that is not there', async () => {
    const go = browser();
    const { response, next } = await go((await go(attempt().url)).next, { account: 'nobody@vatra' });
    expect({ status: response.status, next }).toEqual({ status: 400, next: '' });
  });

  it('is not for somebody who did not come from a dashboard', async () => {
    const response = await fetch(`${place.issuer}/interaction/guessed`);
    expect(response.status).toBe(400);
    expect(await response.text()).toBe('This sign-in is over. Start again from where you came.');
  });
});

it('nothing of this was printed by the issuer', () => {
  expect(issuer.output).toEqual({ stdout: '', stderr: '' });
});
