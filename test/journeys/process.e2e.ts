import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request as httpRequest, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@ura/database';
import { root } from '@ura/local';
import { compose } from '@ura/supergraph';
import { exportJWK, generateKeyPair } from 'jose';
import { header } from '../header';

const SDL = `${header('@key')}
type Query { "Open." it(like: String): String @privacy(class: PUBLIC) }
`;

const folder = mkdtempSync(path.join(tmpdir(), 'ura-process-'));
const servers: Server[] = [];
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
  rmSync(folder, { recursive: true, force: true });
});

/** A server that hears whole bodies. */
const serve = async (hear: (body: string, response: ServerResponse, traceparent?: string) => void) => {
  const server = createServer((request, response) => {
    let body = '';
    request
      .on('data', part => (body += part))
      .on('end', () => hear(body, response, request.headers.traceparent as string));
  });
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** The gateway as it runs in production: a process of its own, in front of one subgraph. */
const startGateway = async (subgraph: string, settings: Record<string, string> = {}) => {
  const port = await freePort();
  const supergraph = path.join(folder, `${port}.graphql`);
  writeFileSync(supergraph, compose([{ name: 'toy', url: `${subgraph}/graphql`, sdl: SDL }]).supergraphSdl);
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const child = fork(path.join(root, 'gateway/dist/main.js'), [], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      URA_PORT: String(port),
      URA_SUPERGRAPH: supergraph,
      URA_GATEWAY_PRIVATE_KEY: JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'g', alg: 'EdDSA' }),
      URA_ISSUERS: '[]',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  children.push(child);
  let output = '';
  child.stdout!.on('data', part => (output += part));
  await once(child, 'message');
  return { child, origin: `http://127.0.0.1:${port}`, output: () => output };
};

const ask = async (origin: string, body: object, headers: Record<string, string> = {}) => {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
};

/** Asks over one kept connection. */
const statusOver = (agent: Agent, url: string) =>
  new Promise<number>((resolve, reject) => {
    httpRequest(url, { agent }, response => response.resume().on('end', () => resolve(response.statusCode!)))
      .on('error', reject)
      .end();
  });

test.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s what runs is finished, nothing new is taken, and the end is a clean one',
  async signal => {
    let heard: (response: ServerResponse) => void;
    const arrived = new Promise<ServerResponse>(resolve => (heard = resolve));
    const subgraph = await serve((_body, response) => heard(response));
    const { child, origin, output } = await startGateway(subgraph);
    const answer = ask(origin, { query: '{ it }' });
    const response = await arrived;

    const ended = once(child, 'exit');
    child.kill(signal);
    // New connections are refused as soon as the process has heard.
    while (await statusOver(new Agent(), `${origin}/health`).catch(() => undefined));
    expect(child.exitCode).toBeNull();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"it":"finished"}}');
    expect(await answer).toEqual({ data: { it: 'finished' } });
    expect(await ended).toEqual([0, null]);
    expect(output()).toContain('"outcome":"whole"');
  },
);

test('a trace has a span for the request and one a fetch, joined to the caller’s and to the subgraph’s', async () => {
  const received: string[] = [];
  const collector = await serve((body, response) => {
    received.push(body);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  let told: string | undefined;
  const subgraph = await serve((_body, response, traceparent) => {
    told = traceparent;
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"it":"SECRET"}}');
  });
  const { child, origin, output } = await startGateway(subgraph, { OTEL_EXPORTER_OTLP_ENDPOINT: collector });
  const [traceId, callerSpan] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
  const headers = { traceparent: `00-${traceId}-${callerSpan}-01`, tracestate: 'who=SECRET' };
  const query = 'query SECRET($like: String) { it(like: $like) }';
  await ask(origin, { query, operationName: 'SECRET', variables: { like: 'SECRET' } }, headers);
  // The last spans go out before the end.
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  const spans = received.flatMap(body => JSON.parse(body).resourceSpans[0].scopeSpans[0].spans);
  const request = spans.find(({ name }) => name === 'request');
  const fetched = spans.find(({ name }) => name === 'fetch toy');
  expect(spans).toHaveLength(2);
  expect(request).toMatchObject({ traceId, parentSpanId: callerSpan });
  expect(fetched).toMatchObject({ traceId, parentSpanId: request.spanId });
  expect(told).toBe(`00-${traceId}-${fetched.spanId}-01`);
  expect(received.join('') + output()).not.toContain('SECRET');
});
