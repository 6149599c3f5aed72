import { existsSync, readFileSync, rmSync } from 'node:fs';
import { chores } from './chores';
import { anchors } from './env';
import { caseManager, colleague, openCase, type Stage, stage } from './testing';

// A file of its own: an anchor is written once an hour, and other tests have theirs.
jest.mock('./env', () => ({
  ...jest.requireActual('./env'),
  anchors: `${process.env.URA_CASES_ANCHORS}-${process.pid}`,
}));

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(async () => {
  await it.end();
  rmSync(anchors, { force: true });
});

test('P55 how every chain ends is written outside the database, once an hour, and compared with', async () => {
  const ana = caseManager();
  await openCase(it.client, ana);
  await it.client.ask(ana, '{ cases { edges { node { id } } } }');
  for (let time = 0; time < 3; time++) await chores(it.database);
  expect(existsSync(anchors)).toBe(true);
  const lines = readFileSync(anchors, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  const { heads } = JSON.parse(lines[0]!);
  const [{ seq }] = await it.owner.query('select seq::int from audit.head where organisation_id = $1', [
    ana.organisationId,
  ]);
  expect(heads).toContainEqual(expect.objectContaining({ organisationId: ana.organisationId, seq }));
  const { data } = await it.client.ask(
    colleague(ana, 'DATA_OFFICER'),
    '{ verifyAudit { isIntact anchorSeq } }',
  );
  expect(data.verifyAudit).toEqual({ isIntact: true, anchorSeq: seq });
});
