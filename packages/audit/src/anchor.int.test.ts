import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { newId } from '@ura/database';
import { type Anchor, anchor } from './anchor';
import { anchorNow, type Chains, chains, grow } from './chains.fixture';
import { verifyAudit } from './verify';

let kept: Chains;
beforeAll(async () => {
  kept = await chains(process.env.URA_TEST_POSTGRES_URL!);
});
afterAll(() => kept.close());

const verify = (organisationId: string, anchors: string) =>
  verifyAudit(kept.database.asSystem(), { organisationId, anchors });
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

/** A file with three anchors of a chain of three. */
const threeAnchors = async () => {
  const [organisationId, file] = [newId(), kept.newFile()];
  for (let line = 0; line < 3; line += 1) {
    await grow(kept.database, organisationId, 1);
    await anchorNow(kept.database, file);
  }
  return { organisationId, file };
};

test('P55 the heads of all chains are a line outside the database, each of them bound to the one before', async () => {
  const { organisationId, file } = await threeAnchors();
  const lines = linesOf(file);
  const anchors = lines.map(line => JSON.parse(line) as Anchor);
  expect(anchors.map(({ heads }) => heads.find(head => head.organisationId === organisationId)?.seq)).toEqual(
    [1, 2, 3],
  );
  const { headHash, anchoredAt } = await verify(organisationId, file);
  expect(anchors[2]!.heads).toContainEqual({ organisationId, seq: 3, hash: headHash });
  expect(anchoredAt?.toISOString()).toBe(anchors[2]!.at);
  const hashes = lines.map(line => createHash('sha256').update(line).digest('hex'));
  expect(anchors.map(({ previous }) => previous)).toEqual([null, hashes[0], hashes[1]]);
});

test('P55 an hour has one anchor, however many copies of a service ask for it and how often', async () => {
  const file = kept.newFile();
  const asked = () => Promise.all(Array.from({ length: 8 }, () => anchor(kept.database, file)));
  const written = [...(await asked()), ...(await asked())].filter(Boolean);
  expect(written).toHaveLength(1);
  expect(linesOf(file).map(line => JSON.parse(line))).toEqual(written);
});

test('P55 a file that a wrong clock wrote in the future is written again', async () => {
  const file = kept.newFile();
  await anchor(kept.database, file);
  const later = new Date(Date.now() + 365 * 24 * 3_600_000);
  utimesSync(file, later, later);
  expect(await anchor(kept.database, file)).not.toBeNull();
});

test('P55 while one copy of a service anchors, another does not write to the file', async () => {
  const [file, runner] = [kept.newFile(), kept.owner.createQueryRunner()];
  await runner.query('select pg_advisory_lock(7281003)');
  expect(await anchor(kept.database, file)).toBeNull();
  await runner.query('select pg_advisory_unlock(7281003)');
  await runner.release();
  expect(await anchor(kept.database, file)).not.toBeNull();
});

test('P55 a line that was taken out of the file of anchors, changed, or put in is found', async () => {
  const { organisationId, file } = await threeAnchors();
  const [first, second, third] = linesOf(file) as [string, string, string];
  const emptied = JSON.stringify({ ...(JSON.parse(second) as Anchor), heads: [] });
  const later = JSON.stringify({ ...(JSON.parse(third) as Anchor), at: '2001-01-01T00:00:00.000Z' });
  for (const lines of [
    [second, third],
    [first, third],
    [first, emptied, third],
    [first, '{}', third],
    [first, second, third, later],
  ]) {
    writeFileSync(file, `${lines.join('\n')}\n`);
    expect(await verify(organisationId, file)).toMatchObject({ isIntact: false, fault: 'ANCHORS' });
  }
  writeFileSync(file, `${[first, second, third].join('\n')}\n`);
  expect(await verify(organisationId, file)).toMatchObject({ isIntact: true, anchorSeq: 3 });
});

test('P55 a line that the lack of power cut short spoils none after it', async () => {
  const { organisationId, file } = await threeAnchors();
  appendFileSync(file, linesOf(file)[1]!.slice(0, 60));
  await anchorNow(kept.database, file);
  expect(linesOf(file)).toHaveLength(5);
  expect(await verify(organisationId, file)).toMatchObject({ isIntact: true, anchorSeq: 3 });
});

test('a file of anchors that cannot be read is a failure, and not a file without lines', async () => {
  const { organisationId, file } = await threeAnchors();
  await expect(verify(organisationId, `${file}/below`)).rejects.toThrow('ENOTDIR');
  await expect(anchor(kept.database, `${file}/below`)).rejects.toThrow('ENOTDIR');
});
