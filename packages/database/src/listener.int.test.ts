import { Client } from 'pg';
import { ensureDatabase } from './embedded/roles';
import { CHANGES, Listener } from './listener';

const postgres = process.env.URA_TEST_POSTGRES_URL!;
let url: string;
let owner: Client;

beforeAll(async () => {
  ({ owner: url } = await ensureDatabase(postgres, 'listening', 'test'));
  owner = new Client({ connectionString: url });
  await owner.connect();
});
afterAll(() => owner.end());

const say = (payload: string) => owner.query('select pg_notify($1, $2)', [CHANGES, payload]);

/** A listener, and its next words. */
const listening = async () => {
  const said: string[] = [];
  let wake: () => void = () => undefined;
  const tell = (word: string) => {
    said.push(word);
    wake();
  };
  const listener = new Listener({ url, heard: tell, missed: () => tell('missed') });
  await listener.start();
  const until = async (word: string) => {
    while (!said.includes(word)) await new Promise<void>(resolve => (wake = resolve));
    return said;
  };
  return { listener, until };
};

const cut = async () => {
  const superuser = new Client({ connectionString: postgres });
  await superuser.connect();
  const cut = await superuser.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listener' and datname = 'listening'`,
  );
  await superuser.end();
  return cut.rowCount;
};

test('hears what is committed, in order, and nothing of what is rolled back', async () => {
  const { listener, until } = await listening();
  await owner.query('begin');
  await say('never');
  await owner.query('rollback');
  await say('first');
  await say('second');
  expect(await until('second')).toEqual(['first', 'second']);
  await listener.stop();
});

test('comes back as often as it is cut off, says that it missed something, and hears again', async () => {
  const { listener, until } = await listening();
  for (const word of ['once', 'twice']) {
    expect(await cut()).toBe(1);
    await until('missed');
    await say(word);
    const said = await until(word);
    expect(said).toEqual(['missed', word]);
    said.length = 0;
  }
  await listener.stop();
});

test('leaves no connection behind, and does not come back after it was stopped', async () => {
  const { listener } = await listening();
  await listener.stop();
  expect(await cut()).toBe(0);
});

test('does not begin where the database cannot be reached', async () => {
  const away = new URL(url);
  away.port = '9';
  const listener = new Listener({ url: away.toString(), heard: () => undefined, missed: () => undefined });
  await expect(listener.start()).rejects.toThrow();
});
