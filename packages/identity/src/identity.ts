import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type Account, checkedAccounts } from './accounts';
import { CannotStart } from './cannot-start';
import { isProduction } from './env';
import { signingKeys } from './keys';
import { makeProvider } from './provider';
import { signInPage } from './sign-in';

export interface IdentitySettings {
  readonly port: number;
  readonly host: string;
  /** An origin, without a slash at its end: `http://127.0.0.1:4006`. Tokens carry it as `iss`. */
  readonly issuer: string;
  readonly accounts: readonly Account[];
  /** Private signing keys, as a JWKS. Made when it is not there; kept, so that tokens outlive a restart. */
  readonly keysFile: string;
}

export interface Identity {
  stop(): Promise<void>;
}

/** How long an answer that is under way may take once the issuer is told to stop. */
const PATIENCE_MS = 1_000;

/** Anybody may become anybody here, so it must not run where real cases are. */
export const refuseProduction = () => {
  if (isProduction()) {
    throw new CannotStart(
      'This issuer is for development and demonstration only, and does not start with NODE_ENV=production.',
    );
  }
};

/** Resolves when the issuer listens. Throws CannotStart with a sentence for the person who started it. */
export const startIdentity = async (settings: IdentitySettings): Promise<Identity> => {
  refuseProduction();
  const { port, host, issuer, keysFile } = settings;
  if (!URL.canParse(issuer) || new URL(issuer).origin !== issuer) {
    throw new CannotStart(
      'The issuer is not like http://127.0.0.1:4006, without a path or a slash at its end.',
    );
  }
  const accounts = checkedAccounts(settings.accounts);
  const provider = await makeProvider(issuer, accounts, await signingKeys(keysFile));
  const signIn = signInPage(provider, accounts);
  const openId = provider.callback();
  const list = listOf(accounts);

  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith('/interaction/')) return void signIn(request, response);
    if (path === '/accounts') return list(request, response);
    openId(request, response);
  });
  await listen(server, port, host);
  return { stop: () => stop(server) };
};

/** For `npm run token`. A page of another origin cannot read it: it allows none. */
const listOf = (accounts: readonly Account[]): RequestListener => {
  const body = JSON.stringify(
    accounts.map(({ account, organisation, roles }) => ({ account, organisation, roles })),
  );
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  };
};

async function listen(server: Server, port: number, host: string) {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw new CannotStart(
      isTaken
        ? `Another program uses port ${port} on ${host}: stop it, or set URA_PORT to a free one.`
        : `The issuer cannot listen on port ${port} of ${host}.`,
      { cause },
    );
  }
}

async function stop(server: Server) {
  const closed = once(server, 'close');
  server.close();
  const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearTimeout(impatient);
}
