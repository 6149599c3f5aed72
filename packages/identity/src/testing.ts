import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './accounts';

export const vatra = '0b0a5d9e-3c53-4f0c-9b2f-5a3d5a1f7c11';
export const pvpt = '5f6f3f61-6f0d-4f39-8f0e-0d7f6a1c2b22';

export const mobileUnit: Account = {
  id: '85b4aad6-ffde-440f-9170-10afaaca7bfb',
  account: 'mobile-unit@vatra',
  organisationId: vatra,
  organisation: 'vatra',
  roles: ['MOBILE_UNIT'],
  demonstration: true,
};
export const supervisor: Account = {
  id: '6d1c9a52-7f0e-4c3b-8a55-1d2e3f405162',
  account: 'supervisor@pvpt',
  organisationId: pvpt,
  organisation: 'pvpt',
  roles: ['SUPERVISOR', 'CASE_MANAGER'],
  demonstration: true,
};

type Variables = Record<string, string>;

const compiled = (name: string) => join(__dirname, '../dist', `${name}.js`);

/** The compiled processes, because jest cannot load oidc-provider; `npm test` builds before it tests. */
export const spawned = (name: 'main' | 'token', env: Variables, ...args: string[]) => {
  const child = fork(compiled(name), args, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', chunk => (output.stdout += chunk));
  child.stderr?.on('data', chunk => (output.stderr += chunk));
  return { child, output };
};

/** Runs a process to its end. */
export const finished = async (...[name, env, ...args]: Parameters<typeof spawned>) => {
  const { child, output } = spawned(name, env, ...args);
  const [code] = await once(child, 'close');
  return { code: code as number, ...output };
};

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/** A folder with the accounts above, and what the process needs to be told. */
export const prepared = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ura-identity-'));
  const port = await freePort();
  const variables: Variables = {
    URA_PORT: String(port),
    URA_ACCOUNTS: join(folder, 'accounts.json'),
    URA_IDENTITY_KEYS: join(folder, 'keys', 'signing.json'),
  };
  await writeFile(variables.URA_ACCOUNTS!, JSON.stringify([mobileUnit, supervisor]));
  return {
    port,
    variables,
    issuer: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
};

/** Starts the issuer and waits until it listens. */
export const running = async (variables: Variables) => {
  const { child, output } = spawned('main', variables);
  const message = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (message[0] !== 'ready') throw new Error(`the issuer did not start: ${output.stderr}`);
  const stop = () => ended(child);
  return {
    output,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
};

/** Asks a process to end, as an orchestrator does. Gives its exit code. */
async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  return child.exitCode;
}

export const tokenOf = async (issuer: string, account: string, secret = 'demonstration') => {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: account,
      client_secret: secret,
    }),
  });
  const { access_token } = (await response.json()) as { access_token: string };
  return { status: response.status, token: access_token };
};
