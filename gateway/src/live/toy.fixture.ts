import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Member as Person } from '@ura/access';
import { compose } from '@ura/supergraph';
import { print } from 'graphql-sse';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { header } from '../header.fixture';

const HEAD = header('@key');
const EVENTS = `${HEAD}
type Query { "Nothing." nothing: String @privacy(class: PUBLIC) }
type Subscription {
  "For members." changed(kind: Kind): Change @privacy(class: PARTNER)
  "For anybody." openChanged: Change @privacy(class: PUBLIC)
  "For a team." secretChanged: Change @privacy(class: OWNER)
}
enum Kind { BED ROOM }
type Change {
  "In order." number: Int @privacy(class: PUBLIC)
  "What changed." thing: Thing @privacy(class: PUBLIC)
}
type Thing @key(fields: "id") { "Its id." id: ID! @privacy(class: PUBLIC) }
`;
const NAMES = `${HEAD}
type Query { "Nothing either." nothingElse: String @privacy(class: PUBLIC) }
type Thing @key(fields: "id") {
  "Its id." id: ID! @privacy(class: PUBLIC)
  "Its name." name: String @privacy(class: PUBLIC)
  "Whether you may." viewerMayRename: Boolean @privacy(class: PARTNER)
}
`;

/** A stream that somebody opened at the toy. */
export interface Opened {
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly query: string; readonly variables?: Record<string, unknown> };
  readonly isOpen: boolean;
  send(...events: object[]): void;
  complete(): void;
  /** Breaks the connection. */
  break(): void;
}

export const listening = async (server: Server, port = 0): Promise<number> => {
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

const closed = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Resolves when it is so. */
export const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise(resolve => setTimeout(resolve, 5));
};

/** A subgraph whose events a test sends by hand. */
export class ToyEvents {
  readonly opened: Opened[] = [];
  /** What the next streams are refused with. */
  refusal?: number;
  private server = this.make();
  port = 0;

  async start(): Promise<void> {
    this.port = await listening(this.server, this.port);
  }

  get open(): Opened[] {
    return this.opened.filter(({ isOpen }) => isOpen);
  }

  async stop(): Promise<void> {
    await closed(this.server);
    this.server = this.make();
  }

  private make(): Server {
    return createServer((request, response) => {
      let text = '';
      request.on('data', part => (text += part));
      request.on('end', () => {
        if (this.refusal) return response.writeHead(this.refusal).end('10.0.0.7');
        if (request.url !== '/graphql/stream') return response.writeHead(404).end();
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
        this.opened.push(opened(request.headers, JSON.parse(text), response));
      });
    });
  }
}

const opened = (headers: IncomingHttpHeaders, body: Opened['body'], response: ServerResponse): Opened => ({
  headers,
  body,
  get isOpen() {
    return !response.destroyed && !response.writableEnded;
  },
  send: (...events) =>
    response.write(events.map(data => print({ event: 'next', data: data as never })).join('')),
  complete: () => response.end(print({ event: 'complete', data: null })),
  break: () => response.destroy(),
});

export const change = (number: number, id = 'a', root = 'changed') => ({
  data: { [root]: { number, thing: { __typename: 'Thing', id } } },
});

/** The subgraph that has the names of things: `name of a`. */
export class ToyNames {
  readonly asked: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  /** Waited for before each answer. */
  before: (body: string) => Promise<void> = async () => undefined;
  private readonly server = createServer((request, response) => {
    let body = '';
    request.on('data', part => (body += part));
    request.on('end', async () => {
      this.asked.push({ headers: request.headers, body });
      await this.before(body);
      const { variables } = JSON.parse(body) as { variables: { representations: { id: string }[] } };
      const _entities = variables.representations.map(({ id }) => ({
        name: `name of ${id}`,
        viewerMayRename: true,
      }));
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ data: { _entities } }));
    });
  });
  port = 0;

  async start(): Promise<void> {
    this.port = await listening(this.server);
  }

  stop(): Promise<void> {
    return closed(this.server);
  }
}

export const supergraphOf = (events: ToyEvents, names: ToyNames, sdl = EVENTS): string =>
  compose([
    { name: 'events', url: `http://127.0.0.1:${events.port}/graphql`, sdl },
    { name: 'names', url: `http://127.0.0.1:${names.port}/graphql`, sdl: NAMES },
  ]).supergraphSdl;

export const eventsSdl = EVENTS;

/** An issuer of tokens, and the keys of a gateway. */
export const startIssuer = async () => {
  const keyPair = async (alg: string) => {
    const pair = await generateKeyPair(alg, { extractable: true });
    const jwk = async (key: typeof pair.privateKey): Promise<JWK> => ({
      ...(await exportJWK(key)),
      kid: alg,
      alg,
    });
    return { ...pair, privateJwk: await jwk(pair.privateKey), publicJwk: await jwk(pair.publicKey) };
  };
  const [gateway, own] = [await keyPair('EdDSA'), await keyPair('ES256')];
  const server = createServer((_request, response) =>
    response.end(JSON.stringify({ keys: [own.publicJwk] })),
  );
  const issuer = `http://127.0.0.1:${await listening(server)}`;
  return {
    issuer,
    gatewayKey: gateway.privateJwk,
    publicKeys: { keys: [gateway.publicJwk] },
    tokenFor: ({ id, organisationId, roles }: Person, seconds = 60) =>
      new SignJWT({ organisation: organisationId, roles })
        .setProtectedHeader({ alg: 'ES256', kid: 'ES256' })
        .setIssuer(issuer)
        .setAudience('ura')
        .setSubject(id)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
        .sign(own.privateKey),
    stop: () => closed(server),
  };
};
