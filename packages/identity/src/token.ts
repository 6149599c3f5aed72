import type { Account } from './accounts';
import { commandSettings } from './env';
import { DEMONSTRATION_SECRET } from './provider';

type Listed = Pick<Account, 'account' | 'organisation' | 'roles'>;

const PATIENCE_MS = 5_000;

/** What the person who asked is told instead of a token. */
class NoToken extends Error {}

async function main() {
  const { issuer } = commandSettings();
  const [name] = process.argv.slice(2);
  const accounts = await ask<Listed[]>(new URL('/accounts', issuer));
  if (!name) return console.log(`${linesOf(accounts)}\n\nnpm run --silent token -- ${accounts[0]?.account}`);
  if (!accounts.some(({ account }) => account === name)) {
    throw new NoToken(`There is no account of that name. These are the accounts:\n${linesOf(accounts)}`);
  }
  const { access_token } = await ask<{ access_token: string }>(new URL('/token', issuer), {
    grant_type: 'client_credentials',
    client_id: name,
    client_secret: DEMONSTRATION_SECRET,
  });
  console.log(access_token);
}

async function ask<Answer>(url: URL, form?: Record<string, string>): Promise<Answer> {
  const response = await fetch(url, {
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(cause => {
    throw new NoToken('The hub is not running: start it with npm start, then ask again.', { cause });
  });
  const answer = await response.json().catch(() => undefined);
  if (!response.ok || !answer) throw new NoToken(`What answers at ${url.origin} is not the hub's issuer.`);
  return answer as Answer;
}

const linesOf = (accounts: readonly Listed[]) => {
  const width = Math.max(...accounts.map(({ account }) => account.length));
  return accounts.map(({ account, roles }) => `${account.padEnd(width)}  ${roles.join(', ')}`).join('\n');
};

main().catch(error => {
  console.error(error instanceof NoToken ? error.message : error);
  process.exitCode = 1;
});
