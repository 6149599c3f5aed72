import { randomBytes } from 'node:crypto';
import type { Client, Context, Provider, Token } from 'oidc-provider';
import type { Account } from './accounts';
import { ALGORITHM, type PrivateKeys } from './keys';
import { loadLibrary } from './library';
import { memory } from './memory';

/** Known to all, because the accounts are for demonstration. It only tells the command from a browser. */
export const DEMONSTRATION_SECRET = 'demonstration';
export const DASHBOARD = 'ura-dashboard';

const AUDIENCE = 'ura';
const HUB = 'urn:ura:hub';
const HOUR = 3_600;
const FIVE_MINUTES = 300;
const WORKING_DAY = 8 * HOUR;

/**
 * Two ways to a token, with the same claims. The command line has no browser: each account is also a
 * client, and gets a token of an hour with the client credentials grant. A dashboard signs in with
 * authorization code and PKCE, and gets a token of five minutes.
 */
export const makeProvider = async (
  issuer: string,
  accounts: readonly Account[],
  jwks: PrivateKeys,
): Promise<Provider> => {
  const { Provider, interactionPolicy, errors } = await loadLibrary();
  const policy = interactionPolicy.base();
  policy.remove('consent');

  const byId = (id: string | undefined) => accounts.find(account => account.id === id);
  const byName = (name: string) => accounts.find(({ account }) => account === name);
  const holderOf = (token: Token) =>
    token.kind === 'ClientCredentials' ? byName(token.clientId) : byId(token.accountId);

  const provider = new Provider(issuer, {
    adapter: memory(),
    jwks,
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    clients: [dashboard, ...accounts.map(commandLineClient)],
    clientAuthMethods: ['none', 'client_secret_post'],
    clientDefaults: { id_token_signed_response_alg: ALGORITHM },
    enabledJWA: { idTokenSigningAlgValues: [ALGORITHM] },
    responseTypes: ['code'],
    scopes: ['openid'],
    claims: { openid: ['sub', 'preferred_username'] },
    interactions: { policy, url: (_: Context, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => HUB,
        useGrantedResource: () => true,
        getResourceServerInfo: (_: Context, resource: string) => {
          if (resource !== HUB) throw new errors.InvalidTarget();
          return {
            scope: '',
            audience: AUDIENCE,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: ALGORITHM } },
          };
        },
      },
    },
    ttl: {
      ClientCredentials: HOUR,
      AccessToken: FIVE_MINUTES,
      IdToken: FIVE_MINUTES,
      AuthorizationCode: 60,
      Interaction: FIVE_MINUTES,
      Session: WORKING_DAY,
      Grant: WORKING_DAY,
    },
    findAccount: (_: Context, id: string) => {
      const found = byId(id);
      return found && { accountId: id, claims: () => ({ sub: id, preferred_username: found.account }) };
    },
    extraTokenClaims: (_: Context, token: Token) => {
      const holder = holderOf(token);
      return holder && { organisation: holder.organisationId, roles: holder.roles };
    },
    formats: {
      customizers: {
        jwt: (_: Context, token: Token, { payload }: { payload: { sub: string } }) => {
          payload.sub = holderOf(token)?.id ?? payload.sub;
        },
      },
    },
    loadExistingGrant: grantWithoutAsking,
    clientBasedCORS: (_: Context, origin: string, { clientId }: Client) =>
      clientId === DASHBOARD && isOfThisMachine(origin),
    renderError: (ctx: Context, { error, error_description }: Record<string, string>) => {
      ctx.type = 'text';
      ctx.body = `${error}: ${error_description ?? ''}\n`;
    },
  });
  provider.on('server_error', (_, error) => console.error(error));
  return provider;
};

/** A native client, because those may come back to any port of this machine (RFC 8252, 7.3). */
const dashboard = {
  client_id: DASHBOARD,
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  redirect_uris: ['localhost', '127.0.0.1'].flatMap(host => [`http://${host}/`, `http://${host}/callback`]),
};

const commandLineClient = ({ account }: Account) => ({
  client_id: account,
  client_secret: DEMONSTRATION_SECRET,
  token_endpoint_auth_method: 'client_secret_post',
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
});

/** Consent is for people who have something to consent about. */
async function grantWithoutAsking({ oidc: { provider, client, session } }: Context) {
  const id = session.grantIdFor(client.clientId);
  const existing = id && (await provider.Grant.find(id));
  if (existing) return existing;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

const isOfThisMachine = (origin: string) =>
  URL.canParse(origin) && ['localhost', '127.0.0.1'].includes(new URL(origin).hostname);
