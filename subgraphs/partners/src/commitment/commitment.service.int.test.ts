import type { Viewer } from '@ura/access';
import { newId } from '@ura/database';
import { anonymous, member } from '@ura/testkit';
import { type Directory, of, openDirectory, refusal } from '../testing';
import type { Commitment } from './commitment.entity';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const FIELDS =
  'id institution { id } recordedBy { id } promise { en } madeOn dueOn status settledOn outcome { en } overdue';
const record = (viewer: Viewer, institutionId: string, input: object = {}) =>
  directory.ask(
    viewer,
    `mutation ($input: AddCommitmentInput!) { addCommitment(input: $input) { ${FIELDS} } }`,
    {
      input: {
        idempotencyKey: newId(),
        institutionId,
        occasion: { en: 'Round table' },
        madeOn: '2026-01-10',
        promise: { en: 'Three apartments' },
        ...input,
      },
    },
  );
const settle = (viewer: Viewer, commitmentId: string, status = 'KEPT') =>
  directory.ask(
    viewer,
    `mutation ($input: SettleCommitmentInput!) { settleCommitment(input: $input) { ${FIELDS} } }`,
    {
      input: { commitmentId, status, outcome: { en: 'Given' } },
    },
  );

const roundTable = async () => {
  const [institution, ngo] = [
    await directory.organisation({ kind: 'MUNICIPALITY' }),
    await directory.organisation(),
  ];
  return { institution, ngo, editor: of(ngo, 'DIRECTORY_EDITOR') };
};

test('who recorded a promise settles it, once', async () => {
  const { institution, ngo, editor } = await roundTable();
  const { data } = await record(editor, institution.id);
  expect(data.addCommitment).toMatchObject({
    institution: { id: institution.id },
    recordedBy: { id: ngo.id },
    status: 'OPEN',
    overdue: false,
  });
  expect(refusal(await settle(member({ roles: ['DIRECTORY_EDITOR'] }), data.addCommitment.id))).toBe(
    'FORBIDDEN',
  );
  expect(refusal(await settle(editor, data.addCommitment.id, 'OPEN'))).toBe('INVALID input.status');
  const references = [{ id: newId() }, { id: data.addCommitment.id }];
  const entities = await directory.entities(anonymous, 'Commitment', references, '{ status overdue }');
  expect(entities.data._entities).toEqual([null, { status: 'OPEN', overdue: false }]);
  const settled = await settle(editor, data.addCommitment.id, 'BROKEN');
  expect(settled.data.settleCommitment).toMatchObject({ status: 'BROKEN', outcome: { en: 'Given' } });
  const again = await settle(editor, data.addCommitment.id);
  expect([refusal(again), again.errors![0]!.message]).toEqual([
    'CONFLICT',
    'This commitment is already BROKEN.',
  ]);
});

test('a coordinator settles any', async () => {
  const { institution, editor } = await roundTable();
  const { data } = await record(editor, institution.id);
  const settled = await settle(member({ roles: ['COORDINATOR'] }), data.addCommitment.id);
  expect(settled.data.settleCommitment.status).toBe('KEPT');
});

test('an open promise past its date is overdue, and a settled one is not', async () => {
  const { institution, editor } = await roundTable();
  const { data } = await record(editor, institution.id, { dueOn: '2026-01-11' });
  expect(data.addCommitment.overdue).toBe(true);
  expect((await settle(editor, data.addCommitment.id)).data.settleCommitment.overdue).toBe(false);
});

test('they are listed by date, a page at a time, for anybody', async () => {
  const { institution, editor } = await roundTable();
  for (const madeOn of ['2026-03-01', '2026-01-01', '2026-02-01', '2026-01-01']) {
    await record(editor, institution.id, { madeOn });
  }
  const list = async (after: string | null) => {
    const query = `query ($id: ID, $after: String) { commitments(institutionId: $id, status: OPEN, first: 3, after: $after) {
      totalCount edges { node { id madeOn } } pageInfo { endCursor hasNextPage } } }`;
    return (await directory.ask(anonymous, query, { id: institution.id, after })).data.commitments;
  };
  const first = await list(null);
  const second = await list(first.pageInfo.endCursor);
  const all = [...first.edges, ...second.edges].map(({ node }: { node: Commitment }) => node);
  expect(all.map(({ madeOn }) => madeOn)).toEqual(['2026-01-01', '2026-01-01', '2026-02-01', '2026-03-01']);
  expect(new Set(all.map(({ id }) => id)).size).toBe(4);
  expect([first.totalCount, second.pageInfo.hasNextPage]).toEqual([4, false]);
});

test.each([
  ['in the future', { madeOn: '2999-01-01' }, 'INVALID input.madeOn'],
  ['due before it was made', { dueOn: '2026-01-09' }, 'INVALID input.dueOn'],
  ['by nobody', { institutionId: newId() }, 'INVALID input.institutionId'],
])('a promise %s is refused', async (_, input, expected) => {
  const { institution, editor } = await roundTable();
  expect(refusal(await record(editor, institution.id, input))).toBe(expected);
});

test('an NGO is no institution, and who edits nothing records nothing', async () => {
  const { institution, ngo, editor } = await roundTable();
  expect(refusal(await record(editor, ngo.id))).toBe('INVALID input.institutionId');
  expect(refusal(await record(of(ngo, 'TRAINER'), institution.id))).toBe('FORBIDDEN');
  expect(refusal(await record(anonymous, institution.id))).toBe('UNAUTHENTICATED');
});

test('a bad id or cursor is INVALID, with the field', async () => {
  const ask = async (args: string) =>
    refusal(await directory.ask(anonymous, `{ commitments(${args}) { totalCount } }`));
  expect(await ask('institutionId: "x"')).toBe('INVALID institutionId');
  expect(await ask('after: "x"')).toBe('INVALID after');
  expect(await ask(`after: "${Buffer.from('["2026-19-39","x"]').toString('base64url')}"`)).toBe(
    'INVALID after',
  );
  expect(await ask(`after: "${Buffer.from(`["2026-19-39","${newId()}"]`).toString('base64url')}"`)).toBe(
    'INVALID after',
  );
});
