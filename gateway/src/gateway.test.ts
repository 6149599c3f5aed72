import { ApolloServer } from '@apollo/server';
import { anonymous } from '@ura/access';
import { compose } from '@ura/supergraph';
import { type Asking, askingOf } from './asking';
import type { SubgraphAnswer } from './execution/fetch';
import { superOf } from './execution/pair.fixture';
import { HubGateway } from './gateway';
import { header } from './header.fixture';

const sdl = (fields: string) => `${header('@shareable')}
  type Query { ${fields} }
`;
const supergraph = (fields: string) =>
  compose([{ name: 'toy', url: 'http://127.0.0.1:9/', sdl: sdl(fields) }]).supergraphSdl;
const FIRST = supergraph('open: String @privacy(class: PUBLIC) hidden: String @privacy(class: PARTNER)');
const SECOND = supergraph('open: String @privacy(class: PUBLIC) more: String @privacy(class: PUBLIC)');

const resolvable = <Value>() => {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>(done => {
    resolve = done;
  });
  return { promise, resolve };
};

const start = async (answer: () => Promise<SubgraphAnswer> | SubgraphAnswer) => {
  const planned: boolean[] = [];
  const gateway = new HubGateway({
    supergraphSdl: FIRST,
    send: async () => answer(),
    onPlanned: isCompiled => planned.push(isCompiled),
  });
  const server = new ApolloServer<Asking>({ gateway });
  await server.start();
  const ask = async (query: string) => {
    const contextValue = askingOf({ viewer: anonymous }, new AbortController().signal);
    const { body } = await server.executeOperation({ query }, { contextValue });
    return body.kind === 'single' ? JSON.parse(JSON.stringify(body.singleResult)) : undefined;
  };
  return { gateway, ask, planned, stop: () => server.stop() };
};

test('a new supergraph answers at once, with the plans in use made before', async () => {
  const { gateway, ask, planned, stop } = await start(() => ({ data: { open: 'yes', more: 'more' } }));
  const swaps: number[] = [];
  gateway.onSwap(() => swaps.push(planned.length));
  await ask('{ open }');
  await gateway.swap(SECOND);
  expect(swaps).toEqual([2]);
  expect(await ask('{ open }')).toEqual({ data: { open: 'yes' } });
  expect(planned).toHaveLength(2);
  expect(await ask('{ more }')).toEqual({ data: { more: 'more' } });
  await stop();
});

test('the same supergraph again is no new one: what is in use stays known for the next', async () => {
  const { gateway, ask, planned, stop } = await start(() => ({ data: { open: 'yes' } }));
  const before = gateway.engine;
  await gateway.swap(FIRST);
  expect(gateway.engine).toBe(before);
  await ask('{ open }');
  await gateway.swap(SECOND);
  expect(planned).toHaveLength(2);
  await ask('{ open }');
  expect(planned).toHaveLength(2);
  await stop();
});

test('what began with the supergraph before ends with it', async () => {
  const answered = resolvable<SubgraphAnswer>();
  const asked = resolvable<void>();
  const { gateway, ask, stop } = await start(() => {
    asked.resolve();
    return answered.promise;
  });
  const slow = ask('{ open hidden }');
  await asked.promise;
  await gateway.swap(SECOND);
  answered.resolve({ data: { open: 'yes' } });
  expect(await slow).toMatchObject({ data: { open: 'yes', hidden: null } });
  await stop();
});

test.each([
  ['no supergraph', 'type Query { open: String }'],
  ['not even GraphQL', '{'],
  ['a supergraph that leaves open who may see what', superOf({ toy: 'type Query { open: String }' })],
])('%s is refused, and the old one goes on', async (_claim, broken) => {
  const { gateway, ask, stop } = await start(() => ({ data: { open: 'yes' } }));
  const before = gateway.engine;
  await expect(gateway.swap(broken)).rejects.toThrow();
  expect(gateway.engine).toBe(before);
  expect(await ask('{ open }')).toEqual({ data: { open: 'yes' } });
  await stop();
});

test('an anonymous viewer is refused alike by both executors', async () => {
  const { ask, planned, stop } = await start(() => ({ data: { open: 'yes', constructor: 'x' } }));
  const refused = { errors: [{ path: ['hidden'], extensions: { code: 'UNAUTHENTICATED' } }] };
  expect(await ask('{ open hidden }')).toMatchObject({ data: { open: 'yes', hidden: null }, ...refused });
  expect(await ask('{ constructor: open hidden }')).toMatchObject({ data: { hidden: null }, ...refused });
  expect(planned).toEqual([true, false]);
  await stop();
});
