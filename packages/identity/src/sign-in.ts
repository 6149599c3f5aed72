import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { Account } from './accounts';

const MOST_BYTES = 1_000;

/**
 * The page on which a developer picks whom to be. oidc-provider brings a page of its own for this,
 * but that one loads a font from Google and lets a name be mistyped.
 */
export const signInPage =
  (provider: Provider, accounts: readonly Account[]) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await provider.interactionDetails(request, response);
      if (request.method !== 'POST') return answer(response, 200, pageOf(accounts));
      const name = (await formOf(request)).get('account');
      const chosen = accounts.find(({ account }) => account === name);
      if (!chosen) return answer(response, 400, 'There is no such account.');
      await provider.interactionFinished(request, response, { login: { accountId: chosen.id } });
    } catch (error) {
      if ((error as Error).name !== 'SessionNotFound') console.error(error);
      if (response.headersSent) return void response.destroy();
      answer(response, 400, 'This sign-in is over. Start again from where you came.');
    }
  };

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('the form is too large');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

function answer(response: ServerResponse, status: number, body: string) {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'cache-control': 'no-store',
  });
  response.end(body);
}

const pageOf = (accounts: readonly Account[]) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Ura: whom to be</title>
<style>
  body { font: 1rem system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
  button { font: inherit; display: block; width: 100%; padding: .6rem; margin: .3rem 0; text-align: left }
</style>
<h1>Whom do you want to be?</h1>
<p>These accounts are for demonstration. They belong to no person.</p>
<form method="post">
${accounts.map(buttonOf).join('\n')}
</form>
</html>
`;

const buttonOf = ({ account, roles }: Account) =>
  `<button name="account" value="${account}">${account} <small>${roles.join(', ')}</small></button>`;
