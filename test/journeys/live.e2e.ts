import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Person, shelters, startTestHub, type TestHub, type Told, tokenOf } from '../hub';
import { boardOf, CONFIRM, countsOf, hold, inVlora, woman } from './beds';

const BOARD = `subscription ($id: ID!) {
  boardChanged(shelterId: $id) { beds { id status } shelter { organisation { name { en } } } }
}`;
const HOLD = `subscription ($id: ID!) {
  holdChanged(id: $id) { status shelter { name { en } } requestedBy { name { en } } }
}`;
const BEDS = `subscription {
  bedsChanged(country: AL) { shelter { id organisation { name { en } } } availability { freeBeds heldBeds } }
}`;
const one = { ...inVlora, people: [woman] };
const vatra = shelters.dallendyshja!.id;

let hub: TestHub;
let unit: Person;
let manager: Person;
const clients: Client[] = [];

beforeAll(async () => {
  hub = await startTestHub();
  [unit, manager] = await Promise.all([hub.as('mobile-unit@vatra'), hub.as('shelter-manager@vatra')]);
}, 120_000);
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await hub?.stop();
});

const byEvents = async (account: string, query: string, id: string): Promise<Told> =>
  (await hub.as(account)).watch(query, { id });

const bySocket = async (account: string, query: string, id: string): Promise<Told> => {
  const authorization = `Bearer ${await tokenOf(hub.issuer, account)}`;
  return socketFor({ authorization }).iterate({ query, variables: { id } }) as Told;
};

const socketFor = (connectionParams: Record<string, unknown>): Client => {
  const url = `${hub.url.replace('http', 'ws')}/graphql/stream`;
  const client = createClient({ url, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
  clients.push(client);
  return client;
};

/** Reads until something is told that is waited for: what comes before it may be told in one step or several. */
const untilTold = async (
  told: Told,
  isIt: (result: Awaited<ReturnType<Told['next']>>['value']) => boolean,
) => {
  for (;;) {
    const { value, done } = await told.next();
    if (done) throw new Error('The stream ended before.');
    if (isIt(value)) return value;
  }
};

const statusesOn = (board: Told) => async (counts: object) =>
  untilTold(board, ({ data }) => {
    const now = data?.boardChanged && countsOf(data.boardChanged.beds);
    return Object.entries(counts).every(([status, count]) => now?.[status] === count);
  });

describe.each([
  ['server-sent events', byEvents],
  ['WebSocket', bySocket],
])('over %s', (_way, watch) => {
  test('a manager sees on her board, with her organisation’s name from the directory, that a mobile unit holds a bed', async () => {
    const before = await boardOf(manager, vatra);
    const board = await watch('shelter-manager@vatra', BOARD, vatra);
    const shows = statusesOn(board);
    await shows(before);
    await hold(unit, vatra, one);
    const { data, errors } = await shows({ AVAILABLE: before.AVAILABLE! - 1, HELD: before.HELD! + 1 });
    expect(errors).toBeUndefined();
    expect(data.boardChanged.shelter.organisation.name.en).toContain('Vatra');
    await board.return!();
  });

  test('a mobile unit sees its hold confirmed', async () => {
    const { id } = (await hold(unit, vatra, one)).data.holdBeds;
    const own = await watch('mobile-unit@vatra', HOLD, id);
    expect((await own.next()).value).toMatchObject({
      data: {
        holdChanged: { status: 'HELD', requestedBy: { name: { en: expect.stringContaining('Vatra') } } },
      },
    });
    const arriveBy = new Date(Date.now() + 3_600_000).toISOString();
    expect((await manager.ask(CONFIRM, { input: { holdId: id, arriveBy } })).errors).toBeUndefined();
    expect((await own.next()).value).toMatchObject({ data: { holdChanged: { status: 'CONFIRMED' } } });
    await own.return!();
  });

  test('another organisation is told nothing of a board', async () => {
    const board = await watch('shelter-manager@pvpt', BOARD, vatra);
    for await (const { data } of board) expect(data?.boardChanged ?? null).toBeNull();
  });
});

test('a hotline worker sees what is left when a bed is held', async () => {
  const before = await boardOf(manager, vatra);
  const beds = await (await hub.as('hotline@vatra')).watch(BEDS);
  await hold(unit, vatra, one);
  const heldBeds = before.HELD! + 1;
  const left = await untilTold(beds, ({ data }) => data?.bedsChanged?.availability.heldBeds === heldBeds);
  expect(left).toEqual({
    data: {
      bedsChanged: {
        shelter: { id: vatra, organisation: { name: { en: expect.stringContaining('Vatra') } } },
        availability: { freeBeds: before.AVAILABLE! - 1, heldBeds },
      },
    },
  });
  await beds.return!();
});

test('whoever follows a board while its subgraph dies is told so, and sees the next hold when it is back', async () => {
  const board = await manager.watch(BOARD, { id: vatra });
  await board.next();
  await hub.kill('shelters');
  expect((await board.next()).value).toMatchObject({
    errors: [{ extensions: { code: 'UNAVAILABLE', subgraph: 'shelters' } }],
    extensions: { live: 'INTERRUPTED' },
  });

  // Nothing is opened for somebody anonymous: the answer is the same where nothing could be.
  const refused = [{ errors: [{ message: 'Please sign in.', extensions: { code: 'UNAUTHENTICATED' } }] }];
  expect(await allOf(await hub.anybody.watch(BOARD, { id: vatra }))).toEqual(refused);
  await expect(allOf(socketFor({}).iterate({ query: BEDS }) as Told)).rejects.toEqual(refused[0]!.errors);

  await hub.start('shelters');
  await untilTold(board, ({ extensions }) => extensions?.live === 'RESUMED');
  const before = await boardOf(manager, vatra);
  await hold(unit, vatra, one);
  await statusesOn(board)({ AVAILABLE: before.AVAILABLE! - 1, HELD: before.HELD! + 1 });
  await board.return!();
}, 90_000);

const allOf = async (told: Told) => {
  const results = [];
  for await (const result of told) results.push(result);
  return results;
};
