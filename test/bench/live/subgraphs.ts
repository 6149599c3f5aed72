import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '@ura/env';
import { compose } from '@ura/supergraph';
import { Client } from 'pg';
import { header } from '../../header';

const HEAD = header('@key');
const EVENTS = `${HEAD}
type Query { "Nothing." nothing: String @privacy(class: PUBLIC) }
type Subscription { "Every change." changed: Change @privacy(class: PARTNER) }
type Change {
  "Counted from one." number: Int! @privacy(class: PARTNER)
  "What changed." thing: Thing @privacy(class: PARTNER)
}
type Thing @key(fields: "id") { "Its id." id: ID! @privacy(class: PARTNER) }
`;
const NAMES = `${HEAD}
type Query { "Nothing." nothingElse: String @privacy(class: PUBLIC) }
type Thing @key(fields: "id") {
  "Its id." id: ID! @privacy(class: PARTNER)
  "Its name." name: String @privacy(class: PARTNER)
}
`;

export const SUBSCRIPTION = 'subscription { changed { number thing { id name } } }';

/**
 * Two subgraphs that do as little as possible: one tells every client of its stream what PostgreSQL
 * notifies it of, the other knows the names of things.
 */
export const startSubgraphs = async (databaseUrl: string) => {
  const streams = new Set<ServerResponse>();
  const events = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
    streams.add(response);
    response.once('close', () => streams.delete(response));
  });
  const ear = new Client({ connectionString: databaseUrl });
  await ear.connect();
  await ear.query('listen changed');
  ear.on('notification', ({ payload = '' }) => {
    const [number, id] = payload.split(' ');
    const data = { changed: { number: Number(number), thing: { __typename: 'Thing', id } } };
    const text = `event: next\ndata: ${JSON.stringify({ data })}\n\n`;
    for (const stream of streams) stream.write(text);
  });
  let joins = 0;
  const names = createServer(async (request, response) => {
    joins += 1;
    const { variables } = JSON.parse(await bodyOf(request)) as {
      variables: { representations: { id: string }[] };
    };
    const _entities = variables.representations.map(({ id }) => ({ name: `name of ${id}` }));
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ data: { _entities } }));
  });
  const [eventsUrl, namesUrl] = [await urlOf(events), await urlOf(names)];
  return {
    supergraphSdl: compose([
      { name: 'events', url: eventsUrl, sdl: EVENTS },
      { name: 'names', url: namesUrl, sdl: NAMES },
    ]).supergraphSdl,
    /** How many streams the gateway has open. */
    streams: () => streams.size,
    joins: () => joins,
    stop: async () => {
      await ear.end();
      for (const server of [events, names]) server.close().closeAllConnections();
    },
  };
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  request.setEncoding('utf8');
  for await (const part of request) body += part;
  return body;
};

const urlOf = async (server: Server): Promise<string> => {
  server.keepAliveTimeout = 600_000;
  await listen(server, 0, '127.0.0.1');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
};
