import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Column, Entity } from 'typeorm';
import { createDatabase, type Database, dataSource, type Statement } from './database';
import { ensureDatabase } from './embedded/roles';
import { IdempotencyKey, once } from './idempotency';
import { isId, newId } from './ids';
import { drift, isHeldByRowSecurity, migrate } from './migrate';
import { Row } from './row';

@Entity()
class Note extends Row {
  @Column('uuid')
  organisationId!: string;

  @Column('text')
  safeWord!: string;
}

const MIGRATION = `
class Notes1700000000001 {
  async up(runner) {
    await runner.query('create table note (id uuid not null, created_at timestamptz not null default now(), organisation_id uuid not null, safe_word text not null, constraint "pk_note" primary key (id))');
    await runner.query("alter table note enable row level security; alter table note force row level security");
    await runner.query("create policy note_owner on note to current_user using (true) with check (true)");
    await runner.query("create policy note_own on note using (organisation_id = (select nullif(current_setting('ura.organisation_id', true), '')::uuid))");
    await runner.query('create table idempotency_key (viewer_id uuid, organisation_id uuid, key uuid, operation text not null, input_hash text not null, result_id uuid, used_at timestamptz not null default now(), primary key (viewer_id, organisation_id, key))');
  }
  async down() {}
}
module.exports = { Notes1700000000001 };
`;

let folder: string;
let database: Database;
let urls: { owner: string; service: string };
let files: { entities: (typeof Note)[]; migrations: string };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ura-notes-'));
  mkdirSync(path.join(folder, 'migrations'));
  writeFileSync(path.join(folder, 'migrations', '1-notes.js'), MIGRATION);
  files = { entities: [Note], migrations: path.join(folder, 'migrations') };
  urls = await ensureDatabase(process.env.URA_TEST_POSTGRES_URL!, `notes-${newId()}`, 'test');
  const serviceRole = new URL(urls.service).username;
  const both = Array.from({ length: 3 }, () => migrate({ ...files, url: urls.owner, serviceRole }));
  const ran = await Promise.all(both);
  expect(ran.flat()).toEqual(['Notes1700000000001']);
  database = await createDatabase({ ...files, url: urls.service });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const viewer = (organisationId = newId()) => ({ id: newId(), organisationId, roles: [] });
const write = (who: ReturnType<typeof viewer>, organisationId = who.organisationId) =>
  database.as(who).run(manager => manager.save(Note, { id: newId(), organisationId, safeWord: 'x' }));

test('P6 an id is a random UUID', () => {
  const ids = Array.from({ length: 1_000 }, newId);
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(isId(newId())).toBe(true);
  expect(isId("' or 1=1")).toBe(false);
});

test('without a context there are no rows', async () => {
  await write(viewer());
  expect(await database.source.query('select * from note')).toEqual([]);
});

test("rows are the organisation's own, on the next use of the same connection too", async () => {
  const [ana, besa] = [viewer(), viewer()];
  await Promise.all(Array.from({ length: 20 }, (_, index) => write(index % 2 ? ana : besa)));
  for (const who of [ana, besa]) {
    const notes = await database.as(who).run(manager => manager.find(Note));
    expect(notes).toHaveLength(10);
    expect(new Set(notes.map(note => note.organisationId))).toEqual(new Set([who.organisationId]));
  }
});

test('nobody writes a row for another organisation', async () => {
  await expect(write(viewer(), newId())).rejects.toThrow(/row-level security/);
});

test('what fails in the middle leaves nothing', async () => {
  const ana = viewer();
  const failing = database.as(ana).run(async manager => {
    await manager.save(Note, { id: newId(), organisationId: ana.organisationId, safeWord: 'x' });
    throw new Error('the lights went out');
  });
  await expect(failing).rejects.toThrow('the lights went out');
  expect(await database.as(ana).run(manager => manager.find(Note))).toEqual([]);
});

test('the service is held by row-level security, the owner is not', async () => {
  expect(await isHeldByRowSecurity({ ...files, url: urls.service })).toBe(true);
  expect(await isHeldByRowSecurity({ ...files, url: urls.owner })).toBe(false);
});

test('drift is empty for what is migrated, and names what is not', async () => {
  expect((await drift({ ...files, url: urls.owner })).up).toEqual([]);
  const { up } = await drift({ ...files, entities: [Note, IdempotencyKey] as never, url: urls.owner });
  expect(up.join()).toContain('idempotency_key');
});

describe('an idempotency key', () => {
  const attempt = (who: ReturnType<typeof viewer>, idempotencyKey: string, word = 'a') =>
    database.as(who).run(manager =>
      once(manager, { viewer: who, operation: 'write', input: { idempotencyKey, ...{ word } } }, async () => {
        const id = newId();
        await manager.save(Note, { id, organisationId: who.organisationId, safeWord: word });
        return id;
      }),
    );

  test('gives the same thing again, at the same moment too', async () => {
    const [ana, key] = [viewer(), newId()];
    const ids = await Promise.all(Array.from({ length: 8 }, () => attempt(ana, key)));
    expect(new Set(ids).size).toBe(1);
    expect(await database.as(ana).run(manager => manager.count(Note))).toBe(1);
  });

  test('is a conflict for something else', async () => {
    const [ana, key] = [viewer(), newId()];
    await attempt(ana, key, 'a');
    await expect(attempt(ana, key, 'b')).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('P64 of another worker is a new request', async () => {
    const [ana, key] = [viewer(), newId()];
    expect(await attempt(ana, key)).not.toBe(await attempt(viewer(ana.organisationId), key));
  });

  test('is free again when the work failed', async () => {
    const [ana, key] = [viewer(), newId()];
    const failing = database
      .as(ana)
      .run(manager =>
        once(
          manager,
          { viewer: ana, operation: 'write', input: { idempotencyKey: key, ...{ word: 'a' } } },
          () => Promise.reject(new Error('no')),
        ),
      );
    await expect(failing).rejects.toThrow('no');
    await expect(attempt(ana, key)).resolves.toEqual(expect.any(String));
  });
});

test('names are snake_case in the database', () => {
  const source = dataSource({ ...files, url: urls.service });
  expect(source.options.namingStrategy?.columnName('safeWordURL', undefined as never, [])).toBe(
    'safe_word_url',
  );
});

describe('statements that are run together', () => {
  const insert = (organisationId: string) => ({
    text: `insert into note (id, organisation_id, safe_word) values ($1, $2, 'x')`,
    values: [newId(), organisationId],
  });
  const count = { text: 'select count(*)::int as notes from note', values: [] };

  test('see who asks, and what those before them did', async () => {
    const who = viewer();
    await write(viewer());
    const [, mine] = await database.as(who).together(insert(who.organisationId), count);
    expect(mine).toEqual([{ notes: 1 }]);
    expect(await database.as(who).together(count)).toEqual([[{ notes: 1 }]]);
  });

  test('leave nothing when one of them fails, and the connection for the next', async () => {
    const who = viewer();
    const refused = database.as(who).together(insert(who.organisationId), insert(newId()), count);
    await expect(refused).rejects.toThrow('row-level security');
    expect(await database.as(who).together(count)).toEqual([[{ notes: 0 }]]);
    expect(await database.source.query('select * from note')).toEqual([]);
  });

  test('take no value that might not be sent, of which the database would not know', () => {
    const values: Statement['values'] = [['a', null], 1, true, new Date()];
    // @ts-expect-error: an object may hold itself.
    const wrong: Statement['values'] = [{ values }];
    expect(wrong).toHaveLength(1);
  });
});
