import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { newId } from '@ura/database';
import { anchorNow, type Chains, chains, grow, reading } from './chains.fixture';
import { record } from './entry';
import { verifyAudit } from './verify';

let kept: Chains;
beforeAll(async () => {
  kept = await chains(process.env.URA_TEST_POSTGRES_URL!);
});
afterAll(() => kept.close());

const verify = (organisationId: string, anchors = kept.newFile()) =>
  verifyAudit(kept.database.asSystem(), { organisationId, anchors });

/** A chain of so many lines. */
const chainOf = async (lines: number): Promise<string> => {
  const organisationId = newId();
  await grow(kept.database, organisationId, lines);
  return organisationId;
};

/** What whoever owns the tables can do: take the guards away, do it, and put them back. */
const tamper = (...statements: string[]) =>
  kept.owner.transaction(async manager => {
    await manager.query(
      'alter table audit.entry disable trigger user; alter table audit.head disable trigger user',
    );
    for (const statement of statements) await manager.query(statement);
    await manager.query('alter table audit.entry enable always trigger only_added');
    await manager.query('alter table audit.head enable always trigger only_grows');
    await manager.query('alter table audit.head enable always trigger stays');
  });

const at = (organisationId: string, seq: number) => `organisation_id = '${organisationId}' and seq = ${seq}`;

/** Cuts a chain after a line, and its head with it, so that it holds in itself. */
const cutAfter = (organisationId: string, seq: number): string[] => [
  `delete from audit.entry where organisation_id = '${organisationId}' and seq > ${seq}`,
  `update audit.head set seq = ${seq}, hash = (select hash from audit.entry where ${at(organisationId, seq)})
    where organisation_id = '${organisationId}'`,
];

/** Gives a line the hash that follows from the one before. */
const rehash = (organisationId: string, seq: number) =>
  `update audit.entry line set hash = audit.line_hash(
     (select hash from audit.entry where ${at(organisationId, seq - 1)}), line) where ${at(organisationId, seq)}`;

/** Once more a line, at another place. */
const copyLine = (organisationId: string, from: number, to: number) =>
  `insert into audit.entry
   select organisation_id, ${to}, at, actor_id, actor_organisation_id, action, subject_id, parts, reason, hash
     from audit.entry where ${at(organisationId, from)}`;

test('P42 a chain that nobody touched holds, and an empty one', async () => {
  const organisationId = await chainOf(3);
  expect(await verify(organisationId)).toEqual({
    isIntact: true,
    fault: null,
    brokenAtSeq: null,
    entries: 3,
    headSeq: 3,
    headHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    anchorSeq: null,
    anchoredAt: null,
  });
  expect(await verify(newId())).toMatchObject({ isIntact: true, entries: 0, headSeq: 0, headHash: '' });
});

const changes: Record<string, string> = {
  'who looked': 'actor_id = gen_random_uuid()',
  'that nobody looked': 'actor_id = null',
  'for which organisation': 'actor_organisation_id = gen_random_uuid()',
  'what was done': `action = 'GRANT'`,
  'at which case': 'subject_id = gen_random_uuid()',
  'at what of it': `parts = '{HEALTH}'`,
  why: `reason = 'OTHER'`,
  when: `at = at + interval '1 microsecond'`,
  'its hash': `hash = sha256('x')`,
};

test.each(Object.entries(changes))(
  'P42 a line in which the owner of the tables changed %s is found',
  async (_, set) => {
    const organisationId = await chainOf(4);
    await tamper(`update audit.entry set ${set} where ${at(organisationId, 2)}`);
    expect(await verify(organisationId)).toMatchObject({ isIntact: false, fault: 'CHANGED', brokenAtSeq: 2 });
  },
);

test('P42 a line that was changed and given the hash that follows breaks the one after it', async () => {
  const organisationId = await chainOf(4);
  await tamper(
    `update audit.entry set actor_id = gen_random_uuid() where ${at(organisationId, 2)}`,
    rehash(organisationId, 2),
  );
  expect(await verify(organisationId)).toMatchObject({ fault: 'CHANGED', brokenAtSeq: 3 });
});

test('P42 a line that was taken out is found: the first, one in the middle, the last', async () => {
  for (const seq of [1, 2, 4]) {
    const organisationId = await chainOf(4);
    await tamper(`delete from audit.entry where ${at(organisationId, seq)}`);
    expect(await verify(organisationId)).toMatchObject({
      isIntact: false,
      fault: 'MISSING',
      brokenAtSeq: seq,
      headSeq: 4,
    });
  }
});

test('P42 a chain of which nothing is left but its head is found', async () => {
  const organisationId = await chainOf(2);
  await tamper(`delete from audit.entry where organisation_id = '${organisationId}'`);
  expect(await verify(organisationId)).toMatchObject({ fault: 'MISSING', brokenAtSeq: 1, entries: 0 });
});

test('P42 two lines that changed places are found', async () => {
  const organisationId = await chainOf(4);
  const move = (from: number, to: number) =>
    `update audit.entry set seq = ${to} where ${at(organisationId, from)}`;
  await tamper(move(2, 99), move(3, 2), move(99, 3));
  expect(await verify(organisationId)).toMatchObject({ fault: 'CHANGED', brokenAtSeq: 2 });
});

