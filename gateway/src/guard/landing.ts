import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';

const STYLE =
  'body{font:1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}pre{padding:1rem;overflow:auto;border:1px solid;user-select:all}';

/** What the page's style is allowed by, where nothing else is. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

const curl = (url: string, query: string, ...headers: string[]) =>
  [
    'curl -s',
    url,
    ...headers,
    "-H 'content-type: application/json'",
    `-d '${JSON.stringify({ query })}'`,
  ].join(' ');

const pageAt = (url: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Ura</title>
<style>${STYLE}</style>
<h1>Ura</h1>
<p>This is a GraphQL endpoint: <code>${url}</code>. Point a GraphQL client of your own at it. It can be
introspected while it runs for development.</p>
<p>What can be asked:</p>
<pre>${curl(url, '{ __schema { queryType { fields { name description } } } }')}</pre>
<p>As somebody who has signed in (<code>npm run token</code> lists the demonstration accounts):</p>
<pre>${curl(url, '{ __typename }', '-H "authorization: Bearer $(npm run --silent token -- mobile-unit@vatra)"')}</pre>
</html>
`;

/** A page for developers that loads nothing from anywhere. */
export const landingPage = (url: string): ApolloServerPlugin => ({
  serverWillStart: async () => ({ renderLandingPage: async () => ({ html: pageAt(url) }) }),
});
