import type { Viewer } from '@ura/access';
import { newId } from '@ura/database';
import { anonymous, member } from '@ura/testkit';
import { type Directory, of, openDirectory, refusal } from '../testing';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const sign = (viewer: Viewer, partyIds: string[], input: object = {}) =>
  directory.ask(
    viewer,
    `mutation ($input: AddAgreementInput!) { addAgreement(input: $input) {
      id kind title { en } signed { year month day } validTo { year } parties { id } } }`,
    {
      input: {
        idempotencyKey: newId(),
        kind: 'POLICE_MOU',
        title: { en: 'Mobile unit' },
        partyIds,
        ...input,
      },
    },
  );

test('a party’s editor adds an agreement, and every party shows it', async () => {
  const [ngo, police] = [await directory.organisation(), await directory.organisation({ kind: 'POLICE' })];
  const editor = of(ngo, 'DIRECTORY_EDITOR');
  const input = { idempotencyKey: newId(), signed: { year: 2026, month: 2 } };
  const { data } = await sign(editor, [police.id, ngo.id], input);
  expect(data.addAgreement).toMatchObject({
    signed: { year: 2026, month: 2, day: null },
    validTo: null,
    parties: [{ id: police.id }, { id: ngo.id }],
  });
  expect((await sign(editor, [police.id, ngo.id], input)).data).toEqual(data);
  const read = await directory.ask(anonymous, `{ organisation(id: "${police.id}") { agreements { id } } }`);
  expect(read.data.organisation.agreements).toEqual([{ id: data.addAgreement.id }]);
  const kept = await directory.owner.query(
    'select organisation_id as id, changed_by as by from change where entity_id = $1',
    [data.addAgreement.id],
  );
  expect(new Set(kept.map(({ id }: { id: string }) => id))).toEqual(new Set([police.id, ngo.id]));
  expect(kept.every(({ by }: { by: string }) => by === editor.id)).toBe(true);
});

test('who keeps no party’s entry adds nothing', async () => {
  const ids = [(await directory.organisation()).id, (await directory.organisation()).id];
  expect(refusal(await sign(member({ roles: ['DIRECTORY_EDITOR'] }), ids))).toBe('FORBIDDEN');
  expect(refusal(await sign(member({ roles: ['COORDINATOR'] }), ids))).toBe('FORBIDDEN');
  expect(refusal(await sign(anonymous, ids))).toBe('UNAUTHENTICATED');
});

test('fewer than two parties, one twice, or an unknown one is INVALID', async () => {
  const ngo = await directory.organisation();
  const editor = of(ngo, 'DIRECTORY_EDITOR');
  const lists = [[], [ngo.id], [ngo.id, ngo.id], [ngo.id, newId()], [ngo.id, 'x']];
  for (const ids of lists) expect(refusal(await sign(editor, ids))).toBe('INVALID input.partyIds');
});

test.each([
  [{ year: 2026, month: 2 }, { year: 2025 }, 'INVALID input.validTo'],
  [{ year: 2026, month: 2, day: 2 }, { year: 2026, month: 2, day: 1 }, 'INVALID input.validTo'],
  [{ year: 2026, month: 2 }, { year: 2026 }, undefined],
  [{ year: 2026 }, { year: 2027, month: 1 }, undefined],
])('signed %j and valid to %j: %s', async (signed, validTo, expected) => {
  const [ngo, other] = [await directory.organisation(), await directory.organisation()];
  const editor = of(ngo, 'DIRECTORY_EDITOR');
  expect(refusal(await sign(editor, [ngo.id, other.id], { signed, validTo }))).toBe(expected);
});