test('P42 a line from another chain, or one too many, is found', async () => {
  const [one, other] = [await chainOf(3), await chainOf(3)];
  await tamper(
    `delete from audit.entry where ${at(one, 3)}`,
    `update audit.entry set organisation_id = '${one}' where ${at(other, 3)}`,
  );
  expect(await verify(one)).toMatchObject({ fault: 'CHANGED', brokenAtSeq: 3 });

  const third = await chainOf(3);
  await tamper(copyLine(third, 3, 4));
  expect(await verify(third)).toMatchObject({ fault: 'CHANGED', brokenAtSeq: 4 });
});

test('P42 a line that follows well and came in by another door is found', async () => {
  const organisationId = await chainOf(2);
  await tamper(copyLine(organisationId, 2, 3), rehash(organisationId, 3));
  expect(await verify(organisationId)).toMatchObject({ fault: 'ADDED', brokenAtSeq: 3, headSeq: 2 });
});

describe('with an anchor', () => {
  test('P55 a chain that grew since is intact, by a copy of the file too', async () => {
    const [organisationId, file, copy] = [await chainOf(2), kept.newFile(), kept.newFile()];
    await anchorNow(kept.database, file);
    await grow(kept.database, organisationId, 2);
    const verified = await verify(organisationId, file);
    expect(verified).toMatchObject({ isIntact: true, headSeq: 4, anchorSeq: 2 });
    expect(verified.anchoredAt).toBeInstanceOf(Date);
    mkdirSync(path.dirname(copy));
    copyFileSync(file, copy);
    expect(await verify(organisationId, copy)).toEqual(verified);
  });

  test('P55 a tail that was cut together with the head is found', async () => {
    const [organisationId, file] = [await chainOf(4), kept.newFile()];
    await anchorNow(kept.database, file);
    await tamper(...cutAfter(organisationId, 2));
    expect(await verify(organisationId)).toMatchObject({ isIntact: true });
    expect(await verify(organisationId, file)).toMatchObject({
      fault: 'MISSING',
      brokenAtSeq: 1,
      anchorSeq: 4,
    });
  });

  test('P55 a chain that is gone with its head is found', async () => {
    const [organisationId, file] = [await chainOf(4), kept.newFile()];
    await anchorNow(kept.database, file);
    for (const table of ['entry', 'head'])
      await tamper(`delete from audit.${table} where organisation_id = '${organisationId}'`);
    expect(await verify(organisationId, file)).toMatchObject({
      fault: 'MISSING',
      brokenAtSeq: 1,
      entries: 0,
    });
  });

  test('P55 a chain that was cut and has grown past its anchor is found', async () => {
    const [organisationId, file] = [await chainOf(4), kept.newFile()];
    await anchorNow(kept.database, file);
    await tamper(...cutAfter(organisationId, 3));
    await grow(kept.database, organisationId, 3);
    expect(await verify(organisationId)).toMatchObject({ isIntact: true });
    expect(await verify(organisationId, file)).toMatchObject({ fault: 'REWRITTEN', headSeq: 6 });
  });

  test('P55 a chain rewritten with right hashes is found, after the next anchors too, and where', async () => {
    const [organisationId, file] = [await chainOf(2), kept.newFile()];
    await anchorNow(kept.database, file);
    await grow(kept.database, organisationId, 3);
    await anchorNow(kept.database, file);
    await tamper(
      `update audit.entry set actor_id = gen_random_uuid() where ${at(organisationId, 4)}`,
      rehash(organisationId, 4),
      rehash(organisationId, 5),
      `update audit.head set hash = (select hash from audit.entry where ${at(organisationId, 5)})
        where organisation_id = '${organisationId}'`,
    );
    expect(await verify(organisationId)).toMatchObject({ isIntact: true, headSeq: 5 });
    expect(await verify(organisationId, file)).toMatchObject({ fault: 'REWRITTEN', brokenAtSeq: 3 });
    await grow(kept.database, organisationId, 1);
    await anchorNow(kept.database, file);
    expect(await verify(organisationId, file)).toMatchObject({ fault: 'REWRITTEN', brokenAtSeq: 3 });
  });
});

test('P42 a long chain is read in steps, and a fault is found in each', async () => {
  const organisationId = newId();
  const entries = Array.from({ length: 10_000 }, () => reading(organisationId));
  for (const [added, length] of [
    [entries, 10_000],
    [entries, 20_000],
    [entries.slice(0, 1), 20_001],
  ] as const) {
    await kept.database.asSystem().run(manager => record(manager, added));
    expect(await verify(organisationId)).toMatchObject({ isIntact: true, entries: length, headSeq: length });
  }
  await tamper(`update audit.entry set reason = 'X' where ${at(organisationId, 10_001)}`);
  expect(await verify(organisationId)).toMatchObject({ fault: 'CHANGED', brokenAtSeq: 10_001 });
});
