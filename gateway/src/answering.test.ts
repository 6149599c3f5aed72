import { createServer } from 'node:http';
import type { GraphQLRequest } from '@apollo/server';
import { anonymous } from '@ura/access';
import { compose } from '@ura/supergraph';
import { apolloServer } from './apollo';
import { type Asking, askingOf, RequestEnding } from './asking';
import { HubGateway } from './gateway';
import { createLog } from './telemetry/log';

const lines: string[] = [];

const serve = async (gateway: HubGateway) => {
  const server = apolloServer({
    gateway,
    http: createServer(),
    log: createLog('info', { write: line => void lines.push(line) }),
    maxTokens: 100,
    isProduction: true,
    graceMilliseconds: 0,
  });
  await server.start();
  const ask = async (request: GraphQLRequest) => {
    const contextValue: Asking = askingOf({ viewer: anonymous }, new RequestEnding());
    const { body, http } = await server.executeOperation(request, { contextValue });
    const answer = body.kind === 'single' ? JSON.parse(JSON.stringify(body.singleResult)) : undefined;
    return { status: http.status ?? 200, answer };
  };
  return { ask, stop: () => server.stop() };
};

const sdl = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
    @link(url: "https://ura.al/privacy/v1.0", import: ["@privacy"])
    @composeDirective(name: "@privacy")
  directive @privacy(class: privacy__Class!) on FIELD_DEFINITION
  enum privacy__Class { PUBLIC PARTNER OWNER IDENTITY }
  type Query { open: String @privacy(class: PUBLIC) }
`;
const { supergraphSdl } = compose([{ name: 'toy', url: 'http://127.0.0.1:9/', sdl }]);
const send = async () => ({ data: { open: 'yes' } });

test("an operation is answered without Apollo Server's own call of the gateway", async () => {
  const gateway = new HubGateway({ supergraphSdl, send });
  gateway.executor = () => Promise.reject(new Error('It was called.'));
  const { ask, stop } = await serve(gateway);
  expect(await ask({ query: '{ open }' })).toEqual({ status: 200, answer: { data: { open: 'yes' } } });
  await stop();
});

test('what breaks on the way is told as a mistake of ours, without its words', async () => {
  class Broken extends HubGateway {
    override answer(): Promise<never> {
      return Promise.reject(new Error('connect 10.0.0.7:4002'));
    }
  }
  const { ask, stop } = await serve(new Broken({ supergraphSdl, send }));
  const { status, answer } = await ask({ query: '{ open }' });
  expect(status).toBe(500);
  expect(answer).toEqual({
    errors: [
      {
        message: 'Something went wrong on our side.',
        extensions: { code: 'INTERNAL', reference: expect.any(String) },
      },
    ],
  });
  expect(lines.join()).toContain(answer.errors[0].extensions.reference);
  expect(lines.join()).not.toContain('10.0.0.7');
  await stop();
});

test('a name that no operation has is not one to answer', async () => {
  const { ask, stop } = await serve(new HubGateway({ supergraphSdl, send }));
  const { answer } = await ask({ query: 'query One { open }', operationName: 'Other' });
  expect(answer).not.toHaveProperty('data');
  expect(answer.errors).toHaveLength(1);
  await stop();
});
